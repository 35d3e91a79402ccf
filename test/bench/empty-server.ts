/**
 * The baseline: a server on the same framework that announces every capability and answers nothing. Its time is that of
 * the transport.
 */
import {
  createConnection,
  DocumentDiagnosticReportKind,
  ProposedFeatures,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";

const connection = createConnection(ProposedFeatures.all);
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
const say = (uri: string, version: number) => {
  if (!pulls) void connection.sendDiagnostics({ uri, version, diagnostics: [] });
};
connection.onDidOpenTextDocument(({ textDocument: { uri, version } }) => say(uri, version));
connection.onDidChangeTextDocument(({ textDocument: { uri, version } }) => say(uri, version));
connection.onHover(() => null);
connection.onCompletion(() => []);
connection.onDocumentSymbol(() => []);
connection.onDocumentFormatting(() => []);
connection.languages.diagnostics.on(() => ({ kind: DocumentDiagnosticReportKind.Full, items: [] }));
connection.listen();
