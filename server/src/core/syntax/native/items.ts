/** Reads a whole native file as items, and re-reads only what an edit touched. */
import type { Item, Placed } from "../tree.ts";
import { balanceOfLines, hasLineEnd } from "./lines.ts";
import { nextItemStart, parseItem, type Vocabulary } from "./parser.ts";

export interface NativeItems {
  readonly items: readonly Placed<Item>[];
  /** Braces opened less braces closed in the whole file. Where some are left open, blocks end by other signs as well. */
  readonly braceBalance: number;
  /** How many items were read for this version; the others were kept. */
  readonly readCount: number;
}

/** What replaced the text from `start` to `end` of the version before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newLength: number;
}

export function readItems(text: string, vocabulary: Vocabulary): NativeItems {
  const complete = readAll(text, vocabulary, false);
  const braceBalance = complete.reduce((sum, { item }) => sum + item.braceBalance, 0);
  const items = braceBalance > 0 ? readAll(text, vocabulary, true) : complete;
  return { items, braceBalance, readCount: items.length };
}

/** The items of `text`, which came from `oldText` by one change. Costs what the items around the change cost. */
export function updateItems(
  text: string,
  oldText: string,
  before: NativeItems,
  change: TextChange,
  vocabulary: Vocabulary,
): NativeItems {
  const { items } = before;
  const shift = change.newLength - (change.end - change.start);
  const braceBalance =
    before.braceBalance -
    balanceOfLines(oldText, change.start, change.end) +
    balanceOfLines(text, change.start, change.start + change.newLength);
  const braceMissing = braceBalance > 0;
  const first = firstToRead(text, items, change.start);
  const read: Placed<Item>[] = [];
  let at = endOf(items[first - 1]);
  let old = first;
  for (;;) {
    while (old < items.length && (items[old]!.start < change.end || items[old]!.start + shift < at)) old++;
    if (old < items.length && items[old]!.start + shift === nextItemStart(text, at)) break;
    const placed = parseItem(text, at, vocabulary, braceMissing);
    if (!placed) {
      old = items.length;
      break;
    }
    read.push(placed);
    at = endOf(placed);
  }
  const hasTurned = braceMissing !== before.braceBalance > 0;
  if (hasTurned && items.some(({ item }, index) => item.isBraceBound && (index < first || index >= old))) {
    return readItems(text, vocabulary);
  }
  const kept = items.slice(0, first);
  for (const placed of read) kept.push(placed);
  for (let index = old; index < items.length; index++) {
    const { start, item } = items[index]!;
    kept.push(shift === 0 ? items[index]! : { start: start + shift, item });
  }
  return { items: kept, braceBalance, readCount: read.length };
}

function readAll(text: string, vocabulary: Vocabulary, braceMissing: boolean): readonly Placed<Item>[] {
  const items: Placed<Item>[] = [];
  for (let placed = parseItem(text, 0, vocabulary, braceMissing); placed; ) {
    items.push(placed);
    placed = parseItem(text, endOf(placed), vocabulary, braceMissing);
  }
  return items;
}

function endOf(placed: Placed<Item> | undefined): number {
  return placed ? placed.start + placed.item.length : 0;
}

/** Index of the first item that a change at `offset` may have made another one. The text before `offset` is the same in both versions. */
function firstToRead(text: string, items: readonly Placed<Item>[], offset: number): number {
  let first = firstTouched(items, offset);
  // A quote looks for its partner up to the end of the line.
  while (first > 0 && !hasLineEnd(text, endOf(items[first - 1]), Math.min(items[first]?.start ?? offset, offset))) {
    first--;
  }
  // An item looks ahead to the first token of the next.
  return first > 0 && !isBehindHead(items[first], offset) ? first - 1 : first;
}

/** Index of the first item that ends at or behind `offset`. */
function firstTouched(items: readonly Placed<Item>[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(items[middle]) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBehindHead(placed: Placed<Item> | undefined, offset: number): boolean {
  return placed?.item.headEnd !== undefined && offset > placed.start + placed.item.headEnd;
}
