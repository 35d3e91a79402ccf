/** A problem found in a layout: what the binding and the rules report. The registry gives it a severity. */
import type { ControllerType, Slot } from "../schema/controllers.ts";
import type { Range } from "../syntax/tree.ts";

export interface Problem {
  readonly code: string;
  /** Relative to the item in which the problem is reported. */
  readonly range: Range;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** A fix: what to change in the item that has the problem, or elsewhere in the file. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The user has to choose it: it is neither preferred nor applied automatically. */
  readonly isChoice?: true;
}

/**
 * `newText` is the final native text, and has no counterpart in JSON, unless `inBothNotations` says so;
 * `newValue` is a word, slot, number or size that each notation writes in its own way, `newName` a name, `newWords` a
 * list. `removes` takes a whole statement or option away, and `moves` puts a device, whose statement it is, into
 * another slot. `closes` adds the bracket that the one at `range` lacks, `defines` and `lists` add what the value at
 * `range` refers to, and `converts` makes the VM one of generation 2.
 */
export type Edit =
  | { readonly range: Range; readonly newText: string; readonly inBothNotations?: true }
  | { readonly range: Range; readonly newValue: string }
  | { readonly range: Range; readonly newName: string }
  | { readonly range: Range; readonly newWords: readonly string[] }
  | { readonly range: Range; readonly removes: "statement" | "option" }
  | { readonly range: Range; readonly moves: Move }
  | { readonly range: Range; readonly closes: true }
  | { readonly range: Range; readonly defines: Definition }
  | { readonly range: Range; readonly lists: Listing }
  | { readonly range: Range; readonly converts: "generation 2" };

/** A host or cluster without contents. */
export interface Definition {
  readonly kind: "host" | "cluster";
  readonly name: string;
}

/** A volume for a host or cluster of the file. */
export interface Listing {
  readonly owner: Definition;
  readonly prefix: string;
  readonly media: string;
}

export interface Move {
  readonly to: ControllerType;
  readonly slot: Slot;
}

/** Replaces native text; an empty `newText` removes it. */
export function replaceText(title: string, range: Range, newText: string): Fix {
  return { title, edits: [{ range, newText }] };
}

/** Replaces text that is the same in both notations, such as the words of a comment. */
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

/** Changes a misspelt word to the one that was probably meant, if there is one. */
export function changeTo(range: Range, meant: string | undefined, replace = replaceValue): readonly Fix[] {
  return meant ? [replace(`Change to "${meant}"`, range, meant)] : [];
}

/** Replaces the words of a list, in either notation. */
export function replaceWords(title: string, range: Range, newWords: readonly string[]): Fix {
  return { title, edits: [{ range, newWords }] };
}

/** Adds the closing bracket, `}` or `]`, for the one at `range`. */
export function closeBlock(range: Range, bracket = "}"): Fix {
  return { title: `Add the missing "${bracket}"`, edits: [{ range, closes: true }] };
}

/** Removes the statement at `range`. */
export function removeStatement(title: string, range: Range): Fix {
  return { title, edits: [{ range, removes: "statement" }] };
}

/** Removes a word or value, such as `boot` or a size. */
export function removeOption(title: string, range: Range): Fix {
  return { title, edits: [{ range, removes: "option" }] };
}

/** Moves a device to a free slot; `range` is that of its statement. */
export function moveDevice(title: string, range: Range, to: Move["to"], slot: Move["slot"]): Fix {
  return { title, edits: [{ range, moves: { to, slot } }] };
}
