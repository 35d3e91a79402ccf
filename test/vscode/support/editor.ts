/** Drives the real editor: opens layouts and waits for the extension's results. Nothing sleeps. */
import * as vscode from "vscode";

/** Writes `text` to a new file of the workspace and opens it in an editor. */
export async function openLayout(name: string, text: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** The diagnostics of a document as soon as `isExpected` accepts them; the last ones if it never does. */
export function diagnosticsOf(
  uri: vscode.Uri,
  isExpected: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const current = () => vscode.languages.getDiagnostics(uri);
    if (isExpected(current())) return resolve(current());
    const limit = setTimeout(() => done(), 60_000);
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      if (isExpected(current())) done();
    });
    const done = () => {
      clearTimeout(limit);
      listening.dispose();
      resolve(current());
    };
  });
}

/**
 * Resolves when layouts can be formatted: the server registers that after it has started, and VS Code chooses a
 * formatter only once its window is complete, which may be later than the first test.
 */
export async function formattingReady(): Promise<void> {
  const { document } = await openLayout("unformatted.hvvm", "vm  a {\n}\n");
  while (document.getText().startsWith("vm  a")) await vscode.commands.executeCommand("editor.action.formatDocument");
}

export function codesOf(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(typeof code === "object" ? code.value : code));
}

export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  return hovers
    .flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value)))
    .join("\n");
}

/** The position of the first `text` in the document. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text));
}

/** Resolves when a tab of that kind is open; if none ever opens, the test times out. */
export function tabOpened(isWanted: (input: unknown) => boolean): Promise<void> {
  const isThere = () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => isWanted(input)));
  if (isThere()) return Promise.resolve();
  return new Promise((resolve) => {
    const listening = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (!isThere()) return;
      listening.dispose();
      resolve();
    });
  });
}
