/** Entry on the desktop and on a remote host: the language server is a Node process of its own. What follows is in `start.ts`. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { registerCheckTask } from "./check-task.ts";
import { clientOptions } from "./language-client.ts";
import { start } from "./start.ts";

export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  context.subscriptions.push(registerCheckTask(context));
  start(
    context,
    (channel) => new LanguageClient("hvvm", "HVVM", { module, transport: TransportKind.ipc }, clientOptions(channel)),
  );
}
