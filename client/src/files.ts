/** Files as VS Code reads them, wherever they are: their names and their text. */
import * as vscode from "vscode";
import { decode } from "../../server/src/decode.ts";

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** As much as the server reads of a layout, a configuration or costs. */
export const maxLayoutBytes = 32 * 2 ** 20;

/** The text of a file in UTF-8 or UTF-16. Rejects with a sentence, or with what VS Code reports. */
export async function readText(uri: vscode.Uri, maxBytes: number): Promise<string> {
  const { fs } = vscode.workspace;
  const { type, size } = await fs.stat(uri);
  // A pipe would be waited for.
  if ((type & vscode.FileType.File) === 0) throw new Error("It is not a file.");
  if (size > maxBytes) throw new Error(`It is larger than ${maxBytes / 2 ** 20} MB.`);
  const text = decode(await fs.readFile(uri));
  if (text === undefined) throw new Error("It is not text in UTF-8 or UTF-16.");
  return text;
}
