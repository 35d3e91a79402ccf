/** Replacements of parts of a text: applying them, and finding the few small ones that turn one text into another. */
import { changedPart } from "../../syntax/incremental/common-ends.ts";
import type { Range } from "../../syntax/tree.ts";

export interface Replacement {
  readonly range: Range;
  readonly newText: string;
}

/** The replacements must not overlap; of two at one place, the first in the list comes first. */
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

/** With more pairs of lines than this, common lines are not searched for. */
const maxPairs = 1_000_000;

/** Replaces the lines that differ; within a line that has a counterpart, only the part that differs. */
export function minimalReplacements(before: string, after: string): readonly Replacement[] {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  const { start, end, oldEnd } = changedPart(now, old);
  return between(old.slice(start, oldEnd), now.slice(start, end), old.slice(0, start).join("").length);
}

/** With their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** Equal lines are found by their longest common subsequence; `at` is where `old` begins. */
function between(old: readonly string[], now: readonly string[], at: number): readonly Replacement[] {
  if (old.length * now.length > maxPairs || old.length === now.length) return inHunk(old, now, at);
  const [said, says] = [old.map(words), now.map(words)];
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        said[i] === says[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const found: Replacement[] = [];
  let offset = at;
  const take = (from: number, to: number, put: readonly string[]) => {
    const hunk = old.slice(from, to);
    found.push(...inHunk(hunk, put, offset));
    offset += hunk.join("").length;
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [fromOld, fromNow] = [i, j];
    while ((i < old.length || j < now.length) && !(i < old.length && j < now.length && said[i] === says[j])) {
      const isRemoved =
        j === now.length || (i < old.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!);
      if (isRemoved) i++;
      else j++;
    }
    if (i > fromOld || j > fromNow) take(fromOld, i, now.slice(fromNow, j));
    if (i < old.length) take(i, i + 1, [now[j]!]);
    if (i < old.length) [i, j] = [i + 1, j + 1];
  }
  return found;
}

function words(line: string): string {
  return line.trim().replace(/\s+/g, " ");
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

/** If only spaces differ, one replacement per gap; otherwise from the first difference to the last. A line break is not divided. */
function inLine(old: string, now: string, at: number): readonly Replacement[] {
  if (old === now) return [];
  const [said, says] = [old.replace(lineBreak, ""), now.replace(lineBreak, "")];
  const [ended, ends] = [old.slice(said.length), now.slice(says.length)];
  const end = { range: { start: at + said.length, end: at + old.length }, newText: ends };
  return [...inText(said, says, at), ...(ended === ends ? [] : [end])];
}

const lineBreak = /(?:\r\n|\r|\n)$/;

function inText(old: string, now: string, at: number): readonly Replacement[] {
  const [pieces, others] = [piecesOf(old), piecesOf(now)];
  if (pieces.length === others.length && pieces.every((piece, index) => index % 2 === 1 || piece === others[index])) {
    let start = at;
    return pieces.flatMap((piece, index) => {
      const range = { start, end: start + piece.length };
      start = range.end;
      return piece === others[index] ? [] : [{ range, newText: others[index]! }];
    });
  }
  const { start, end, oldEnd } = changedPart(now, old);
  return [{ range: { start: at + start, end: at + oldEnd }, newText: now.slice(start, end) }];
}

/** Words, with the spaces between them at the odd places; it begins and ends with an empty word. */
function piecesOf(text: string): readonly string[] {
  const pieces = text.split(/(\s+)/);
  if (pieces[0] !== "") pieces.unshift("", "");
  if (pieces.at(-1) !== "") pieces.push("", "");
  return pieces;
}
