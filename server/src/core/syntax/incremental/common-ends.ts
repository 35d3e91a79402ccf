/** Finds what two versions of a sequence have in common at both ends. */

/** The part that differs: from `start` to `end` in the new version, in place of the part up to `oldEnd` in the old one. */
export interface ChangedPart {
  readonly start: number;
  readonly end: number;
  readonly oldEnd: number;
}

/** The smallest part that has to be replaced to turn one list (of identical objects) or text into the other. */
export function changedPart<T>(now: ArrayLike<T>, before: ArrayLike<T>): ChangedPart {
  const shorter = Math.min(now.length, before.length);
  let start = 0;
  while (start < shorter && now[start] === before[start]) start++;
  let end = now.length;
  let oldEnd = before.length;
  while (end > start && oldEnd > start && now[end - 1] === before[oldEnd - 1]) {
    end--;
    oldEnd--;
  }
  return { start, end, oldEnd };
}
