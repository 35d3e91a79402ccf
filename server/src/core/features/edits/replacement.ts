/** Replacements of parts of a text: applying them, and finding the few small ones that make one text of another. */
import type { Range } from "../../syntax/tree.ts";

export interface Replacement {
  readonly range: Range;
  readonly newText: string;
}

/** The replacements must not overlap; of two at one place the first comes first. */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { range, newText } of inOrder(replacements)) {
    pieces.push(text.slice(at, range.start), newText);
    at = range.end;
  }
  return pieces.join("") + text.slice(at);
}

function inOrder(replacements: readonly Replacement[]): readonly Replacement[] {
  return [...replacements].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Above this many pairs of lines no search for common ones is made. */
const mostPairs = 1_000_000;

/** The lines that differ, and of a line that stays what differs in it. */
export function minimalReplacements(before: string, after: string): readonly Replacement[] {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  let first = 0;
  while (first < old.length && first < now.length && old[first] === now[first]) first++;
  let tail = 0;
  const most = Math.min(old.length, now.length) - first;
  while (tail < most && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const start = old.slice(0, first).join("").length;
  const middle = [old.slice(first, old.length - tail), now.slice(first, now.length - tail)] as const;
  return hunks(...middle).flatMap(([from, to, put]) => {
    const at = start + middle[0].slice(0, from).join("").length;
    return inHunk(middle[0].slice(from, to), put, at);
  });
}

/** With their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

type Hunk = readonly [from: number, to: number, put: readonly string[]];

/** Runs of lines without one in common, by the longest common subsequence. */
function hunks(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  if (old.length * now.length > mostPairs || old.length === now.length) return [[0, old.length, now]];
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        old[i] === now[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const found: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [fromOld, fromNow] = [i, j];
    while (i < old.length && j < now.length && old[i] !== now[j]) {
      if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
      else j++;
    }
    if (i === old.length) j = now.length;
    else if (j === now.length) i = old.length;
    if (i > fromOld || j > fromNow) found.push([fromOld, i, now.slice(fromNow, j)]);
    while (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
    }
  }
  return found;
}

function inHunk(old: readonly string[], now: readonly string[], at: number): readonly Replacement[] {
  const length = old.join("").length;
  if (old.length !== now.length) return [{ range: { start: at, end: at + length }, newText: now.join("") }];
  let start = at;
  return old.flatMap((line, index) => {
    const from = start;
    start += line.length;
    return inLine(line, now[index]!, from);
  });
}

/** Where only spaces differ, each of the gaps; else from the first difference to the last. */
function inLine(old: string, now: string, at: number): readonly Replacement[] {
  if (old === now) return [];
  const [words, others] = [old.split(/(\s+)/), now.split(/(\s+)/)];
  if (words.length === others.length && words.every((word, index) => index % 2 === 1 || word === others[index])) {
    let start = at;
    return words.flatMap((word, index) => {
      const range = { start, end: start + word.length };
      start = range.end;
      return word === others[index] ? [] : [{ range, newText: others[index]! }];
    });
  }
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [{ range: { start: at + head, end: at + old.length - tail }, newText: now.slice(head, now.length - tail) }];
}
