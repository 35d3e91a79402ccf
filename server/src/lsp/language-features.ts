/** One line per question of the editor: document in, feature called, answer out. */
import type { CancellationToken } from "vscode-jsonrpc";
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import { changeEdit } from "../core/features/change-edit.ts";
import { documentSymbols } from "../core/features/document-symbols.ts";
import { fixAll, fixAllKind } from "../core/features/fix-all.ts";
import { hover } from "../core/features/hover.ts";
import { CodeActionKind } from "../core/features/protocol-values.ts";
import { quickFixes } from "../core/features/quick-fixes.ts";
import { refactorings } from "../core/features/refactorings.ts";
import { changeEditRequest } from "../protocol.ts";
import type { Answer, Params } from "./connection.ts";
import type { Requests } from "./methods.ts";
import type { OpenDocument } from "./open-documents.ts";

/** The requests about one document. */
type DocumentRequest = {
  [Method in keyof Requests]: Params<Method> extends { readonly textDocument: { readonly uri: string } }
    ? Method
    : never;
}[keyof Requests];

/** Answers from the open document; `empty` for one that is not open, and when the feature fails. */
export type AnswerFrom = <T>(
  name: string,
  uri: string,
  empty: T,
  feature: (open: OpenDocument) => T | Promise<T>,
) => Promise<T>;

/** Answers the requests of a method from the document that each is about: with `empty` for one that is not open, and when the feature fails. */
export type Ask = <Method extends DocumentRequest>(
  method: Method,
  empty: Answer<Method>,
  feature: (
    open: OpenDocument,
    params: Params<Method>,
    token: CancellationToken,
  ) => Answer<Method> | Promise<Answer<Method>>,
) => void;

export function languageFeatures(ask: Ask, clientOf: () => ClientCapabilities): void {
  ask("textDocument/hover", undefined, ({ document, costs }, { position }) => hover(document, position, costs));
  ask("textDocument/documentSymbol", [], ({ document }) => documentSymbols(document));
  ask("textDocument/codeAction", [], (open, { textDocument: { uri }, range, context: { only } }) => [
    ...(wants(CodeActionKind.QuickFix, only) ? quickFixes(open.document, open.findings(), range, uri) : []),
    ...(asksForRefactorings(only)
      ? refactorings(open.document, range, uri, open.costs, tellsWhyNot(clientOf(), only)).filter(({ kind }) =>
          wants(kind!, only),
        )
      : []),
    ...(only && wants(fixAllKind, only) ? fixAll(open.document, open.findings(), uri) : []),
  ]);
  ask("textDocument/formatting", [], ({ formatter, document }) => formatter.format(document));
  ask("textDocument/rangeFormatting", [], ({ formatter, document }, { range }) =>
    formatter.formatRange(document, range),
  );
  ask("textDocument/onTypeFormatting", [], ({ formatter, document }, { position, ch }) =>
    formatter.formatOnType(document, position, ch),
  );
  ask(changeEditRequest, null, ({ document, version }, { textDocument, ...change }) => ({
    version,
    ...changeEdit(document, change),
  }));
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
