/**
 * Reads a JSON file as items: a host, a load, a virtual machine, or another property of the root. An item is made
 * from its own text alone, so that one whose text did not change stays the same object from version to version.
 */
import type { Placed, Range } from "../tree.ts";
import { parseJson, parseJsonProperty } from "./parser.ts";
import type { JsonError, JsonNode, JsonProperty } from "./tree.ts";

/** One property of the root, or of one of the root's `sections`. */
export interface JsonItem {
  /** The section that holds it; `undefined` for a property of the root. */
  readonly section: string | undefined;
  /** Its ranges are relative to the start of the item. */
  readonly property: JsonProperty;
  readonly text: string;
  readonly length: number;
  /** Something in it is not JSON. */
  readonly hasError: boolean;
}

export interface JsonItems {
  readonly items: readonly Placed<JsonItem>[];
  /** What is wrong outside all items. */
  readonly errors: readonly JsonFileError[];
  /** Something is not JSON: what seems absent may be there. */
  readonly isInDoubt: boolean;
  /** How many items were read for this version; the others were kept. */
  readonly readCount: number;
}

/** An error with its absolute range. */
export interface JsonFileError extends JsonError {
  readonly code: "json-syntax" | "invalid-value";
}

/** Properties of the root whose own properties are items. */
const sections: ReadonlySet<string> = new Set(["hosts", "loads", "vms"]);

export function readJsonItems(text: string): JsonItems {
  return updateJsonItems(text, undefined);
}

/** The items of `text`, which take over the objects of those in `before` that have the same text. */
export function updateJsonItems(text: string, before: JsonItems | undefined): JsonItems {
  const { root, error, firstError } = parseJson(text);
  if (root?.kind !== "object") return rootless(text, root, firstError);
  const errors = [root.error, error].flatMap((found) => (found ? [syntaxError(found)] : []));
  const kept = new Map(before?.items.map(({ item }) => [identity(item.section, item.text), item]));
  const items: Placed<JsonItem>[] = [];
  let readCount = 0;
  const place = (property: JsonProperty, section: string | undefined) => {
    const { start, end } = property.range;
    const own = text.slice(start, end);
    const id = identity(section, own);
    const item = kept.get(id);
    // Each object stands for one item, also where two have the same text.
    kept.delete(id);
    if (!item) readCount++;
    items.push({ start, item: item ?? { section, text: own, length: own.length, ...parseJsonProperty(own) } });
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
      // Where a bracket is missing, the next section seems to stand in the one before.
      if (!root.isClosed && sections.has(entry.key.value)) pending.push(entry);
      else place(entry, key.value);
    }
  }
  items.sort((a, b) => a.start - b.start);
  const isInDoubt = errors.length > 0 || items.some(({ item }) => item.hasError);
  return { items, errors, isInDoubt, readCount };
}

function syntaxError(error: JsonError): JsonFileError {
  return { ...error, code: "json-syntax" };
}

function rootless(text: string, root: JsonNode | undefined, firstError: JsonError | undefined): JsonItems {
  const error = firstError ? syntaxError(firstError) : rootError(text, root);
  return { items: [], errors: [error], isInDoubt: true, readCount: 0 };
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
