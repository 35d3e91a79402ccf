/** Visits all parts of a JSON node, at any depth, without recursion. */
import type { JsonError, JsonNode, JsonProperty } from "./tree.ts";

/** The first error in a property, including all its parts. */
export function firstError(property: JsonProperty): JsonError | undefined {
  for (const part of walk(property)) if ("error" in part && part.error) return part.error;
  return undefined;
}

/** Every string in a node, including keys. */
export function* stringsIn(node: JsonNode): Generator<string> {
  for (const part of walk(node)) {
    if ("key" in part) yield part.key.value;
    else if (part.kind === "string") yield part.value;
  }
}

function* walk(start: JsonNode | JsonProperty): Generator<JsonNode | JsonProperty> {
  const left = [start];
  for (let next = left.pop(); next; next = left.pop()) {
    yield next;
    for (const part of partsOf(next).reverse()) left.push(part);
  }
}

function partsOf(node: JsonNode | JsonProperty): (JsonNode | JsonProperty)[] {
  if ("key" in node) return node.value ? [node.value] : [];
  if (node.kind === "object") return [...node.properties];
  return node.kind === "array" ? [...node.elements] : [];
}
