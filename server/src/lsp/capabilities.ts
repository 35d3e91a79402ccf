/** The capabilities that the server announces to the client. */
import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { fixAllKind } from "../core/features/fix-all.ts";
import { semanticTokensLegend } from "../core/features/semantic-tokens.ts";
import { exportScheme, hostsScheme } from "../protocol.ts";
import { formattingCapabilities } from "./formatting-capabilities.ts";

export function capabilities(params: InitializeParams): InitializeResult["capabilities"] {
  const pulls = params.capabilities.textDocument?.diagnostic !== undefined;
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [" ", '"', ":", "\\", "/"] },
    signatureHelpProvider: { triggerCharacters: [" ", '"'], retriggerCharacters: [" "] },
    inlayHintProvider: { resolveProvider: true },
    codeLensProvider: { resolveProvider: true },
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
    documentSymbolProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind] },
    ...formattingCapabilities(params.capabilities, params.initializationOptions?.isJsonSyntaxReported === true),
    workspaceSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    renameProvider: params.capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      textDocumentContent: { schemes: [exportScheme, hostsScheme] },
    },
    ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: true } } : {}),
  };
}
