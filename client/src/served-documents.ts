/** Which documents the language server serves: the layouts, in either notation. */
import * as vscode from "vscode";

export const documentSelector = [{ language: "hvvm" }, { pattern: "**/*.hvvm.json" }];

/** Whether the document is a layout. */
export function servesDocument(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}

/** Whether an editor shows a layout or is about to: its tab is there some 100 ms before its text, which it still waits for. */
export function isLayoutOpen(): boolean {
  const shown = vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.input);
  return (
    vscode.workspace.textDocuments.some(servesDocument) ||
    shown.some((input) => input instanceof vscode.TabInputText && /\.hvvm(\.json)?$/i.test(input.uri.path))
  );
}
