/** Saves an export that is shown: asks where, and writes the file whole. */
import * as vscode from "vscode";
import { exportScheme } from "../../../server/src/protocol.ts";
import { layoutOf } from "../shown-documents.ts";

/** Beside its layout unless the user chooses another place. `shown` is given by the button in the editor's title. */
export async function saveExport(shown?: unknown): Promise<void> {
  const uri = shown instanceof vscode.Uri ? shown : vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== exportScheme) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const layout = layoutOf(uri);
  const beside = layout.scheme === "untitled" ? undefined : vscode.Uri.joinPath(layout, "..", uri.path);
  const target = await vscode.window.showSaveDialog({
    ...(beside ? { defaultUri: beside } : {}),
    title: vscode.l10n.t("Save the export"),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(document.getText()));
    await vscode.window.showTextDocument(target, { preview: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t("The export could not be saved: {0}", reason));
  }
}
