/** Entry on the desktop and on a remote host: the language server is a Node process of its own. What follows is in `activation.ts`. */
import type * as vscode from "vscode";
import { activateOnDemand } from "./activation.ts";
import { registerCheckTask } from "./check-task.ts";

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(registerCheckTask(context));
  activateOnDemand(context, async () => (await import("./client.js")).startClient(context));
}
