/** Serves one connection: document in, feature called, answer out. What the answers are is the features' matter. */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { completion } from "../core/features/completion.ts";
import { diagnostics } from "../core/features/diagnostics.ts";
import { documentSymbols } from "../core/features/document-symbols.ts";
import { hover } from "../core/features/hover.ts";
import { quickFixes } from "../core/features/quick-fixes.ts";
import { type SimulateParams, type SimulateResult, simulateRequest } from "../protocol.ts";
import { type ConfigurationFiles, Configurations } from "./configurations.ts";
import { guarded } from "./guarded.ts";
import { type OpenDocument, OpenDocuments } from "./open-documents.ts";
import { simulateLayout } from "./simulate-layout.ts";
import { type SimulationThread, SimulationThreads } from "./simulation-threads.ts";
import { watchConfiguration } from "./watch-configuration.ts";

/** What the platform gives to the server. */
export interface ServerPlatform {
  /** Folder of the rules' pages as a URI, for the links of diagnostic codes. */
  readonly rulePages: string | undefined;
  startThread(): SimulationThread;
  readonly files: ConfigurationFiles;
}

export function startServer(connection: Connection, { rulePages, startThread, files }: ServerPlatform): void {
  const configurations = new Configurations(files, (uri, found) => {
    void connection.sendDiagnostics({ uri, diagnostics: found });
  });
  const documents = new OpenDocuments((uri) => configurations.severitiesOf(uri));
  const threads = new SimulationThreads(startThread);
  const log = connection.console;
  let client: ClientCapabilities = {};
  const pulls = () => client.textDocument?.diagnostic !== undefined;

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    return { capabilities: capabilities(params), serverInfo: { name: "hvvm" } };
  });

  /** Answers from the open document; empty for one that is not open, and when the feature fails. */
  const answer = <T>(name: string, uri: string, empty: T, feature: (open: OpenDocument) => T): Promise<T> =>
    guarded(log, name, empty, () => {
      const open = documents.get(uri);
      return open ? feature(open) : empty;
    });
  const report = (open: OpenDocument) => diagnostics(open.document, open.findings(), open.uri, rulePages);
  /** For clients that do not ask for diagnostics. */
  const push = (open: OpenDocument) =>
    guarded(log, "diagnostics", undefined, () => {
      if (pulls()) return;
      void connection.sendDiagnostics({ uri: open.uri, version: open.version, diagnostics: report(open) });
    });

  watchConfiguration(
    connection,
    () => client,
    configurations,
    () => {
      for (const open of documents.all()) void push(open);
      if (pulls() && client.workspace?.diagnostics?.refreshSupport) void connection.languages.diagnostics.refresh();
    },
  );

  connection.onDidOpenTextDocument(({ textDocument }) => push(documents.open(textDocument)));
  connection.onDidChangeTextDocument((params) => {
    const open = documents.get(params.textDocument.uri);
    open?.change(params);
    if (open) void push(open);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(({ textDocument: { uri } }) =>
    answer("diagnostics", uri, fullReport([]), (open) => fullReport(report(open))),
  );
  connection.onHover(({ textDocument: { uri }, position }) =>
    answer("hover", uri, undefined, (open) => hover(open.document, position)),
  );
  connection.onCompletion(({ textDocument: { uri }, position }) =>
    answer("completion", uri, [], (open) => completion(open.document, position)),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    answer("symbols", uri, [], (open) => documentSymbols(open.document)),
  );
  connection.onCodeAction(({ textDocument: { uri }, range }) =>
    answer("code actions", uri, [], (open) => quickFixes(open.document, open.findings(), range, uri)),
  );
  connection.onRequest(simulateRequest, (params: SimulateParams, token: CancellationToken) =>
    guarded<SimulateResult | null>(log, "simulation", null, () => {
      const open = documents.get(params.textDocument.uri);
      return open ? simulateLayout(open, configurations.costsOf(open.uri), params, threads, token) : null;
    }),
  );
  connection.onShutdown(() => threads.end());
  connection.listen();
}

function fullReport(items: Diagnostic[]): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

function capabilities(params: InitializeParams): InitializeResult["capabilities"] {
  const pulls = params.capabilities.textDocument?.diagnostic !== undefined;
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [" "] },
    documentSymbolProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
  };
}
