/** **HVVM: Paste Inventory as Layout**: the inventory on the clipboard as statements of the layout in the editor. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { pasteInventoryRequest } from "../../../server/src/protocol.ts";
import { accepted, inventoryOnClipboard } from "./inventory-files.ts";

/** One edit, which one undo takes back. Native layouts only: JSON is not assembled from pieces. */
export async function pasteInventory(client: BaseLanguageClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "hvvm") {
    void vscode.window.showErrorMessage(vscode.l10n.t("Open the .hvvm layout to paste into first."));
    return;
  }
  const { document, selection } = editor;
  const inventory = await inventoryOnClipboard();
  if (!inventory) return;
  const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const position = client.code2ProtocolConverter.asPosition(selection.active);
  const answer = accepted(await client.sendRequest(pasteInventoryRequest, { textDocument, position, inventory }));
  if (!answer) return;
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits([...answer.edits]));
  if (document.version !== answer.version || !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("The inventory was not pasted, because the layout has changed in the meantime."),
    );
    return;
  }
  editor.revealRange(new vscode.Range(selection.active, selection.active));
}
