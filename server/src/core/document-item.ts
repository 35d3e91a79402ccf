/** One top-level statement of a file and what it means, which is read from its text when it is asked for. */
import type { BoundItem } from "./model/bound.ts";
import type { LayoutItem } from "./model/layout.ts";
import type { Problem } from "./model/problem.ts";
import { readLayoutItems } from "./model/read-layout.ts";
import { bindSource, type SourceItem } from "./model/source-file.ts";
import { type UnreadName, unreadNames } from "./model/unread-names.ts";
import { internLast, isSameList } from "./syntax/incremental/retained-values.ts";

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
  /** Those of its broken statements. */
  readonly unreadNames: readonly UnreadName[];
  /** It says something that others depend on: hosts, loads, a platform, or names that may be any of these. */
  readonly isDefining: boolean;
  /** As long as anyone has it, or for ever. */
  private reading: WeakRef<Reading> | Reading | undefined;

  /** `isEdited`: others will ask for the reading soon. */
  constructor(
    private readonly source: SourceItem,
    isEdited: boolean,
  ) {
    const bound = bindSource(source);
    const { statements, problems, possibleNames, uncertainKeywords } = bound;
    this.keywords = sharedKeywords(statements.map(({ spec }) => spec.keyword));
    this.problems = problems;
    this.unreadNames = unreadNames(bound);
    this.isDefining =
      possibleNames.size > 0 ||
      this.unreadNames.length > 0 ||
      uncertainKeywords.has("platform") ||
      statements.some(({ spec }) => spec.keyword !== "vm");
    if (!this.isDefining && !isEdited) return;
    const reading = { bound, layout: readLayoutItems(bound) };
    this.reading = this.isDefining ? reading : new WeakRef(reading);
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

const sharedKeywords = internLast<readonly string[]>(isSameList);

/** What `read` makes of an item, made once as long as the item stays the same object. */
export function oncePerItem<T>(read: (item: Reading) => T): (item: DocumentItem) => T {
  const known = new WeakMap<DocumentItem, { readonly value: T }>();
  return (item) => {
    const found = known.get(item) ?? { value: read(item.read()) };
    known.set(item, found);
    return found.value;
  };
}

function readSourceItem(source: SourceItem): Reading {
  const bound = bindSource(source);
  return { bound, layout: readLayoutItems(bound) };
}
