/**
 * One version of one layout file, made from the version before it. Items whose text did not change keep their
 * bound statements and their layout, so that a key stroke costs what the statement around it costs.
 */
import { bindNative } from "./model/bind-native.ts";
import type { BoundItem } from "./model/bound.ts";
import type { LayoutItem } from "./model/layout.ts";
import type { Problem } from "./model/problem.ts";
import { readLayoutItems } from "./model/read-layout.ts";
import { vocabulary } from "./model/vocabulary.ts";
import { type NativeItems, readItems, type TextChange, updateItems } from "./syntax/native/items.ts";
import type { Item, Placed, Range } from "./syntax/tree.ts";

export type Notation = "hvvm" | "json";

/** One top-level statement of the file. The object stays the same as long as its text does. */
export interface DocumentItem {
  readonly bound: BoundItem;
  readonly layout: readonly LayoutItem[];
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

export class HvvmDocument {
  private lineStarts: readonly number[] | undefined;

  private constructor(
    readonly text: string,
    readonly notation: Notation,
    readonly items: readonly Placed<DocumentItem>[],
    /** Problems that belong to no item. */
    readonly problems: readonly Problem[],
    private readonly native: NativeItems,
  ) {}

  static read(text: string, notation: Notation): HvvmDocument {
    const native = readItems(text, vocabulary);
    return new HvvmDocument(text, notation, bindAll(native, new Map()), [], native);
  }

  /** The version in which `change` has taken place and `text` is the whole text. */
  changed(text: string, change: TextChange): HvvmDocument {
    const native = updateItems(text, this.native, change, vocabulary);
    const kept = new Map(this.native.items.map(({ item }, index) => [item, this.items[index]!.item]));
    return new HvvmDocument(text, this.notation, bindAll(native, kept), [], native);
  }

  positionAt(offset: number): Position {
    const starts = this.lines();
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - starts[low]! };
  }

  /** Positions outside the text are moved to the nearest one inside. */
  offsetAt(position: Position): number {
    const starts = this.lines();
    if (position.line < 0) return 0;
    if (position.line >= starts.length) return this.text.length;
    const start = starts[position.line]!;
    const end = endOfLine(this.text, start);
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** A range inside the item at `start`, as positions in the file. */
  rangeOf(range: Range, start: number): PositionRange {
    return { start: this.positionAt(start + range.start), end: this.positionAt(start + range.end) };
  }

  private lines(): readonly number[] {
    this.lineStarts ??= lineStartsOf(this.text);
    return this.lineStarts;
  }
}

function bindAll(native: NativeItems, kept: ReadonlyMap<Item, DocumentItem>): readonly Placed<DocumentItem>[] {
  return native.items.map(({ start, item }) => ({ start, item: kept.get(item) ?? bind(item) }));
}

function bind(item: Item): DocumentItem {
  const bound = bindNative(item);
  return { bound, layout: readLayoutItems(bound) };
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) starts.push(at + 1);
    else if (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a) starts.push(at + 1);
  }
  return starts;
}

function endOfLine(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}
