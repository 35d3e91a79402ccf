/** Saves the export that is shown: asks where to save it, and writes the whole file. */
import * as vscode from "vscode";
import { exportScheme } from "../../../server/src/protocol.ts";
import { saveAs } from "../files.ts";
import { layoutOf } from "../shown-documents.ts";

/** Proposes a file next to the layout. `shown` is passed by the button in the editor's title. */
export async function saveExport(shown?: unknown): Promise<void> {
  const uri = shown instanceof vscode.Uri ? shown : vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== exportScheme) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const layout = layoutOf(uri);
  const beside = layout.scheme === "untitled" ? undefined : vscode.Uri.joinPath(layout, "..", uri.path);
  const target = await saveAs(
    { ...(beside ? { defaultUri: beside } : {}), title: vscode.l10n.t("Save the export") },
    new TextEncoder().encode(document.getText()),
    (reason) => vscode.l10n.t("The export could not be saved: {0}", reason),
  );
  if (target) await vscode.window.showTextDocument(target, { preview: false });
}
