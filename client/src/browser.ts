/** Entry in the browser: the language server is a worker. What follows is in `start.ts`. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions } from "./language-client.ts";
import { start } from "./start.ts";

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = vscode.Uri.joinPath(context.extensionUri, "dist", "web", "server.js");
  return start(
    context,
    (channel) => new LanguageClient("hvvm", "HVVM", () => workerOf(server), clientOptions(channel)),
  );
}

/** From a blob, because the extension's own address may have a scheme from which a worker cannot be started. */
async function workerOf(script: vscode.Uri): Promise<Worker> {
  const source = new Uint8Array(await vscode.workspace.fs.readFile(script));
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new Worker(url);
}
