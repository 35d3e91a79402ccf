/** One line per question of the editor: document in, feature called, answer out. */
import { CodeActionKind, type Connection, type ResponseError } from "vscode-languageserver";
import { changeEdit } from "../core/features/change-edit.ts";
import { completion } from "../core/features/completion.ts";
import { documentSymbols } from "../core/features/document-symbols.ts";
import { fixAll, fixAllKind } from "../core/features/fix-all.ts";
import { hover } from "../core/features/hover.ts";
import { quickFixes } from "../core/features/quick-fixes.ts";
import { type ChangeEditParams, type ChangeEditResult, changeEditRequest } from "../protocol.ts";
import type { OpenDocument } from "./open-documents.ts";

/** Answers from the open document; `empty` for one that is not open, and when the feature fails. */
export type Answer = <T>(
  name: string,
  uri: string,
  empty: T,
  feature: (open: OpenDocument) => T | Promise<T>,
) => Promise<T | ResponseError<never>>;

export function languageFeatures(connection: Connection, answer: Answer): void {
  connection.onHover(({ textDocument: { uri }, position }) =>
    answer("hover", uri, undefined, (open) => hover(open.document, position, open.costs)),
  );
  connection.onCompletion(({ textDocument: { uri }, position }) =>
    answer("completion", uri, [], (open) => completion(open.document, position)),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    answer("symbols", uri, [], (open) => documentSymbols(open.document)),
  );
  connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }) =>
    answer("code actions", uri, [], (open) => [
      ...(wants(CodeActionKind.QuickFix, only) ? quickFixes(open.document, open.findings(), range, uri) : []),
      ...(only && wants(fixAllKind, only) ? fixAll(open.document, open.findings(), uri) : []),
    ]),
  );
  connection.onRequest<ChangeEditResult | null, never>(
    changeEditRequest,
    ({ textDocument: { uri }, ...change }: ChangeEditParams) =>
      answer<ChangeEditResult | null>("change edit", uri, null, ({ document, version }) => ({
        version,
        ...changeEdit(document, change),
      })),
  );
}

/** A kind is wanted if it, or one that it is a kind of, is asked for; without `only` every kind is. */
function wants(kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean {
  return only?.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`)) ?? true;
}
