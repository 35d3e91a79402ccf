/** What is offered at a cursor, written in its notation, before the protocol's shape. */
import type { CompletionItemKind } from "vscode-languageserver-types";
import type { Range } from "../syntax/tree.ts";

export interface Proposals {
  readonly items: readonly Proposal[];
  /** What an item replaces: up to the cursor, and up to the end of the word. Absolute. */
  readonly insert: Range;
  readonly replace: Range;
  /** What is typed of it so far. */
  readonly typed: string;
  /** Where a comma is missing before what is written. */
  readonly commaAt?: number | undefined;
}

export interface Proposal {
  readonly label: string;
  /** As it is written, with its quotes. */
  readonly newText: string;
  /** The same with places to fill in, for clients that know snippets. */
  readonly snippet?: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly doc?: string | undefined;
  /** Why it is listed after all others. */
  readonly refusal?: string | undefined;
  /** Something follows at once: the client asks again. */
  readonly goesOn?: boolean;
}
