/** Which documents the language server serves: the layouts, in either notation. */
import * as vscode from "vscode";

export const documentSelector = [{ language: "hvvm" }, { pattern: "**/*.hvvm.json" }];

/** Whether the document is a layout. */
export function servesDocument(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}

/**
 * Whether the text may be edited in place. A read-only view, such as the old side of a comparison, an export or the
 * layout of the hosts, repeats the problems and names of a layout that is already listed.
 */
export function isEditable(uri: vscode.Uri): boolean {
  const { scheme } = uri;
  return (
    scheme === "untitled" ||
    vscode.workspace.fs.isWritableFileSystem(scheme) === true ||
    vscode.workspace.getWorkspaceFolder(uri) !== undefined
  );
}

/** Whether an editor shows a layout or is about to: its tab appears some 100 ms before its text is loaded. */
export function isLayoutOpen(): boolean {
  const shown = vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.input);
  return (
    vscode.workspace.textDocuments.some(servesDocument) ||
    shown.some((input) => input instanceof vscode.TabInputText && /\.hvvm(\.json)?$/i.test(input.uri.path))
  );
}
