/** The commands of the palette, one line each; what they do lies elsewhere. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { restart } from "./language-client.ts";
import { newLayout } from "./new-layout.ts";
import { openPreview } from "./preview/open-preview.ts";

export function registerCommands(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const command = <T extends readonly unknown[]>(name: string, run: (...given: T) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  command("hvvm.preview", (layout?: vscode.Uri | string, vm?: unknown) => preview(context, client, layout, vm));
  command("hvvm.newLayout", newLayout);
  command("hvvm.showOutput", () => client.outputChannel.show());
  command("hvvm.restartServer", () => restart(client));
}

/**
 * From a menu of the explorer the layout comes along, from a code lens as text and with the name of its VM; it is shown,
 * because the preview follows the editor. Menus hand over more arguments than these.
 */
async function preview(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  layout: vscode.Uri | string | undefined,
  vm: unknown,
): Promise<void> {
  const uri = typeof layout === "string" ? vscode.Uri.parse(layout) : layout;
  if (uri) await vscode.window.showTextDocument(uri, { preview: true });
  openPreview(context, client, typeof vm === "string" ? vm : undefined);
}
