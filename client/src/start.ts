/** Connects the parts, whatever runs the server: output channel, client, preview, status. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Layouts } from "./activation.ts";
import { saveExport } from "./export/save-export.ts";
import { showExport } from "./export/show-export.ts";
import { InventoryComparison } from "./inventory/compare-inventory.ts";
import { importInventory } from "./inventory/import-inventory.ts";
import { pasteInventory } from "./inventory/paste-inventory.ts";
import { reportCrashes, restart } from "./language-client.ts";
import { openPreview, restorePreview } from "./preview/open-preview.ts";
import { refreshAfterRestart } from "./shown-documents.ts";
import { registerStatusItem } from "./status-item.ts";

/**
 * `createClient` creates the client, which logs to the given channel and is stopped with the extension. Nothing here
 * waits for the server: each request waits for it.
 */
export function start(
  context: vscode.ExtensionContext,
  createClient: (channel: vscode.LogOutputChannel) => BaseLanguageClient,
): Layouts {
  const channel = vscode.window.createOutputChannel("HVVM", { log: true });
  const client = createClient(channel);
  reportCrashes(client);
  void client.start();
  context.subscriptions.push(channel, { dispose: () => client.dispose() });
  context.subscriptions.push(registerStatusItem(client));
  context.subscriptions.push(refreshAfterRestart(client));
  const comparison = new InventoryComparison(client);
  context.subscriptions.push(comparison);
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (client.isRunning()) void restart(client);
    }),
  );
  return {
    async preview(layout, vm, slot) {
      // It is shown because the preview follows the editor.
      if (layout) await vscode.window.showTextDocument(layout, { preview: true });
      openPreview(context, client, vm === undefined ? undefined : { vm, slot });
    },
    exportLayout: (layout, vm) => showExport(client, layout, vm),
    saveExport,
    restore: (panel, ownState) => restorePreview(context, client, panel, ownState),
    importInventory: (files) => importInventory(client, files),
    pasteInventory: () => pasteInventory(client),
    compareInventory: (files) => comparison.compare(files),
    showOutput: () => channel.show(),
    restartServer: () => restart(client),
  };
}
