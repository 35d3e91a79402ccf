/** Reads a whole native file as items, and re-reads only what an edit touched. */
import type { Item, Placed } from "../tree.ts";
import { parseItem, type Vocabulary } from "./parser.ts";

export interface NativeItems {
  readonly items: readonly Placed<Item>[];
  /** The file has fewer `}` than `{`; blocks then end by other signs as well. */
  readonly braceMissing: boolean;
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
  return isBraceMissing(complete) ? settle(readAll(text, vocabulary, true), true) : settle(complete, false);
}

/** The items of `text`, which came from `before` by one change. Costs what the items around the change cost. */
export function updateItems(
  text: string,
  before: NativeItems,
  change: TextChange,
  vocabulary: Vocabulary,
): NativeItems {
  const { items, braceMissing } = before;
  const shift = change.newLength - (change.end - change.start);
  const touched = firstTouched(items, change.start);
  // What stands before a change looked ahead for a "{", so the item before the first touched one is read again too.
  const keptBefore = items.slice(0, Math.max(0, touched - 1));
  const read: Placed<Item>[] = [];
  let at = endOf(keptBefore.at(-1));
  let old = keptBefore.length;
  const changeEnd = change.start + change.newLength;
  for (;;) {
    while (old < items.length && items[old]!.start + shift < at) old++;
    const next = items[old];
    const isInStep =
      read.length > 0 && endOf(read.at(-1)) >= changeEnd && next !== undefined && next.start >= change.end;
    const placed = parseItem(text, at, vocabulary, braceMissing);
    if (!placed) {
      old = items.length;
      break;
    }
    if (isInStep && next.start + shift === placed.start) break;
    read.push(placed);
    at = endOf(placed);
  }
  const keptAfter = items.slice(old).map(({ start, item }) => ({ start: start + shift, item }));
  const all = [...keptBefore, ...read, ...keptAfter];
  if (isBraceMissing(all) !== braceMissing) return readItems(text, vocabulary);
  return { items: all, braceMissing, readCount: read.length };
}

function readAll(text: string, vocabulary: Vocabulary, braceMissing: boolean): Placed<Item>[] {
  const items: Placed<Item>[] = [];
  for (let placed = parseItem(text, 0, vocabulary, braceMissing); placed; ) {
    items.push(placed);
    placed = parseItem(text, endOf(placed), vocabulary, braceMissing);
  }
  return items;
}

function settle(items: readonly Placed<Item>[], braceMissing: boolean): NativeItems {
  return { items, braceMissing, readCount: items.length };
}

function isBraceMissing(items: readonly Placed<Item>[]): boolean {
  return items.reduce((sum, { item }) => sum + item.braceBalance, 0) > 0;
}

function endOf(placed: Placed<Item> | undefined): number {
  return placed ? placed.start + placed.item.length : 0;
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
