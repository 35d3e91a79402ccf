/** The commands of the palette, one line each; what they do lies elsewhere. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { restart } from "./language-client.ts";
import { newLayout } from "./new-layout.ts";
import { openPreview } from "./preview/preview-panel.ts";

export function registerCommands(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const command = <T>(name: string, run: (argument?: T) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  command("hvvm.preview", (layout?: vscode.Uri | string) => preview(context, client, layout));
  command("hvvm.newLayout", newLayout);
  command("hvvm.showOutput", () => client.outputChannel.show());
  command("hvvm.restartServer", () => restart(client));
}

/**
 * From a menu of the explorer the layout comes along, from a code lens as text; it is shown, because the preview follows
 * the editor.
 */
async function preview(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  layout?: vscode.Uri | string,
): Promise<void> {
  const uri = typeof layout === "string" ? vscode.Uri.parse(layout) : layout;
  if (uri) await vscode.window.showTextDocument(uri, { preview: true });
  openPreview(context, client);
}
