/**
 * Reads a JSON file as items: a host, a load, a virtual machine, or another property of the root. An item is made
 * from its own text alone, so that one whose text did not change stays the same object from version to version.
 */

import { PlacedItems } from "../incremental/placed-items.ts";
import { detachedCopy } from "../incremental/retained-values.ts";
import type { TextBuffer } from "../incremental/text-buffer.ts";
import type { TextChange } from "../native/items.ts";
import type { Placed, Range } from "../tree.ts";
import { parseJson, parseJsonProperty } from "./parser.ts";
import type { JsonError, JsonNode, JsonProperty } from "./tree.ts";

/** One property of the root, or of one of the root's `sections`. */
export interface JsonItem {
  /** The section that holds it; `undefined` for a property of the root. */
  readonly section: string | undefined;
  /**
   * Read again when its property is needed (`readProperty`), because the tree of a large file takes many times the
   * memory of its text.
   */
  readonly text: string;
  readonly length: number;
  /** Whether something in it is not JSON. */
  readonly hasError: boolean;
}

export interface JsonItems {
  readonly items: PlacedItems<JsonItem>;
  /** What is wrong outside all items. */
  readonly errors: readonly JsonFileError[];
  /** Whether something is not JSON, so that what seems absent may be there. */
  readonly mayBeIncomplete: boolean;
  /**
   * The first error, if a bracket is missing or there is one too many: it leads to all others, because what seems to be in
   * one object may belong to another.
   */
  readonly misnesting: JsonFileError | undefined;
  /** The number of items that were read for this version; the others were kept. */
  readonly readCount: number;
}

/** An error with its absolute range. */
export interface JsonFileError extends JsonError {
  readonly code: "json-syntax" | "invalid-value";
}

/** Properties of the root whose own properties are items. */
const sections: ReadonlySet<string> = new Set(["hosts", "clusters", "media", "loads", "vms"]);

/**
 * The depth of the entries of sections, because the whole tree of a large file takes many times the memory of its text.
 */
const depthOfItems = 3;

/** The property of an item; its ranges are relative to the start of the item. */
export function readProperty(item: JsonItem): JsonProperty {
  return parseJsonProperty(item.text).property;
}

export function readJsonItems(text: string): JsonItems {
  return readFile(text, undefined);
}

/**
 * The items of `text`, which was made from the text of `before` by one change. A change within an item that is valid
 * before and after costs as much as that item; after any other change the file is read again, and items with the same
 * text stay the same objects.
 */
export function updateJsonItems(text: TextBuffer, before: JsonItems, change: TextChange): JsonItems {
  return updateWithin(text, before, change) ?? readFile(text.toString(), before);
}

/** `undefined` if the change is not within one item, or other items may be affected. */
function updateWithin(text: TextBuffer, before: JsonItems, change: TextChange): JsonItems | undefined {
  const { items } = before;
  const index = items.indexBefore(change.start);
  const placed = items.at(index);
  if (before.mayBeIncomplete || !placed) return undefined;
  const { start, item } = placed;
  // The item keeps its first character and its closing bracket, so what follows it is read as before.
  if (item.section === undefined || change.end >= start + item.length) return undefined;
  const shift = change.newLength - (change.end - change.start);
  const own = detachedCopy(text.slice(start, start + item.length + shift));
  if (!/[}\]]$/.test(own)) return undefined;
  const read = parseJsonProperty(own);
  if (read.hasError || read.property.range.end !== own.length) return undefined;
  const changed = { section: item.section, text: own, length: own.length, hasError: false };
  const now = items.spliced(index, index + 1, [{ start, item: changed }], shift);
  return { items: now, errors: before.errors, mayBeIncomplete: false, misnesting: undefined, readCount: 1 };
}

function readFile(text: string, before: JsonItems | undefined): JsonItems {
  const shallow = parseJson(text, depthOfItems);
  // If a bracket is missing, a section seems to be inside another one, at any depth.
  const isClosed = shallow.root?.kind === "object" && shallow.root.isClosed;
  const { root, error, firstError, isBalanced } = isClosed ? shallow : parseJson(text);
  if (root?.kind !== "object") return rootless(text, root, firstError);
  const errors = [root.error, error].flatMap((found) => (found ? [syntaxError(found)] : []));
  const misnesting = isBalanced || !firstError ? undefined : syntaxError(firstError);
  const kept = new Map(before?.items.items.map((item) => [identity(item.section, item.text), item]));
  const items: Placed<JsonItem>[] = [];
  let readCount = 0;
  const place = (property: JsonProperty, section: string | undefined) => {
    const { start, end } = property.range;
    const own = detachedCopy(text.slice(start, end));
    const id = identity(section, own);
    const item = kept.get(id);
    // Each object represents one item, even if two have the same text.
    kept.delete(id);
    if (!item) readCount++;
    const newItem = () => {
      // In a file without errors, no item has one.
      const hasError = firstError !== undefined && parseJsonProperty(own).hasError;
      return { section, text: own, length: own.length, hasError };
    };
    items.push({ start, item: item ?? newItem() });
  };
  const pending = [...root.properties];
  for (let property = pending.pop(); property; property = pending.pop()) {
    const { key, value } = property;
    if (!sections.has(key.value) || value?.kind !== "object" || property.error) {
      place(property, undefined);
      continue;
    }
    if (value.error) errors.push(syntaxError(value.error));
    for (const entry of value.properties) {
      // If a bracket is missing, the next section seems to be inside the previous one.
      if (!root.isClosed && sections.has(entry.key.value)) pending.push(entry);
      else place(entry, key.value);
    }
  }
  items.sort((a, b) => a.start - b.start);
  const mayBeIncomplete = errors.length > 0 || items.some(({ item }) => item.hasError);
  return { items: PlacedItems.of(items), errors, mayBeIncomplete, misnesting, readCount };
}

function syntaxError(error: JsonError): JsonFileError {
  return { ...error, code: "json-syntax" };
}

function rootless(text: string, root: JsonNode | undefined, firstError: JsonError | undefined): JsonItems {
  const error = firstError ? syntaxError(firstError) : rootError(text, root);
  const items = PlacedItems.of<JsonItem>([]);
  return { items, errors: [error], mayBeIncomplete: true, misnesting: undefined, readCount: 0 };
}

function rootError(text: string, root: JsonNode | undefined): JsonFileError {
  if (!root) {
    const range: Range = { start: text.length, end: text.length };
    return { code: "json-syntax", range, message: 'A layout is an object: begin with "{" and end with "}".' };
  }
  const message = `A layout is an object, { "vms": … }, not ${kindNames[root.kind]}.`;
  return { code: "invalid-value", range: root.range, message };
}

const kindNames: Readonly<Record<JsonNode["kind"], string>> = {
  object: "an object",
  array: "an array",
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
};

function identity(section: string | undefined, text: string): string {
  return `${section ?? ""}\n${text}`;
}
