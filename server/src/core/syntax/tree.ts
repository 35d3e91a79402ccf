/**
 * The tree of a layout in its native notation: its contents, each part with its range, unchecked. The schema and the
 * binding know which words have a meaning and which values fit.
 */

/** Half-open range of UTF-16 offsets, relative to the start of the top-level statement that holds it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A node while it is being made. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One argument, or a piece of text where an argument may have been intended. */
export type Argument =
  | { readonly kind: "word"; readonly text: string; readonly range: Range }
  | { readonly kind: "string"; readonly text: string; readonly range: Range; readonly terminated: boolean }
  | { readonly kind: "number"; readonly text: string; readonly range: Range; readonly value: number }
  | { readonly kind: "size"; readonly text: string; readonly range: Range; readonly bytes: number }
  | { readonly kind: "percent"; readonly text: string; readonly range: Range; readonly percent: number }
  | { readonly kind: "duration"; readonly text: string; readonly range: Range; readonly microseconds: number }
  | { readonly kind: "link-rate"; readonly text: string; readonly range: Range; readonly bitsPerSecond: number }
  | AddressArgument
  | { readonly kind: "malformed"; readonly text: string; readonly range: Range }
  | { readonly kind: "stray"; readonly text: string; readonly range: Range };

/** `controller:location`. */
export interface AddressArgument {
  readonly kind: "address";
  readonly text: string;
  readonly range: Range;
  readonly address: Address;
}

export interface Address {
  readonly controller: number;
  readonly location: number;
  readonly controllerRange: Range;
  readonly locationRange: Range;
}

/**
 * `word argument… [block]`. `head` is the first token whatever its kind; a block that does not belong to a statement is
 * a statement without a head.
 */
export interface Statement {
  readonly range: Range;
  readonly head: Argument | undefined;
  readonly arguments: readonly Argument[];
  readonly block: Block | undefined;
}

/** `{ … }`. `open` is the range of `{`; `close` that of `}`, `undefined` when it is missing. */
export interface Block {
  readonly open: Range;
  readonly close: Range | undefined;
  readonly children: readonly Node[];
}

/** A part of a file or block: a statement, or a `}` that closes nothing. */
export type Node = Statement | { readonly unmatchedBrace: Range };

export function isStatement(node: Node): node is Statement {
  return !("unmatchedBrace" in node);
}

/**
 * A top-level node, the unit of reuse from one version of a file to the next: an item whose text did not change stays
 * the same object, wherever it has moved to. It keeps only its text, which is read again when its node is needed
 * (`readNode`), because the tree of a large file takes twenty times the memory of its text.
 */
export interface Item {
  /** From its first token to its last. */
  readonly text: string;
  readonly length: number;
  /** End of its first token, if that begins a statement. */
  readonly headEnd: number | undefined;
  /** Opening braces minus closing braces in that text. */
  readonly braceBalance: number;
  /** Whether it is read differently in a file that has fewer `}` than `{`. */
  readonly isBraceBound: boolean;
  /** It is brace bound, and was read in a file that has fewer `}`. */
  readonly endsBlocksEarly: boolean;
}

/** An item and the absolute offset that the ranges inside it are relative to. */
export interface Placed<T> {
  readonly start: number;
  readonly item: T;
}

export function contains(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** A range shifted by `by` characters. */
export function shift(range: Range, by: number): Range {
  return { start: range.start + by, end: range.end + by };
}
