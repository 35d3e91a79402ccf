/** The editors that show layouts: which one is on screen, going to a line, and writing a change. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ChangeEditParams, changeEditRequest, type OutlineRange } from "../../../server/src/protocol.ts";
import { servesDocument } from "../served-documents.ts";
import type { NamedChange } from "./preview-messages.ts";

/** The layout of the active editor, or else of any visible one. */
export function layoutOnScreen(): vscode.Uri | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors;
  return editors.find((editor) => servesDocument(editor.document))?.document.uri;
}

/** Selects the first line of the range if the file is open; the focus stays on the page. */
export async function revealLine(uri: vscode.Uri, range: OutlineRange): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const line = document.lineAt(Math.min(range.start.line, document.lineCount - 1));
  const open = editorOf(document);
  await vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    preserveFocus: true,
    selection: new vscode.Range(
      line.lineNumber,
      line.firstNonWhitespaceCharacterIndex,
      line.lineNumber,
      line.text.length,
    ),
  });
}

/**
 * Writes a change into the layout as one ordinary edit; answers with the reason if that is not possible. The editor
 * gets the focus, so that one undo takes the change back.
 */
export async function makeChange(
  client: BaseLanguageClient,
  uri: vscode.Uri,
  change: NamedChange,
): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const params: ChangeEditParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    ...change,
  };
  const result = await client.sendRequest(changeEditRequest, params);
  if (!result) return "The language server did not answer for this change.";
  if ("refusal" in result) return result.refusal;
  if (result.version !== document.version) return "The layout has changed in the meantime. Try again.";
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits([...result.edits]));
  if (!(await vscode.workspace.applyEdit(edit))) return "The editor rejected the change.";
  const [first] = result.edits;
  await showEdited(document, first && client.protocol2CodeConverter.asRange(first.range).start);
  return undefined;
}

/** Applies the language server's quick fix with that title as one ordinary edit; the editor gets the focus. */
export async function applyFix(uri: vscode.Uri, { start }: OutlineRange, title: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    new vscode.Range(start.line, start.character, start.line, start.character),
    vscode.CodeActionKind.QuickFix.value,
  );
  const edit = actions.find((action) => action.title === title)?.edit;
  if (!edit || !(await vscode.workspace.applyEdit(edit))) {
    await vscode.window.showWarningMessage(vscode.l10n.t("The layout has changed in the meantime. Try again."));
    return;
  }
  await showEdited(document, edit.get(document.uri)[0]?.range.start);
}

async function showEdited(document: vscode.TextDocument, place: vscode.Position | undefined): Promise<void> {
  await vscode.window.showTextDocument(document, {
    viewColumn: editorOf(document)?.viewColumn ?? vscode.ViewColumn.One,
    preserveFocus: false,
    ...(place ? { selection: new vscode.Range(place.line, place.character, place.line, place.character) } : {}),
  });
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}
