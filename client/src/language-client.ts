/** The options that the client passes to the language server, and the message when the server stops. How the server is started depends on the host. */
import * as vscode from "vscode";
import { type BaseLanguageClient, CloseAction, ErrorAction, type LanguageClientOptions } from "vscode-languageclient";
import { documentSelector, isEditable } from "./served-documents.ts";
import { provideTextDocumentContent } from "./shown-documents.ts";

/** After this many restarts within three minutes, the server is not started again. */
const maximumRestarts = 4;

export function clientOptions(channel: vscode.LogOutputChannel): LanguageClientOptions {
  const initializationOptions = () => ({
    // VS Code's own JSON support reports text that is not JSON, and completes from the schema.
    isJsonSyntaxReported: true,
    knowsJsonSchema: true,
    exportCommand: "hvvm.export",
    previewCommand: "hvvm.preview",
    refreshesSimulation: true,
    suggestCommand: "editor.action.triggerSuggest",
    isTrusted: vscode.workspace.isTrusted,
  });
  return {
    documentSelector,
    outputChannel: channel,
    diagnosticCollectionName: "hvvm",
    initializationOptions,
    middleware: {
      provideTextDocumentContent,
      provideDiagnostics: (document, previousResultId, token, next) =>
        isEditable("uri" in document ? document.uri : document) ? next(document, previousResultId, token) : undefined,
      provideWorkspaceSymbols: async (query, token, next) =>
        (await next(query, token))?.filter(({ location }) => isEditable(location.uri)),
    },
  };
}

/**
 * Restarts a server that stopped by itself, and says so; a server that keeps stopping is not restarted. Until the end
 * of a process is noticed, everything that is sent to it fails. The framework would stop the client for good at the
 * second such message, before `closed` can start a new server.
 */
export function reportCrashes(client: BaseLanguageClient): void {
  const usual = client.createDefaultErrorHandler(maximumRestarts);
  client.clientOptions.errorHandler = {
    error: (error, message, count) =>
      message ? { action: ErrorAction.Continue, handled: true } : usual.error(error, message, count),
    closed: async () => {
      const { action } = await usual.closed();
      if (action === CloseAction.Restart) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t("The HVVM language server stopped and is being started again."),
        );
      } else {
        void offerRestart(client);
      }
      return { action, handled: true };
    },
  };
}

/** Stops the server if it runs, and starts a new one. */
export async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}

async function offerRestart(client: BaseLanguageClient): Promise<void> {
  const again = vscode.l10n.t("Restart");
  const showOutput = vscode.l10n.t("Show Output");
  const choice = await vscode.window.showErrorMessage(
    vscode.l10n.t("The HVVM language server keeps stopping, so there are no checks, hovers or previews now."),
    again,
    showOutput,
  );
  if (choice === again) await restart(client);
  if (choice === showOutput) client.outputChannel.show();
}
