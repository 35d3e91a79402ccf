/** The client when the server is a process: a bundle of its own, loaded only if there is a layout. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { Layouts } from "./activation.ts";
import { clientOptions } from "./language-client.ts";
import { start } from "./start.ts";

export function startClient(context: vscode.ExtensionContext): Layouts {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  return start(
    context,
    (channel) => new LanguageClient("hvvm", "HVVM", { module, transport: TransportKind.ipc }, clientOptions(channel)),
  );
}
