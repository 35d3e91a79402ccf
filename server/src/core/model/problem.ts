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

export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

export function replace(title: string, range: Range, newText: string): Fix {
  return { title, edits: [{ range, newText }] };
}
