/** Entry in the browser: the language server is a worker. What follows is in `activation.ts`. */
import type * as vscode from "vscode";
import { activateOnDemand } from "./activation.ts";

export function activate(context: vscode.ExtensionContext): void {
  activateOnDemand(context, async () => (await import("./browser-client.ts")).startClient(context));
}
