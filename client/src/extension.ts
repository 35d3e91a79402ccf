/** Entry on the desktop and on a remote host: the language server is a Node process of its own. What follows is in `wake.ts`. */
import * as vscode from "vscode";
import { registerCheckTask } from "./check-task.ts";
import { startProcess } from "./server-process.ts";
import { wake } from "./wake.ts";

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(registerCheckTask(context));
  const server = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  wake(context, async () => {
    // The server gets ready while the client is loaded, which takes this host as long.
    const nextProcess = startProcess(server);
    const { startClient } = await import("./node-client.ts");
    return startClient(context, nextProcess);
  });
}
