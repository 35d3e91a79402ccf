/** The read-only documents whose text comes from the server: exports, and the layout in the state of its hosts. */
import * as vscode from "vscode";
import { type BaseLanguageClient, type Middleware, State, TextDocumentContentRequest } from "vscode-languageclient";
import type { ContentSource } from "../../server/src/protocol.ts";

export function shownDocumentUri(scheme: string, path: string, source: ContentSource): vscode.Uri {
  return vscode.Uri.from({ scheme, path, query: JSON.stringify(source) });
}

/** The layout that a read-only document is made of. */
export function layoutOf({ query }: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse((JSON.parse(query) as ContentSource).layout);
}

/** The server reads open documents only, so a layout without an editor is opened in the background. */
export const provideTextDocumentContent: NonNullable<Middleware["provideTextDocumentContent"]> = async (
  uri,
  token,
  next,
) => {
  await vscode.workspace.openTextDocument(layoutOf(uri));
  return next(uri, token);
};

/** Asks a new server for the documents that the previous one provided. */
export function refreshAfterRestart(client: BaseLanguageClient): vscode.Disposable {
  return client.onDidChangeState(async ({ newState }) => {
    if (newState !== State.Running) return;
    await client.start(); // Until then the new server has no providers.
    const providers = client.getFeature(TextDocumentContentRequest.method)?.getProviders() ?? [];
    for (const { scheme, onDidChangeEmitter } of providers)
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) onDidChangeEmitter.fire(uri);
  });
}
