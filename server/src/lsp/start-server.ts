/** Serves one connection: document in, feature called, answer out. What the answers are is the features' matter. */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type InitializeResult,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import { diagnostics } from "../core/features/diagnostics.ts";
import { defaultSettings, readEditorSettings } from "../core/features/editor-settings.ts";
import { layoutStatus } from "../core/features/layout-status.ts";
import { layoutSymbols, matchingSymbols } from "../core/features/workspace-symbols.ts";
import {
  type LayoutStatus,
  layoutStatusRequest,
  type SimulateParams,
  type SimulateResult,
  simulateRequest,
} from "../protocol.ts";
import { capabilities } from "./capabilities.ts";
import { clientAbilities, noAbilities } from "./client-abilities.ts";
import { type ConfigurationFiles, Configurations } from "./configurations.ts";
import { registerNativeFormatting } from "./formatting-capabilities.ts";
import { guarded } from "./guarded.ts";
import { type Answer, languageFeatures } from "./language-features.ts";
import { type FindFile, navigationFeatures } from "./navigation-features.ts";
import { type OpenDocument, OpenDocuments } from "./open-documents.ts";
import { simulateLayout } from "./simulate-layout.ts";
import { type SimulationThread, SimulationThreads } from "./simulation-threads.ts";
import { watchConfiguration } from "./watch-configuration.ts";
import { type LayoutFiles, WorkspaceLayouts } from "./workspace-layouts.ts";
import { writingFeatures } from "./writing-features.ts";

export interface ServerFiles extends ConfigurationFiles, LayoutFiles {}

/** What the platform gives to the server. */
export interface ServerPlatform {
  /** Folder of the rules' pages as a URI, for the links of diagnostic codes. */
  readonly rulePages: string | undefined;
  startThread(): SimulationThread;
  readonly files: ServerFiles;
  readonly findFile: FindFile;
}

export function startServer(connection: Connection, { rulePages, startThread, files, findFile }: ServerPlatform): void {
  const configurations = new Configurations(files, (uri, found) => {
    void connection.sendDiagnostics({ uri, diagnostics: found });
  });
  const documents = new OpenDocuments(configurations);
  const layouts = new WorkspaceLayouts(files, (uri, text) => {
    const closed = documents.read({ uri, languageId: "", version: 0, text });
    return { items: diagnostics(closed.document, closed.findings(), uri, rulePages), symbols: layoutSymbols(closed) };
  });
  const threads = new SimulationThreads(startThread);
  const log = connection.console;
  let client: ClientCapabilities = {};
  let abilities = noAbilities;
  let settings = defaultSettings;
  const pulls = () => client.textDocument?.diagnostic !== undefined;
  /** The client says itself what is no JSON. */
  let isJsonSyntaxReported = false;
  /** Why requests are not answered now. */
  let refusal: ResponseError<never> | undefined = new ResponseError(
    ErrorCodes.ServerNotInitialized,
    "Not initialized yet.",
  );

  connection.onInitialize((params): InitializeResult => {
    refusal = undefined;
    client = params.capabilities;
    abilities = clientAbilities(params);
    layouts.useFolders(params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []));
    configurations.useTrust(params.initializationOptions?.isTrusted !== false);
    isJsonSyntaxReported = params.initializationOptions?.isJsonSyntaxReported === true;
    return { capabilities: capabilities(params), serverInfo: { name: "hvvm" } };
  });

  /** Answers from the open document; empty for one that is not open, and when the feature fails. */
  const answer: Answer = <T>(name: string, uri: string, empty: T, feature: (open: OpenDocument) => T | Promise<T>) =>
    guarded<T | ResponseError<never>>(log, name, empty, () => {
      if (refusal) return refusal;
      const open = documents.get(uri);
      return open ? feature(open) : empty;
    });
  const report = (open: OpenDocument) => {
    const found = open.findings().filter(({ code }) => !(isJsonSyntaxReported && code === "json-syntax"));
    return diagnostics(open.document, found, open.uri, rulePages);
  };
  /** For clients that do not ask for diagnostics. */
  const push = (open: OpenDocument) =>
    guarded(log, "diagnostics", undefined, () => {
      if (pulls()) return;
      void connection.sendDiagnostics({ uri: open.uri, version: open.version, diagnostics: report(open) });
    });

  const startWatching = watchConfiguration(
    connection,
    () => client,
    configurations,
    (section) => {
      settings = readEditorSettings(section);
    },
    layouts,
    () => {
      for (const open of documents.all()) void push(open);
      if (pulls() && client.workspace?.diagnostics?.refreshSupport) void connection.languages.diagnostics.refresh();
      if (abilities.refreshesHints) void connection.languages.inlayHint.refresh();
      if (abilities.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
    },
  );

  connection.onInitialized(() => {
    startWatching();
    void registerNativeFormatting(connection, client, isJsonSyntaxReported);
  });

  connection.onDidOpenTextDocument(({ textDocument }) => push(documents.open(textDocument)));
  connection.onDidChangeTextDocument((params) => {
    const open = documents.get(params.textDocument.uri);
    open?.change(params);
    if (open) void push(open);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    layouts.documentClosed(uri);
    if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(({ textDocument: { uri } }) =>
    documents.get(uri) || refusal
      ? answer("diagnostics", uri, fullReport([]), (open) => fullReport(report(open)))
      : guarded(log, "diagnostics", fullReport([]), () => fullReport(layouts.one(uri).items)),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token) =>
    guarded<WorkspaceDiagnosticReport | ResponseError<never>>(log, "workspace diagnostics", { items: [] }, async () => {
      const isOpen = (uri: string) => documents.get(uri) !== undefined;
      return refusal ?? { items: await layouts.reports(previousResultIds, isOpen, token) };
    }),
  );
  languageFeatures(connection, answer, () => client);
  writingFeatures(connection, answer, {
    abilities: () => abilities,
    settings: () => settings,
    costsOf: (uri) => configurations.costsOf(uri),
  });
  navigationFeatures(connection, answer, () => client, findFile);
  connection.onWorkspaceSymbol(({ query }, token) =>
    guarded<WorkspaceSymbol[] | ResponseError<never>>(log, "workspace symbols", [], async () => {
      if (refusal) return refusal;
      const open = [...documents.all()];
      const uris = open.map(({ uri }) => uri);
      return matchingSymbols(query, [...open.flatMap(layoutSymbols), ...(await layouts.symbols(uris, token))]);
    }),
  );
  connection.onRequest<SimulateResult | null, never>(
    simulateRequest,
    (params: SimulateParams, token: CancellationToken) =>
      answer<SimulateResult | null | ResponseError<never>>("simulation", params.textDocument.uri, null, (open) =>
        simulateLayout(open, params, threads, token, (type, to, value) => connection.sendProgress(type, to, value)),
      ),
  );
  connection.onRequest<LayoutStatus | null, never>(layoutStatusRequest, (params: DocumentDiagnosticParams) =>
    answer<LayoutStatus | null>("status", params.textDocument.uri, null, (open) => layoutStatus(open.document)),
  );
  connection.onShutdown(() => {
    refusal = new ResponseError(ErrorCodes.InvalidRequest, "Already shut down.");
    threads.end();
  });
  connection.listen();
}

function fullReport(items: Diagnostic[]): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}
