/**
 * One version of one layout file, made from the previous version. Items whose text did not change keep their bound
 * statements and their layout, so that a keystroke costs no more than the statement around it.
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

/** New text for a range of the previous version, or for all of it. */
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
    /** The definitions of the last version that was asked for them, or those presumed for this one. */
    private definitionsBefore: Definitions | undefined,
    /** Words that the text is known not to have. */
    private readonly absent: Set<string>,
  ) {}

  static read(text: string, notation: Notation): HvvmDocument {
    const file = readSource(text, notation);
    const places = bindAll(itemsOf(file), undefined, undefined);
    return new HvvmDocument(places, file, TextBuffer.of(text), undefined, new Set());
  }

  /** The next version; the range may be given from its end to its start. */
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

  /** The items with their offsets, for iterating over them. */
  get items(): readonly Placed<DocumentItem>[] {
    this.placed ??= [...this.places];
    return this.placed;
  }

  /** What the items define; the same object from version to version as long as it does not change. */
  get definitions(): Definitions {
    this.known ??= readDefinitions(this.places.items, this.definitionsBefore);
    return this.known;
  }

  /**
   * The definitions, except those of VMs that have not been read. A VM defines only the names that may be in its broken
   * statements; reading all VMs for those would take as long as checking them.
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

  /** Whether a part of the text could not be read at all, so that what seems absent may be there. */
  get mayBeIncomplete(): boolean {
    return isFileUncertain(this.file);
  }

  /** Whether brackets do not match, so that what seems to be in one statement may belong to another. */
  get isMisnested(): boolean {
    return isFileMisnested(this.file);
  }

  /**
   * Assembled for each version that is asked for it, at a cost proportional to its length; `slice` is cheaper for a
   * part.
   */
  get text(): string {
    return this.buffer.toString();
  }

  get length(): number {
    return this.buffer.length;
  }

  /** The text from `start` to `end`, limited to the text that exists. */
  slice(start: number, end: number): string {
    return this.buffer.slice(start, end);
  }

  /** Whether `word` occurs anywhere in the text. If a version does not contain it, the next one answers cheaply. */
  includes(word: string): boolean {
    if (this.absent.has(word)) return false;
    const isThere = this.text.includes(word);
    if (!isThere) this.absent.add(word);
    return isThere;
  }

  /** The number of items that were read for this version. */
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

/** The smallest change that turns `before` into `after`. */
export function difference(before: string, after: string): TextChange {
  const { start, end, oldEnd } = changedPart(after, before);
  return { start, end: oldEnd, newLength: end - start };
}

/** Binds the items that are not in `before`, whose bound items are `bound`. Two equal items in the file stay two. */
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
