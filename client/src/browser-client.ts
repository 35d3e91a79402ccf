/** The client when the server is a web worker. What both clients have in common is in `start.ts`. */
import * as vscode from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import type { Layouts } from "./activation.ts";
import { clientOptions } from "./language-client.ts";
import { start } from "./start.ts";
import { serveFiles } from "./workspace-files.ts";

export function startClient(context: vscode.ExtensionContext): Layouts {
  const server = vscode.Uri.joinPath(context.extensionUri, "dist", "web", "server.js");
  return start(context, (channel) => {
    const client = new LanguageClient("hvvm", "HVVM", () => workerFrom(server), clientOptions(channel));
    serveFiles(client);
    return client;
  });
}

/**
 * From a blob, because the extension's own address may have a scheme from which a worker cannot be started. The client
 * does not know the worker of an extension host for one, so it gets the ends of the line.
 */
async function workerFrom(script: vscode.Uri): Promise<MessageTransports> {
  const source = new Uint8Array(await vscode.workspace.fs.readFile(script));
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}
