/** Reads a whole native file as items, and after an edit reads only what the edit affects. */

import { partitionPoint } from "../incremental/partition-point.ts";
import { PlacedItems } from "../incremental/placed-items.ts";
import { detachedCopy } from "../incremental/retained-values.ts";
import type { TextBuffer } from "../incremental/text-buffer.ts";
import type { Item, Placed } from "../tree.ts";
import { isLineEnd, Lexer } from "./lexer.ts";
import { nextItemStart, parseItem, type Vocabulary } from "./parser.ts";

export interface NativeItems {
  readonly items: PlacedItems<Item>;
  /** Opening braces minus closing braces in the whole file. If some are left open, blocks end by other signs as well. */
  readonly braceBalance: number;
  /** The number of items that were read for this version; the others were kept. */
  readonly readCount: number;
}

/** What replaced the text from `start` to `end` of the version before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newLength: number;
}

/** The items keep `text`, as slices of it, so that nothing of an older version is kept as well. */
export function readItems(text: string, vocabulary: Vocabulary): NativeItems {
  const complete = readAll(text, vocabulary, false);
  const braceBalance = complete.reduce((sum, { item }) => sum + item.braceBalance, 0);
  const items = PlacedItems.of(braceBalance > 0 ? readAll(text, vocabulary, true) : complete);
  return { items, braceBalance, readCount: items.length };
}

/** The items of `text`, which was made from `oldText` by one change. Costs as much as the items around the change. */
export function updateItems(
  text: TextBuffer,
  oldText: TextBuffer,
  before: NativeItems,
  change: TextChange,
  vocabulary: Vocabulary,
): NativeItems {
  const { items } = before;
  const { start, end, newLength } = change;
  const shift = newLength - (end - start);
  const braceBalance =
    before.braceBalance -
    balanceOf(oldText.linesAround(start, end)) +
    balanceOf(text.linesAround(start, start + newLength));
  const braceMissing = braceBalance > 0;
  const first = firstToRead(text, items, start);
  const { read, next } = readAround(text, before, change, first, vocabulary, braceMissing);
  const hasTurned = braceMissing !== before.braceBalance > 0;
  if (hasTurned && items.items.some(({ isBraceBound }, index) => isBraceBound && (index < first || index >= next))) {
    return readItems(text.toString(), vocabulary);
  }
  return { items: items.spliced(first, next, read, shift), braceBalance, readCount: read.length };
}

interface ReadPart {
  readonly read: readonly Placed<Item>[];
  /** Index of the first earlier item that follows those unchanged. */
  readonly next: number;
}

/** How much text after the change is read at first; more is read if necessary. */
const quickRun = 2048;

function readAround(
  text: TextBuffer,
  { items }: NativeItems,
  change: TextChange,
  first: number,
  vocabulary: Vocabulary,
  braceMissing: boolean,
): ReadPart {
  const from = endOf(items.at(first - 1));
  // A character before it keeps the window from looking like the beginning of a file, where a byte order mark counts as white space.
  const origin = Math.max(0, from - 1);
  const shift = change.newLength - (change.end - change.start);
  const { starts } = items;
  for (let look = quickRun; ; look *= 4) {
    const to = text.afterLine(change.start + change.newLength + look);
    const window = text.slice(origin, to);
    const part = readWindow(window, to === text.length);
    if (part) return part;
  }

  /** `undefined` if the window ends before it is clear what it contains. */
  function readWindow(window: string, isEnd: boolean): ReadPart | undefined {
    const lexer = new Lexer(window, 0);
    const read: Placed<Item>[] = [];
    let at = from - origin;
    let old = first;
    for (;;) {
      const nextStart = nextItemStart(lexer, at);
      if (nextStart === window.length && !isEnd) return undefined;
      while (old < items.length && (starts[old]! < change.end || starts[old]! + shift < origin + at)) old++;
      if (old < items.length && starts[old]! + shift === origin + nextStart) return { read, next: old };
      const placed = parseItem(lexer, at, vocabulary, braceMissing);
      if (!placed) return { read, next: items.length };
      read.push({ start: origin + placed.start, item: { ...placed.item, text: detachedCopy(placed.item.text) } });
      at = endOf(placed);
    }
  }
}

function readAll(text: string, vocabulary: Vocabulary, braceMissing: boolean): readonly Placed<Item>[] {
  const lexer = new Lexer(text, 0);
  const items: Placed<Item>[] = [];
  for (let placed = parseItem(lexer, 0, vocabulary, braceMissing); placed; ) {
    items.push(placed);
    placed = parseItem(lexer, endOf(placed), vocabulary, braceMissing);
  }
  return items;
}

function endOf(placed: Placed<Item> | undefined): number {
  return placed ? placed.start + placed.item.length : 0;
}

/** Index of the first item that a change at `offset` may affect. The text before `offset` is the same in both versions. */
function firstToRead(text: TextBuffer, items: PlacedItems<Item>, offset: number): number {
  let first = partitionPoint(items.length, (at) => endOf(items.at(at)) < offset);
  // A string looks for its closing quote up to the end of the line.
  const isOnNewLine = (at: number) =>
    hasLineEnd(text.slice(endOf(items.at(at - 1)), Math.min(items.starts[at] ?? offset, offset)));
  while (first > 0 && !isOnNewLine(first)) first--;
  // An item looks ahead to the first token of the next.
  return first > 0 && !isAfterHead(items.at(first), offset) ? first - 1 : first;
}

function isAfterHead(placed: Placed<Item> | undefined, offset: number): boolean {
  return placed?.item.headEnd !== undefined && offset > placed.start + placed.item.headEnd;
}

/** Opening braces minus closing braces in whole lines: no token except a newline crosses the end of a line. */
function balanceOf(lines: string): number {
  const lexer = new Lexer(lines, 0);
  let balance = 0;
  while (lexer.next() !== "end") {
    if (lexer.kind === "{") balance++;
    else if (lexer.kind === "}") balance--;
  }
  return balance;
}

function hasLineEnd(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isLineEnd(text.charCodeAt(at))) return true;
  return false;
}
