/** Puts the parts together, whatever the server runs in: output channel, client, commands. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { registerCommands } from "./commands.ts";
import { reportCrashes, restart, servesDocument } from "./language-client.ts";
import { registerPreviewSerializer } from "./preview/open-preview.ts";
import { registerStatusItem } from "./status-item.ts";

/**
 * `createClient` makes the client that is stopped with the extension; it logs to the channel it is given. The server
 * is not waited for: other extensions wake behind this one, and every request waits for the server itself.
 */
export function start(
  context: vscode.ExtensionContext,
  createClient: (channel: vscode.LogOutputChannel) => BaseLanguageClient,
): void {
  const channel = vscode.window.createOutputChannel("HVVM", { log: true });
  const client = createClient(channel);
  reportCrashes(client);
  context.subscriptions.push(channel, { dispose: () => client.dispose() });
  registerCommands(context, client);
  context.subscriptions.push(registerPreviewSerializer(context, client));
  context.subscriptions.push(registerStatusItem(client));
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (client.isRunning()) void restart(client);
    }),
  );
  void startWithFirstDocument(context, client);
}

/** The extension also wakes for JSON with comments of other makers; no server is started for those. */
async function startWithFirstDocument(context: vscode.ExtensionContext, client: BaseLanguageClient): Promise<void> {
  const { workspace } = vscode;
  if (workspace.textDocuments.some(servesDocument)) {
    await client.start();
    return;
  }
  const waiting = workspace.onDidOpenTextDocument((document) => {
    if (servesDocument(document)) start();
  });
  const start = () => {
    waiting.dispose();
    if (client.needsStart()) void client.start();
  };
  context.subscriptions.push(waiting);
  // Layouts that nobody opens are checked, too.
  const [layout] = await workspace.findFiles("**/*.{hvvm,hvvm.json}", "**/node_modules/**", 1);
  if (layout) start();
}
