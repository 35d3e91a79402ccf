/** A problem found in a layout: what the binding and the rules report. Its severity is the registry's affair. */
import type { Range } from "../syntax/tree.ts";

export interface Problem {
  readonly code: string;
  /** Relative to the item that the problem is reported in. */
  readonly range: Range;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** A certain remedy: what to replace in the item that holds the problem. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/**
 * `newText` is native text as it will stand, and has no counterpart in JSON, unless `inBothNotations` says so;
 * `newValue` is a word, slot, number or size that each notation writes in its own way, and `newName` a name.
 */
export type Edit =
  | { readonly range: Range; readonly newText: string; readonly inBothNotations?: true }
  | { readonly range: Range; readonly newValue: string }
  | { readonly range: Range; readonly newName: string };

/** Replaces native text; an empty `newText` removes it. */
export function replaceText(title: string, range: Range, newText: string): Fix {
  return { title, edits: [{ range, newText }] };
}

/** Replaces text that both notations write alike, such as the words of a comment. */
export function replaceInBoth(title: string, range: Range, newText: string): Fix {
  return { title, edits: [{ range, newText, inBothNotations: true }] };
}

/** Replaces one value, in either notation. */
export function replaceValue(title: string, range: Range, newValue: string): Fix {
  return { title, edits: [{ range, newValue }] };
}

/** Replaces one name, in either notation. */
export function replaceName(title: string, range: Range, newName: string): Fix {
  return { title, edits: [{ range, newName }] };
}
