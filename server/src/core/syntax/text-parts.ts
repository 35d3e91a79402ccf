/** Joins text that is made from nested parts, without recursion: a nested part is expanded only when its turn comes. */

export type TextPart = string | (() => readonly TextPart[]);

export function joinParts(parts: readonly TextPart[]): string {
  const written: string[] = [];
  const pending = [...parts].reverse();
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part === "string") written.push(part);
    else for (const inner of [...part()].reverse()) pending.push(inner);
  }
  return written.join("");
}

/** `parts` with `separator` between each two. */
export function separate(parts: readonly TextPart[], separator: string): readonly TextPart[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}
