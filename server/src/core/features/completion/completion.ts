/** Completion: what can be written at the cursor, in the protocol's format. Each notation decides what is offered. */
import {
  type CompletionItem,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  type TextEdit,
} from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../../document.ts";
import type { Proposal, Proposals } from "../proposal.ts";
import { jsonProposals } from "./json-proposals.ts";
import { nativeProposals } from "./native-proposals.ts";

/** What the client can show, and what it completes itself. */
export interface CompletionAbilities {
  readonly hasSnippets?: boolean;
  /** The client lets the user choose whether the rest of the word at the cursor is replaced. */
  readonly hasInsertReplace?: boolean;
  readonly hasDeprecatedTag?: boolean;
  /** It shows a short description beside every item; otherwise only beside the selected one. */
  readonly hasLabelDetails?: boolean;
  /** It completes JSON from the schema, so only what a schema cannot express is offered there. */
  readonly knowsSchema?: boolean;
  /** Its command that triggers completion again. */
  readonly suggestCommand?: string | undefined;
}

/** If there are more items, only those that match what is typed are listed, and the list is marked incomplete. */
const maxItems = 200;

export function completion(
  document: HvvmDocument,
  position: Position,
  abilities: CompletionAbilities = {},
): CompletionList {
  const offset = document.offsetAt(position);
  const proposals =
    document.notation === "json"
      ? jsonProposals(document, offset, abilities.knowsSchema === true)
      : nativeProposals(document, offset, abilities.hasSnippets === true);
  if (!proposals) return { isIncomplete: false, items: [] };
  const inOrder = [...proposals.items].sort(
    (a, b) => Number(a.refusal !== undefined) - Number(b.refusal !== undefined),
  );
  const isIncomplete = inOrder.length > maxItems;
  const shown = isIncomplete ? inOrder.filter((item) => mayMean(item, proposals.typed)).slice(0, maxItems) : inOrder;
  return { isIncomplete, items: shown.map((item, index) => itemOf(item, index, proposals, document, abilities)) };
}

function mayMean({ newText }: Proposal, typed: string): boolean {
  return newText.toLowerCase().includes(typed.toLowerCase().replace(/^"/, ""));
}

function itemOf(
  { label, newText, snippet, kind, detail, doc, refusal, goesOn }: Proposal,
  index: number,
  { insert, replace, commaAt }: Proposals,
  document: HvvmDocument,
  abilities: CompletionAbilities,
): CompletionItem {
  const isSnippet = abilities.hasSnippets === true && snippet !== undefined;
  const text = isSnippet ? snippet : newText;
  const range = document.rangeOf(replace, 0);
  const description = refusal ?? detail;
  const command = goesOn ? abilities.suggestCommand : undefined;
  const comma: TextEdit[] =
    commaAt === undefined ? [] : [{ range: document.rangeOf({ start: commaAt, end: commaAt }, 0), newText: "," }];
  return {
    label,
    kind,
    ...(description === undefined ? {} : { detail: description }),
    ...(refusal !== undefined && abilities.hasLabelDetails ? { labelDetails: { description: refusal } } : {}),
    ...(doc === undefined ? {} : { documentation: doc }),
    ...(refusal !== undefined && abilities.hasDeprecatedTag ? { tags: [CompletionItemTag.Deprecated] } : {}),
    sortText: `${refusal === undefined ? "0" : "9"}${String(index).padStart(4, "0")}`,
    // The client filters by the text that the item replaces, including quotes.
    filterText: newText.trimEnd(),
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    textEdit: abilities.hasInsertReplace
      ? { insert: document.rangeOf(insert, 0), replace: range, newText: text }
      : { range, newText: text },
    ...(comma.length > 0 ? { additionalTextEdits: comma } : {}),
    ...(command === undefined ? {} : { command: { title: "Suggest", command } }),
  };
}
