/** What is kept as long as a file is open: lists without spare room, strings that do not hold the whole file, and one value for many. */

/** A list that grew by `push` has room for more than a dozen elements that never come. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}

const none: readonly never[] = [];

/** A copy of a part of a text: V8 cuts strings by reference, so that a kept part would keep its whole version of the file. */
export function detachedCopy(part: string): string {
  return ` ${part}`.slice(1);
}

/** Gives the value before instead of one that is the same: neighbours in a file often are, and are kept once then. */
export function internLast<T>(isSame: (a: T, b: T) => boolean): (value: T) => T {
  let last: { readonly value: T } | undefined;
  return (value) => {
    if (!last || !isSame(last.value, value)) last = { value };
    return last.value;
  };
}

/** Remembers what was found for the key before: what is asked of one thing is often asked several times in a row. */
export function rememberLast<K, V>(find: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (!last || last.key !== key) last = { key, value: find(key) };
    return last.value;
  };
}

export function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean = Object.is): boolean {
  return a.length === b.length && a.every((value, at) => isSame(value, b[at]!));
}
