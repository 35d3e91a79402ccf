/** One line per question of the editor: document in, feature called, answer out. */
import type { ResponseError } from "vscode-jsonrpc";
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import { changeEdit } from "../core/features/change-edit.ts";
import { documentSymbols } from "../core/features/document-symbols.ts";
import { fixAll, fixAllKind } from "../core/features/fix-all.ts";
import { hover } from "../core/features/hover.ts";
import { CodeActionKind } from "../core/features/protocol-values.ts";
import { quickFixes } from "../core/features/quick-fixes.ts";
import { refactorings } from "../core/features/refactorings.ts";
import { type ChangeEditResult, changeEditRequest } from "../protocol.ts";
import type { Connection } from "./connection.ts";
import type { OpenDocument } from "./open-documents.ts";

/** Answers from the open document; `empty` for one that is not open, and when the feature fails. */
export type Answer = <T>(
  name: string,
  uri: string,
  empty: T,
  feature: (open: OpenDocument) => T | Promise<T>,
) => Promise<T | ResponseError<never>>;

export function languageFeatures(connection: Connection, answer: Answer, clientOf: () => ClientCapabilities): void {
  connection.onRequest("textDocument/hover", ({ textDocument: { uri }, position }) =>
    answer("hover", uri, undefined, (open) => hover(open.document, position, open.costs)),
  );
  connection.onRequest("textDocument/documentSymbol", ({ textDocument: { uri } }) =>
    answer("symbols", uri, [], (open) => documentSymbols(open.document)),
  );
  connection.onRequest("textDocument/codeAction", ({ textDocument: { uri }, range, context: { only } }) =>
    answer("code actions", uri, [], (open) => [
      ...(wants(CodeActionKind.QuickFix, only) ? quickFixes(open.document, open.findings(), range, uri) : []),
      ...(asksForRefactorings(only)
        ? refactorings(open.document, range, uri, open.costs, tellsWhyNot(clientOf(), only)).filter(({ kind }) =>
            wants(kind!, only),
          )
        : []),
      ...(only && wants(fixAllKind, only) ? fixAll(open.document, open.findings(), uri) : []),
    ]),
  );
  connection.onRequest("textDocument/formatting", ({ textDocument: { uri } }) =>
    answer("formatting", uri, [], ({ formatter, document }) => formatter.format(document)),
  );
  connection.onRequest("textDocument/rangeFormatting", ({ textDocument: { uri }, range }) =>
    answer("range formatting", uri, [], ({ formatter, document }) => formatter.formatRange(document, range)),
  );
  connection.onRequest("textDocument/onTypeFormatting", ({ textDocument: { uri }, position, ch }) =>
    answer("on type formatting", uri, [], ({ formatter, document }) => formatter.formatOnType(document, position, ch)),
  );
  connection.onRequest(changeEditRequest, ({ textDocument: { uri }, ...change }) =>
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

/** Any kind of refactoring, or all kinds of actions. */
function asksForRefactorings(only: readonly CodeActionKind[] | undefined): boolean {
  const { Refactor } = CodeActionKind;
  return only?.some((asked) => asked === "" || asked === Refactor || asked.startsWith(`${Refactor}.`)) ?? true;
}

/** Where refactorings are asked for by name, one that is not possible is shown with its reason. */
function tellsWhyNot({ textDocument }: ClientCapabilities, only: readonly CodeActionKind[] | undefined): boolean {
  return textDocument?.codeAction?.disabledSupport === true && only !== undefined;
}
