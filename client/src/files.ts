/** Files as VS Code reads and writes them, wherever they are: their names and their text. */
import * as vscode from "vscode";
import { decode } from "../../server/src/decode.ts";

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** The size limit that the server has for layouts, configurations and costs files. */
export const maxLayoutBytes = 32 * 2 ** 20;

/** The text of a file in UTF-8 or UTF-16. Rejects with a sentence for the user, or with VS Code's own error. */
export async function readText(uri: vscode.Uri, maxBytes: number): Promise<string> {
  const { fs } = vscode.workspace;
  const { type, size } = await fs.stat(uri);
  // Reading a pipe would block.
  if ((type & vscode.FileType.File) === 0) throw new Error("It is not a file.");
  if (size > maxBytes) throw new Error(`It is larger than ${maxBytes / 2 ** 20} MB.`);
  const text = decode(await fs.readFile(uri));
  if (text === undefined) throw new Error("It is not text in UTF-8 or UTF-16.");
  return text;
}

/**
 * Asks where to save, and writes the whole file; `undefined` if no place is chosen or the write fails (shown as
 * `failed`).
 */
export async function saveAs(
  dialog: vscode.SaveDialogOptions,
  content: Uint8Array,
  failed: (reason: string) => string,
): Promise<vscode.Uri | undefined> {
  const target = await vscode.window.showSaveDialog(dialog);
  if (!target) return undefined;
  try {
    await vscode.workspace.fs.writeFile(target, content);
    return target;
  } catch (error) {
    void vscode.window.showErrorMessage(failed(reasonOf(error)));
    return undefined;
  }
}

/** Why something failed, in few enough words for a message. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2000);
}
