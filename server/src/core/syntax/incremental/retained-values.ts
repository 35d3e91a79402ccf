/** Saves memory for what is kept as long as a file is open: lists without spare capacity, strings that do not reference the whole file, and shared values. */

/** A copy without spare capacity: a list that grew by `push` has room for more than a dozen further elements. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}

const none: readonly never[] = [];

/** A copy of a part of a text: V8 slices strings by reference, so a slice would keep the whole version of the file in memory. */
export function detachedCopy(part: string): string {
  return ` ${part}`.slice(1);
}

/**
 * Returns the previous value instead of an equal one: neighbours in a file are often equal, and are then stored once.
 */
export function internLast<T>(isSame: (a: T, b: T) => boolean): (value: T) => T {
  let last: { readonly value: T } | undefined;
  return (value) => {
    if (!last || !isSame(last.value, value)) last = { value };
    return last.value;
  };
}

/** Caches the result for the last key: the same thing is often asked for several times in a row. */
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
