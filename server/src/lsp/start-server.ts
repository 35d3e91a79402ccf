/** Serves one connection: document in, feature called, answer out. What the answers are is the features' matter. */
import { type Connection, type InitializeResult, TextDocumentSyncKind, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize(
    (): InitializeResult => ({
      capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
      serverInfo: { name: "hvvm" },
    }),
  );
  documents.listen(connection);
  connection.listen();
}
