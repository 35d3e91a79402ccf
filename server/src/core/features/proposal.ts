/** What is offered at the cursor, written in its notation, before it is converted to the protocol's format. */
import type { CompletionItemKind } from "vscode-languageserver-types";
import type { Range } from "../syntax/tree.ts";

export interface Proposals {
  readonly items: readonly Proposal[];
  /** What an item replaces: up to the cursor, and up to the end of the word. Absolute. */
  readonly insert: Range;
  readonly replace: Range;
  /** What has been typed of it so far. */
  readonly typed: string;
  /** Where a comma is missing before the inserted text. */
  readonly commaAt?: number | undefined;
}

export interface Proposal {
  readonly label: string;
  /** In the form of the notation, with quotes. */
  readonly newText: string;
  /** The same with placeholders, for clients that support snippets. */
  readonly snippet?: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly doc?: string | undefined;
  /** The reason why it is listed last. */
  readonly refusal?: string | undefined;
  /** More follows, so the client asks for completion again. */
  readonly goesOn?: boolean;
}
