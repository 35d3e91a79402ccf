/** What is offered as a value, before it is written in either notation. */
import type { CompletionItemKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../../document.ts";
import type { VirtualMachine } from "../../model/layout.ts";
import type { Placed, Range } from "../../syntax/tree.ts";

/** A value to be offered. Each notation writes it in its own way. */
export interface Value {
  /** What it says, without quotes. */
  readonly text: string;
  /** What it is called in the list, if not by its text. */
  readonly label?: string;
  /** `word` and `number` have no quotes in the native notation; a name has where it needs them, a text always. */
  readonly form: "word" | "number" | "switch" | "name" | "text";
  readonly kind: CompletionItemKind;
  /** A few words beside it. */
  readonly detail?: string;
  readonly doc?: string;
  /** It is in the layout already and may not be there twice: listed last, with this reason. */
  readonly refusal?: string;
  /** More is to follow within the same text. */
  readonly isFolder?: boolean;
}

/** Where a value is asked for. */
export interface Asked {
  readonly document: HvvmDocument;
  /** The VM around the cursor. */
  readonly vm: Placed<VirtualMachine> | undefined;
  /** Absolute: what the values would replace. */
  readonly touched: Range;
}
