/** What is kept as long as a file is open: lists without spare room, and strings that do not hold the whole file. */

/** A list that grew by `push` has room for more than a dozen elements that never come. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}

const none: readonly never[] = [];

/** A copy of a part of a text: V8 cuts strings by reference, so that a kept part would keep its whole version of the file. */
export function owned(part: string): string {
  return ` ${part}`.slice(1);
}
