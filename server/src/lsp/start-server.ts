/** Serves one connection: document in, feature called, answer out. The features decide what the answers are. */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type RequestHandler,
  type RequestType,
  type WorkspaceDiagnosticReport,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type { Estate } from "../core/exchange/inventory/estate.ts";
import { diagnostics } from "../core/features/diagnostics.ts";
import { defaultSettings, readEditorSettings } from "../core/features/editor-settings.ts";
import { layoutStatus } from "../core/features/layout-status.ts";
import { layoutSymbols, matchingSymbols } from "../core/features/workspace-symbols.ts";
import { layoutStatusRequest, refreshSimulationNotification, simulateRequest } from "../protocol.ts";
import { type SimulationThread, SimulationThreads } from "../threads/simulation-threads.ts";
import { capabilities } from "./capabilities.ts";
import { clientAbilities, noAbilities } from "./client-abilities.ts";
import { type ConfigurationFiles, Configurations } from "./configurations.ts";
import { DocumentContents } from "./document-contents.ts";
import { registerNativeFormatting } from "./formatting-capabilities.ts";
import { guarded, guardedChecks } from "./guarded.ts";
import { inventoryFeatures, type LoadExchange } from "./inventory-features.ts";
import {
  type AboutDocument,
  type Answer,
  type AnswerFrom,
  type Ask,
  type Feature,
  languageFeatures,
} from "./language-features.ts";
import { type FindFile, navigationFeatures } from "./navigation-features.ts";
import { type OpenDocument, openDocuments, readLayout } from "./open-documents.ts";
import { answerRefusedRequests } from "./session-order.ts";
import { simulateLayout } from "./simulate-layout.ts";
import { fileWatch, watchConfiguration } from "./watch-configuration.ts";
import { type LayoutFiles, WorkspaceLayouts } from "./workspace-layouts.ts";
import { writingFeatures } from "./writing-features.ts";

export type ServerFiles = ConfigurationFiles & LayoutFiles;

/** What the server needs from the platform. */
export interface ServerPlatform {
  /** Folder of the rules' pages as a URI, for the links of diagnostic codes. */
  readonly rulePages: string | undefined;
  startThread(): SimulationThread;
  /** How many threads may simulate at once. */
  readonly maxThreads: number;
  readonly files: ServerFiles;
  readonly findFile: FindFile;
  readonly loadExchange: LoadExchange;
}

export function startServer(
  connection: Connection,
  { rulePages, startThread, maxThreads, files, findFile, loadExchange }: ServerPlatform,
): void {
  const log = connection.console;
  let client: ClientCapabilities = {};
  const watchFile = fileWatch(connection, () => client);
  const configurations = new Configurations(files, (uri, found) => {
    watchFile(uri);
    void connection.sendDiagnostics({ uri, diagnostics: found });
  });
  const documents = openDocuments(configurations);
  const closedFiles: LayoutFiles = {
    layoutsBelow: files.layoutsBelow,
    read: (uri) => files.read(uri, configurations.mayReadFor(uri)),
  };
  const layouts = new WorkspaceLayouts(closedFiles, (uri, text) => {
    let symbols: readonly WorkspaceSymbol[] = [];
    const items = guardedChecks(log, uri, () => {
      const closed = readLayout(uri, "", 0, text, configurations);
      symbols = layoutSymbols(closed);
      return diagnostics(closed.document, closed.findings(), uri, rulePages);
    });
    return { items, symbols };
  });
  const threads = new SimulationThreads(startThread, maxThreads);
  /** What each open layout was last compared with. */
  const estates = new Map<string, Estate>();
  let abilities = noAbilities;
  let settings = defaultSettings;
  const pulls = () => client.textDocument?.diagnostic !== undefined;
  /** The client itself reports text that is not JSON. */
  let isJsonSyntaxReported = false;

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    abilities = clientAbilities(params);
    layouts.useFolders(params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []));
    configurations.useFolders(layouts.folders);
    configurations.useTrust(params.initializationOptions?.isTrusted !== false);
    isJsonSyntaxReported = params.initializationOptions?.isJsonSyntaxReported === true;
    return { capabilities: capabilities(params), serverInfo: { name: "hvvm" } };
  });

  /** Answers from the open document; empty if the document is not open, or the feature fails. */
  const answer: AnswerFrom = <T>(
    name: string,
    uri: string,
    empty: T,
    feature: (open: OpenDocument) => T | Promise<T>,
  ) =>
    guarded(log, name, empty, () => {
      const now = () => {
        const open = documents.get(uri);
        return open ? feature(open) : empty;
      };
      return (documents.get(uri) && configurations.coming(uri)?.then(now)) ?? now();
    });
  const ask: Ask = <Params extends AboutDocument, Result>(
    type: RequestType<Params, Result, void>,
    empty: Answer<Result>,
    feature: Feature<Params, Result>,
  ) => {
    const name = type.method.replace("textDocument/", "");
    const handler = (params: Params, token: CancellationToken) =>
      answer(name, params.textDocument.uri, empty, (open) => feature(open, params, token));
    connection.onRequest(type, handler as RequestHandler<Params, Result, void>);
  };
  const report = (open: OpenDocument) =>
    guardedChecks(log, open.uri, () => {
      const found = open.findings().filter(({ code }) => !(isJsonSyntaxReported && code === "json-syntax"));
      return diagnostics(open.document, found, open.uri, rulePages);
    });
  /** For clients that do not request diagnostics. */
  const push = (open: OpenDocument) =>
    guarded(log, "diagnostics", undefined, () => {
      if (pulls()) return;
      void connection.sendDiagnostics({ uri: open.uri, version: open.version, diagnostics: report(open) });
    });

  const contents = new DocumentContents(connection, documents, answer, loadExchange, estates);
  /** If a client refuses the refresh, it only misses updates. */
  const tell = (refresh: Promise<unknown>) => {
    refresh.catch((error: unknown) => log.warn(`The client refused a refresh: ${String(error)}`));
  };

  const startWatching = watchConfiguration(
    connection,
    () => client,
    configurations,
    (section) => {
      settings = readEditorSettings(section);
    },
    layouts,
    (what) => {
      for (const open of documents.all()) {
        void push(open);
        contents.refresh(open.uri);
      }
      if (pulls() && client.workspace?.diagnostics?.refreshSupport) tell(connection.languages.diagnostics.refresh());
      if (abilities.refreshesHints) tell(connection.languages.inlayHint.refresh());
      if (abilities.refreshesLenses) tell(connection.sendRequest(CodeLensRefreshRequest.type));
      if (abilities.refreshesSimulation && what === "configuration")
        void connection.sendNotification(refreshSimulationNotification, {});
    },
  );

  connection.onInitialized(() => {
    startWatching();
    void registerNativeFormatting(connection, client, isJsonSyntaxReported);
  });

  documents.onDidChangeContent(({ document }) => void push(document));
  documents.onDidClose(({ document: { uri } }) => {
    layouts.documentClosed(uri);
    estates.delete(uri);
    if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  documents.listen(connection);

  connection.languages.diagnostics.on(({ textDocument: { uri } }) =>
    documents.get(uri)
      ? answer("diagnostics", uri, fullReport([]), (open) => fullReport(report(open)))
      : guarded(log, "diagnostics", fullReport([]), () => fullReport(layouts.one(uri).items)),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token) =>
    guarded<WorkspaceDiagnosticReport>(log, "workspace diagnostics", { items: [] }, async () => {
      const isOpen = (uri: string) => documents.get(uri) !== undefined;
      return { items: await layouts.reports(previousResultIds, isOpen, token) };
    }),
  );
  languageFeatures(ask, () => client);
  writingFeatures(connection, ask, answer, {
    abilities: () => abilities,
    settings: () => settings,
    costsOf: (uri) => configurations.costsOf(uri),
  });
  navigationFeatures(ask, () => client, findFile);
  connection.onWorkspaceSymbol(({ query }, token) =>
    guarded<WorkspaceSymbol[]>(log, "workspace symbols", [], async () => {
      const open = documents.all();
      const uris = open.map(({ uri }) => uri);
      return matchingSymbols(query, [...open.flatMap(layoutSymbols), ...(await layouts.symbols(uris, token))]);
    }),
  );
  inventoryFeatures(connection, ask, loadExchange, estates, (layout) => contents.refresh(layout), log);
  ask(simulateRequest, null, (open, params, token) => simulateLayout(open, params, threads, token, connection));
  ask(layoutStatusRequest, null, ({ document }) => layoutStatus(document));
  connection.onShutdown(() => {
    contents.dispose();
    return threads.end();
  });
  answerRefusedRequests(connection);
  connection.listen();
}

function fullReport(items: Diagnostic[]): DocumentDiagnosticReport {
  return { kind: "full", items };
}
