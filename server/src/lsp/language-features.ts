/** One line per request of the editor: document in, feature called, answer out. */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeActionKind,
  CodeActionRequest,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  HoverRequest,
  type RequestType,
  type ResponseError,
} from "vscode-languageserver";
import { changeEdit } from "../core/features/change-edit.ts";
import { documentSymbols } from "../core/features/document-symbols.ts";
import { fixAll, fixAllKind } from "../core/features/fix-all.ts";
import { hover } from "../core/features/hover.ts";
import { quickFixes } from "../core/features/quick-fixes.ts";
import { refactorings } from "../core/features/refactorings.ts";
import { changeEditRequest } from "../protocol.ts";
import type { OpenDocument } from "./open-documents.ts";

/** Parameters of a request about one document. */
export interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

/** `undefined` is sent as `null`. */
export type Answer<Result> = Result | (null extends Result ? undefined : never) | ResponseError<void>;

export type Feature<Params, Result> = (
  open: OpenDocument,
  params: Params,
  token: CancellationToken,
) => Answer<Result> | Promise<Answer<Result>>;

/** Answers from the open document; with `empty` if the document is not open, or the feature fails. */
export type AnswerFrom = <T>(
  name: string,
  uri: string,
  empty: T,
  feature: (open: OpenDocument) => T | Promise<T>,
) => Promise<T>;

/** Answers the requests of a type from the document that each is about: with `empty` for one that is not open, and when the feature fails. */
export type Ask = <Params extends AboutDocument, Result>(
  type: RequestType<Params, Result, void>,
  empty: NoInfer<Answer<Result>>,
  feature: NoInfer<Feature<Params, Result>>,
) => void;

export function languageFeatures(ask: Ask, clientOf: () => ClientCapabilities): void {
  ask(HoverRequest.type, undefined, ({ document, costs }, { position }) => hover(document, position, costs));
  ask(DocumentSymbolRequest.type, [], ({ document }) => documentSymbols(document));
  ask(CodeActionRequest.type, [], (open, { textDocument: { uri }, range, context: { only } }) => [
    ...(wants(CodeActionKind.QuickFix, only) ? quickFixes(open.document, open.findings(), range, uri) : []),
    ...(asksForRefactorings(only)
      ? refactorings(open.document, range, uri, open.costs, tellsWhyNot(clientOf(), only)).filter(({ kind }) =>
          wants(kind!, only),
        )
      : []),
    ...(only && wants(fixAllKind, only) ? fixAll(open.document, open.findings(), uri) : []),
  ]);
  ask(DocumentFormattingRequest.type, [], ({ formatter, document }) => formatter.format(document));
  ask(DocumentRangeFormattingRequest.type, [], ({ formatter, document }, { range }) =>
    formatter.formatRange(document, range),
  );
  ask(DocumentOnTypeFormattingRequest.type, [], ({ formatter, document }, { position, ch }) =>
    formatter.formatOnType(document, position, ch),
  );
  ask(changeEditRequest, null, ({ document, version }, { textDocument, ...change }) => ({
    version,
    ...changeEdit(document, change),
  }));
}

/** A kind is requested if it, or one of its parent kinds, is in the list; without `only`, every kind is. */
function wants(kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean {
  return only?.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`)) ?? true;
}

/** Any kind of refactoring, or all kinds of actions. */
function asksForRefactorings(only: readonly CodeActionKind[] | undefined): boolean {
  const { Refactor } = CodeActionKind;
  return only?.some((asked) => asked === "" || asked === Refactor || asked.startsWith(`${Refactor}.`)) ?? true;
}

/** If refactorings are requested explicitly, one that is not possible is shown with its reason. */
function tellsWhyNot({ textDocument }: ClientCapabilities, only: readonly CodeActionKind[] | undefined): boolean {
  return textDocument?.codeAction?.disabledSupport === true && only !== undefined;
}
