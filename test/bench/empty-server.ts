/** The floor: a server on the same connection that announces everything and answers nothing. What it takes is the transport's. */
import { connect } from "../../server/src/lsp/connection.ts";
import { followProcess } from "../../server/src/lsp/parent-process.ts";
import { TextDocumentSyncKind } from "../../server/src/lsp/protocol-numbers.ts";
import { readCommandLine } from "../../server/src/lsp/transport.ts";

const { transport } = readCommandLine(process.argv.slice(2));
const connection = connect(...transport!, { exit: process.exit, followClient: followProcess });
let pulls = false;
connection.onInitialize(({ capabilities }) => {
  pulls = capabilities.textDocument?.diagnostic !== undefined;
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: {},
      documentSymbolProvider: true,
      documentFormattingProvider: true,
      ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    },
  };
});
connection.onShutdown(() => {});
const say = (uri: string, version: number) => {
  if (!pulls) connection.sendNotification("textDocument/publishDiagnostics", { uri, version, diagnostics: [] });
};
connection.onNotification("textDocument/didOpen", ({ textDocument: { uri, version } }) => say(uri, version));
connection.onNotification("textDocument/didChange", ({ textDocument: { uri, version } }) => say(uri, version));
connection.onRequest("textDocument/hover", () => null);
connection.onRequest("textDocument/completion", () => []);
connection.onRequest("textDocument/documentSymbol", () => []);
connection.onRequest("textDocument/formatting", () => []);
connection.onRequest("textDocument/diagnostic", () => ({ kind: "full" as const, items: [] }));
connection.listen();
