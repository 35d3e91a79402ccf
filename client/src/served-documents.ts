/** Which documents the language server serves: the layouts, in either notation. */
import * as vscode from "vscode";

export const documentSelector = [{ language: "hvvm" }, { pattern: "**/*.hvvm.json" }];

/** Whether the document is a layout. */
export function servesDocument(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}
