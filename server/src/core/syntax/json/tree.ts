/** The tree of JSON text: its contents, each part with its range, and what could not be read. */
import type { Range } from "../tree.ts";

export type JsonNode = JsonString | JsonNumber | JsonBoolean | JsonNull | JsonArray | JsonObject;

export interface JsonString {
  readonly kind: "string";
  readonly value: string;
  /** With its quotes. */
  readonly range: Range;
}

export interface JsonNumber {
  readonly kind: "number";
  readonly value: number;
  readonly range: Range;
}

export interface JsonBoolean {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly range: Range;
}

export interface JsonNull {
  readonly kind: "null";
  readonly range: Range;
}

export interface JsonArray {
  readonly kind: "array";
  readonly range: Range;
  readonly elements: readonly JsonNode[];
  /** `]` is there. */
  readonly isClosed: boolean;
  /** The first error in it that is not in one of its parts. */
  readonly error: JsonError | undefined;
}

export interface JsonObject {
  readonly kind: "object";
  readonly range: Range;
  readonly properties: readonly JsonProperty[];
  /** `}` is there. */
  readonly isClosed: boolean;
  /** The first error in it that is not in one of its properties. */
  readonly error: JsonError | undefined;
}

export interface JsonProperty {
  readonly key: JsonString;
  /** `undefined` if it could not be read; then `error` says why. */
  readonly value: JsonNode | undefined;
  readonly range: Range;
  /** The first error in the key, between key and value, or in a plain value. */
  readonly error: JsonError | undefined;
}

export interface JsonError {
  readonly range: Range;
  readonly message: string;
  /** The bracket that closes the one at `range`, if only that is missing. */
  readonly lacks?: "}" | "]";
}
