/** The commands of the palette, one line each; what they do lies elsewhere. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { restart } from "./language-client.ts";
import { newLayout } from "./new-layout.ts";
import { openPreview } from "./preview/preview-panel.ts";

export function registerCommands(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const command = <T>(name: string, run: (argument?: T) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  command("hvvm.preview", (uri?: vscode.Uri) => preview(context, client, uri));
  command("hvvm.newLayout", newLayout);
  command("hvvm.showOutput", () => client.outputChannel.show());
  command("hvvm.restartServer", () => restart(client));
}

/** From a menu of the explorer the layout comes along; it is shown, because the preview follows the editor. */
async function preview(context: vscode.ExtensionContext, client: BaseLanguageClient, uri?: vscode.Uri): Promise<void> {
  if (uri) await vscode.window.showTextDocument(uri, { preview: true });
  openPreview(context, client);
}
