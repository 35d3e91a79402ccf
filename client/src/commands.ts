/** The commands of the palette, one line each; what they do lies elsewhere. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { restart } from "./language-client.ts";
import { openPreview } from "./preview/preview-panel.ts";

export function registerCommands(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const command = (name: string, run: () => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  command("hvvm.preview", () => openPreview(context, client));
  command("hvvm.restartServer", () => restart(client));
}
