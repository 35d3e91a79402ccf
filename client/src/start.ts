/** Puts the parts together, whatever the server runs in: output channel, client, commands. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { registerCommands } from "./commands.ts";
import { reportCrashes, servesDocument } from "./language-client.ts";
import { registerPreviewSerializer } from "./preview/preview-panel.ts";

/** `createClient` makes the client that is stopped with the extension; it logs to the channel it is given. */
export async function start(
  context: vscode.ExtensionContext,
  createClient: (channel: vscode.LogOutputChannel) => BaseLanguageClient,
): Promise<void> {
  const channel = vscode.window.createOutputChannel("HVVM", { log: true });
  const client = createClient(channel);
  reportCrashes(client);
  context.subscriptions.push(channel, { dispose: () => client.dispose() });
  registerCommands(context, client);
  context.subscriptions.push(registerPreviewSerializer(context, client));
  await startWithFirstDocument(context, client);
}

/** The extension also wakes for JSON with comments of other makers; no server is started for those. */
async function startWithFirstDocument(context: vscode.ExtensionContext, client: BaseLanguageClient): Promise<void> {
  if (vscode.workspace.textDocuments.some(servesDocument)) return client.start();
  const waiting = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!servesDocument(document)) return;
    waiting.dispose();
    void client.start();
  });
  context.subscriptions.push(waiting);
}
