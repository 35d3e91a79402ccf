/** The window's only preview: opened beside the editor, brought to the front, and restored after a window reload. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { layoutOnScreen } from "./layout-editors.ts";
import { newNonce, previewHtml } from "./preview-html.ts";
import { readChoiceText } from "./preview-messages.ts";
import { type AskedPlace, PreviewPanel } from "./preview-panel.ts";
import { followedIn, storedChoice } from "./stored-choice.ts";

const viewType = "hvvm.preview";

let current: PreviewPanel | undefined;

/** Shows the preview beside the editor, or brings it forward; at a VM or a disk of the layout on screen, if one is named. */
export function openPreview(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  place: AskedPlace | undefined,
): void {
  if (current) current.show();
  else current = createPreview(context, client);
  if (place) current.showPlace(place);
}

function createPreview(context: vscode.ExtensionContext, client: BaseLanguageClient): PreviewPanel {
  const panel = vscode.window.createWebviewPanel(
    viewType,
    "I/O path",
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { ...webviewOptions(context), enableFindWidget: true },
  );
  const preview = new PreviewPanel(context.workspaceState, client, panel, { uri: layoutOnScreen(), isLocked: false });
  fill(context, panel, preview, "");
  return preview;
}

/** Fills the panel of a preview that was open when the window was reloaded. */
export function restorePreview(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  panel: vscode.WebviewPanel,
  ownState: unknown,
): void {
  const kept = storedChoice(context.workspaceState);
  const followed = followedIn(readChoiceText(kept)) ??
    followedIn(ownState) ?? { uri: layoutOnScreen(), isLocked: false };
  panel.webview.options = webviewOptions(context);
  current = new PreviewPanel(context.workspaceState, client, panel, followed);
  fill(context, panel, current, kept);
}

function fill(context: vscode.ExtensionContext, panel: vscode.WebviewPanel, preview: PreviewPanel, kept: string): void {
  const { webview } = panel;
  const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist(context), name)).toString();
  panel.onDidDispose(() => {
    preview.dispose();
    if (current === preview) current = undefined;
  });
  webview.html = previewHtml({
    script: resource("preview.js"),
    style: resource("preview.css"),
    cspSource: webview.cspSource,
    nonce: newNonce(),
    kept,
  });
}

function webviewOptions(context: vscode.ExtensionContext): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [dist(context)] };
}

function dist(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, "dist");
}
