/** One top-level statement of a file and its meaning, which is read from its text on demand. */
import type { BoundItem } from "./model/bound.ts";
import type { LayoutItem } from "./model/layout.ts";
import type { Problem } from "./model/problem.ts";
import { readLayoutItems } from "./model/read-layout.ts";
import { beginsAsVm, bindSource, type SourceItem } from "./model/source-file.ts";
import { type UnreadName, unreadNames } from "./model/unread-names.ts";
import { internLast, isSameList } from "./syntax/incremental/retained-values.ts";

/** The meaning of an item's text. */
export class Reading {
  private known: readonly LayoutItem[] | undefined;

  constructor(readonly bound: BoundItem) {}

  get layout(): readonly LayoutItem[] {
    this.known ??= readLayoutItems(this.bound);
    return this.known;
  }
}

/** What is needed of every item again and again, so it is kept. */
interface Summary {
  /** Of its statements, in the order of `bound`. */
  readonly keywords: readonly string[];
  readonly problems: readonly Problem[];
  /** The names in its broken statements. */
  readonly unreadNames: readonly UnreadName[];
  /**
   * Whether it defines something that other items depend on: hosts, loads, a platform, or names that may be any of
   * these.
   */
  readonly isDefining: boolean;
}

/**
 * One top-level statement of the file. The object stays the same as long as its text does. The meaning of the text is
 * read again when it is requested (tens of microseconds per item), except for what other items depend on: caching all
 * of it for a large file would take a hundred times the memory of the text.
 */
export class DocumentItem {
  private known: Summary | undefined;
  /** Held weakly, or for as long as the item exists. */
  private reading: WeakRef<Reading> | Reading | undefined;

  /** `isEdited`: others will soon ask for the reading, so it is held. */
  constructor(
    private readonly source: SourceItem,
    private readonly isEdited: boolean,
  ) {}

  get length(): number {
    return this.source.length;
  }

  /** It is a VM, as far as its text shows before it is read. */
  get looksLikeVm(): boolean {
    return beginsAsVm(this.source);
  }

  get keywords(): readonly string[] {
    return this.summary().keywords;
  }

  get problems(): readonly Problem[] {
    return this.summary().problems;
  }

  get unreadNames(): readonly UnreadName[] {
    return this.summary().unreadNames;
  }

  get isDefining(): boolean {
    return this.summary().isDefining;
  }

  get bound(): BoundItem {
    return this.remembered().bound;
  }

  get layout(): readonly LayoutItem[] {
    return this.remembered().layout;
  }

  /** For a walk through many items that keeps little of each: the reading can be collected afterwards. */
  read(): Reading {
    const { reading } = this;
    const remembered = reading instanceof WeakRef ? reading.deref() : reading;
    if (remembered) return remembered;
    const fresh = new Reading(bindSource(this.source));
    this.known ??= summarize(fresh.bound);
    if (this.known.isDefining) this.reading = fresh;
    else if (this.isEdited) this.reading = new WeakRef(fresh);
    return fresh;
  }

  /** The same objects as long as they are referenced. */
  private remembered(): Reading {
    const reading = this.read();
    const held = this.reading instanceof WeakRef ? this.reading.deref() : this.reading;
    // The old reference may point to a collected object.
    if (held !== reading) this.reading = new WeakRef(reading);
    return reading;
  }

  private summary(): Summary {
    this.known ??= summarize(this.read().bound);
    return this.known;
  }
}

function summarize(bound: BoundItem): Summary {
  const { statements, problems, possibleNames, uncertainKeywords } = bound;
  const unread = unreadNames(bound);
  const isDefining =
    possibleNames.size > 0 ||
    unread.length > 0 ||
    uncertainKeywords.has("platform") ||
    statements.some(({ spec }) => spec.keyword !== "vm");
  return {
    keywords: sharedKeywords(statements.map(({ spec }) => spec.keyword)),
    problems,
    unreadNames: unread,
    isDefining,
  };
}

const sharedKeywords = internLast<readonly string[]>(isSameList);

/** What `read` returns for an item, computed once as long as the item stays the same object. */
export function oncePerItem<T>(read: (item: Reading) => T): (item: DocumentItem) => T {
  return cachedPerItem((item) => read(item.read()));
}

/** The same for the text of an item whose place in the document is given. The result must not depend on that place. */
export function cachedPerItem<Given extends readonly unknown[], T>(
  make: (item: DocumentItem, ...given: Given) => T,
): (item: DocumentItem, ...given: Given) => T {
  const cache = new WeakMap<DocumentItem, { readonly value: T }>();
  return (item, ...given) => {
    const cached = cache.get(item) ?? { value: make(item, ...given) };
    cache.set(item, cached);
    return cached.value;
  };
}
