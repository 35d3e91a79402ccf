/** The panel beside the editor that shows the simulated I/O path. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

export function openPreview(_context: vscode.ExtensionContext, _client: BaseLanguageClient): void {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel("hvvm.preview", "I/O path", column, {});
  panel.webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>I/O path</title>
</head>
<body><h1>I/O path</h1></body>
</html>`;
}
