/**
 * One version of one layout file, made from the version before it. Items whose text did not change keep their
 * bound statements and their layout, so that a key stroke costs what the statement around it costs.
 */
import { DocumentItem } from "./document-item.ts";
import type { Problem } from "./model/problem.ts";
import {
  fileProblems,
  isFileMisnested,
  isFileUncertain,
  itemsOf,
  type Notation,
  readSource,
  type SourceFile,
  type SourceItem,
  updateSource,
} from "./model/source-file.ts";
import { type Definitions, readDefinitions } from "./rule-context.ts";
import { changedPart } from "./syntax/incremental/common-ends.ts";
import { PlacedItems } from "./syntax/incremental/placed-items.ts";
import { type Position, TextBuffer } from "./syntax/incremental/text-buffer.ts";
import type { TextChange } from "./syntax/native/items.ts";
import type { Placed, Range } from "./syntax/tree.ts";

export type { Notation } from "./model/source-file.ts";
export type { Position } from "./syntax/incremental/text-buffer.ts";

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
  private placed: readonly Placed<DocumentItem>[] | undefined;
  private known: Definitions | undefined;

  private constructor(
    readonly places: PlacedItems<DocumentItem>,
    private readonly file: SourceFile,
    private readonly buffer: TextBuffer,
    /** Those of the last version that was asked for them, or what is presumed of this one. */
    private definitionsBefore: Definitions | undefined,
    /** Words that the text is known not to have. */
    private readonly absent: Set<string>,
  ) {}

  static read(text: string, notation: Notation): HvvmDocument {
    const file = readSource(text, notation);
    const places = bindAll(itemsOf(file), undefined, undefined);
    return new HvvmDocument(places, file, TextBuffer.of(text), undefined, new Set());
  }

  /** The next version; a range may be given from its end to its start. */
  changed({ range, text: newText }: ContentChange): HvvmDocument {
    const { start, end, newLength } = range ? this.extentOf(range, newText) : difference(this.text, newText);
    const buffer = range ? this.buffer.replaced(start, end, newText) : TextBuffer.of(newText);
    const file = updateSource(buffer, this.buffer, this.file, { start, end, newLength });
    const places = bindAll(itemsOf(file), itemsOf(this.file), this.places);
    const absent = [...this.absent].filter((word) => {
      return !buffer.slice(start - word.length, start + newLength + word.length).includes(word);
    });
    return new HvvmDocument(places, file, buffer, this.known ?? this.definitionsBefore, new Set(absent));
  }

  /** The items with their offsets, for a walk through them. */
  get items(): readonly Placed<DocumentItem>[] {
    this.placed ??= [...this.places];
    return this.placed;
  }

  /** What the items define; the same object from version to version as long as that is the same. */
  get definitions(): Definitions {
    this.known ??= readDefinitions(this.places.items, this.definitionsBefore);
    return this.known;
  }

  /**
   * The definitions without those of VMs that have not been read. A VM defines nothing but names that may be in its
   * broken statements: to read them all for these takes as long as to check them.
   */
  get presumedDefinitions(): Definitions {
    if (this.known || this.definitionsBefore) return this.definitions;
    this.definitionsBefore = readDefinitions(this.places.items.filter(({ looksLikeVm }) => !looksLikeVm));
    return this.definitionsBefore;
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
  get mayBeIncomplete(): boolean {
    return isFileUncertain(this.file);
  }

  /** Its brackets do not pair up: what seems to be in one statement may belong to another. */
  get isMisnested(): boolean {
    return isFileMisnested(this.file);
  }

  /** Made again for each version that it is asked of, at the cost of its length: a part is cheaper as a `slice`. */
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

  /** How many items were read for this version. */
  get readCount(): number {
    return this.file.source.readCount;
  }

  /** Index of the last item that begins before `offset`; -1 if none does. */
  itemIndexBefore(offset: number): number {
    return this.places.indexBefore(offset);
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
  const { start, end, oldEnd } = changedPart(after, before);
  return { start, end: oldEnd, newLength: end - start };
}

/** Binds the items that are not in `before`, whose bound items are `bound`. One that stands twice in the file is two. */
function bindAll(
  { items, starts }: PlacedItems<SourceItem>,
  before: PlacedItems<SourceItem> | undefined,
  bound: PlacedItems<DocumentItem> | undefined,
): PlacedItems<DocumentItem> {
  if (!before || !bound) {
    const all = items.map((item) => new DocumentItem(item, false));
    return new PlacedItems(all, starts);
  }
  const { start, end, oldEnd } = changedPart(items, before.items);
  const kept = new Map<SourceItem, DocumentItem>();
  for (let at = start; at < oldEnd; at++) kept.set(before.items[at]!, bound.items[at]!);
  const changed = items.slice(start, end).map((item) => {
    const known = kept.get(item);
    kept.delete(item);
    return known ?? new DocumentItem(item, true);
  });
  return new PlacedItems([...bound.items.slice(0, start), ...changed, ...bound.items.slice(oldEnd)], starts);
}
