/**
 * One version of one layout file, made from the version before it. Items whose text did not change keep their
 * bound statements and their layout, so that a key stroke costs what the statement around it costs.
 */
import type { BoundItem } from "./model/bound.ts";
import type { LayoutItem } from "./model/layout.ts";
import type { Problem } from "./model/problem.ts";
import { readLayoutItems } from "./model/read-layout.ts";
import {
  bindSource,
  fileProblems,
  isFileInDoubt,
  itemsOf,
  type Notation,
  readSource,
  type SourceFile,
  type SourceItem,
  updateSource,
} from "./model/source-file.ts";
import type { TextChange } from "./syntax/native/items.ts";
import { type Position, TextBuffer } from "./syntax/text-buffer.ts";
import { changedPart, type Placed, type Range } from "./syntax/tree.ts";

export type { Notation } from "./model/source-file.ts";
export type { Position } from "./syntax/text-buffer.ts";

/** What an item's text means. */
export interface Reading {
  readonly bound: BoundItem;
  readonly layout: readonly LayoutItem[];
}

/**
 * One top-level statement of the file. The object stays the same as long as its text does. What the text means is read
 * again when it is asked for, some tens of microseconds an item, but for what other items depend on: kept for all of a
 * large file it would take a hundred times the room of the text.
 */
export class DocumentItem {
  /** Those of its statements, as in `bound`. */
  readonly keywords: readonly string[];
  readonly problems: readonly Problem[];
  /** It says something that VMs depend on: hosts, loads, a platform, or names that may be any of these. */
  readonly isDefining: boolean;
  /** As long as anyone has it, or for ever. */
  private reading: WeakRef<Reading> | Reading | undefined;

  /** `isEdited`: others will ask for the reading soon. */
  constructor(
    private readonly source: SourceItem,
    isEdited: boolean,
  ) {
    const reading = readSourceItem(source);
    const { statements, problems, namesInDoubt, doubtful } = reading.bound;
    this.keywords = statements.map(({ spec }) => spec.keyword);
    this.problems = problems;
    this.isDefining =
      namesInDoubt.size > 0 || doubtful.has("platform") || reading.layout.some(({ kind }) => kind !== "vm");
    this.reading = this.isDefining ? reading : isEdited ? new WeakRef(reading) : undefined;
  }

  get length(): number {
    return this.source.length;
  }

  get bound(): BoundItem {
    return this.remembered().bound;
  }

  get layout(): readonly LayoutItem[] {
    return this.remembered().layout;
  }

  /** For a walk through many items, which keeps little of each: a reading that is gone with it. */
  read(): Reading {
    return this.known() ?? readSourceItem(this.source);
  }

  /** The same objects as long as anyone has them. */
  private remembered(): Reading {
    const known = this.known();
    if (known) return known;
    const reading = readSourceItem(this.source);
    this.reading = new WeakRef(reading);
    return reading;
  }

  private known(): Reading | undefined {
    return this.reading instanceof WeakRef ? this.reading.deref() : this.reading;
  }
}

/** What `read` makes of an item, made once as long as the item stays the same object. */
export function oncePerItem<T>(read: (item: Reading) => T): (item: DocumentItem) => T {
  const known = new WeakMap<DocumentItem, { readonly value: T }>();
  return (item) => {
    const found = known.get(item) ?? { value: read(item.read()) };
    known.set(item, found);
    return found.value;
  };
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

/** New text for a range of the version before, or for all of it. */
export interface ContentChange {
  readonly range?: PositionRange;
  readonly text: string;
}

export class HvvmDocument {
  private constructor(
    readonly items: readonly Placed<DocumentItem>[],
    private readonly file: SourceFile,
    private readonly buffer: TextBuffer,
    /** Words that the text is known not to have. */
    private readonly absent: Set<string> = new Set(),
  ) {}

  static read(text: string, notation: Notation): HvvmDocument {
    const file = readSource(text, notation);
    return new HvvmDocument(bindAll(itemsOf(file), [], []), file, TextBuffer.of(text));
  }

  /** The next version; a range may be given from its end to its start. */
  changed({ range, text: newText }: ContentChange): HvvmDocument {
    const { start, end, newLength } = range ? this.extentOf(range, newText) : difference(this.text, newText);
    const buffer = range ? this.buffer.replaced(start, end, newText) : TextBuffer.of(newText);
    const file = updateSource(buffer, this.buffer, this.file, { start, end, newLength });
    const absent = [...this.absent].filter((word) => {
      return !buffer.slice(start - word.length, start + newLength + word.length).includes(word);
    });
    return new HvvmDocument(bindAll(itemsOf(file), itemsOf(this.file), this.items), file, buffer, new Set(absent));
  }

  private extentOf({ start, end }: PositionRange, newText: string): TextChange {
    const [first, last] = [this.offsetAt(start), this.offsetAt(end)];
    return { start: Math.min(first, last), end: Math.max(first, last), newLength: newText.length };
  }

  get notation(): Notation {
    return this.file.notation;
  }

  /** Problems that belong to no item, with absolute ranges. */
  get problems(): readonly Problem[] {
    return fileProblems(this.file);
  }

  /** Something could not be read at all: what seems absent may be there. */
  get isInDoubt(): boolean {
    return isFileInDoubt(this.file);
  }

  /** Made anew for each version that it is asked of, at the cost of its length: a part is cheaper as a `slice`. */
  get text(): string {
    return this.buffer.toString();
  }

  get length(): number {
    return this.buffer.length;
  }

  /** The text from `start` to `end`, as far as there is any. */
  slice(start: number, end: number): string {
    return this.buffer.slice(start, end);
  }

  /** Whether `word` stands anywhere in the text. A version that does not have it makes it cheap to ask the next one. */
  includes(word: string): boolean {
    if (this.absent.has(word)) return false;
    const isThere = this.text.includes(word);
    if (!isThere) this.absent.add(word);
    return isThere;
  }

  /** How many items were read anew for this version. */
  get readCount(): number {
    return this.file.source.readCount;
  }

  /** Index of the last item that begins before `offset`; -1 if none does. */
  itemIndexBefore(offset: number): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.items[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    return this.buffer.positionAt(offset);
  }

  /** Positions outside the text are moved to the nearest one inside. */
  offsetAt(position: Position): number {
    return this.buffer.offsetAt(position);
  }

  /** A range inside the item at `start`, as positions in the file. */
  rangeOf(range: Range, start: number): PositionRange {
    return { start: this.positionAt(start + range.start), end: this.positionAt(start + range.end) };
  }
}

/** The smallest change that makes `after` of `before`. */
export function difference(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  const most = shorter - start;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++;
  return { start, end: before.length - tail, newLength: after.length - tail - start };
}

/** Binds the items that are not in `before`, whose bound items are `bound`. One that stands twice in the file is two. */
function bindAll(
  items: readonly Placed<SourceItem>[],
  before: readonly Placed<SourceItem>[],
  bound: readonly Placed<DocumentItem>[],
): readonly Placed<DocumentItem>[] {
  const { start, end, oldEnd } = changedPart(items, before);
  const kept = new Map<SourceItem, DocumentItem>();
  for (let at = start; at < oldEnd; at++) kept.set(before[at]!.item, bound[at]!.item);
  return items.map(({ start: offset, item }, at) => {
    if (at >= start && at < end) {
      const known = kept.get(item);
      kept.delete(item);
      return { start: offset, item: known ?? new DocumentItem(item, before.length > 0) };
    }
    const old = bound[at < start ? at : at - end + oldEnd]!;
    return old.start === offset ? old : { start: offset, item: old.item };
  });
}

function readSourceItem(source: SourceItem): Reading {
  const bound = bindSource(source);
  return { bound, layout: readLayoutItems(bound) };
}
