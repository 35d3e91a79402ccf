/** Reads files of the workspace for a language server that has no disk. Nothing outside the workspace's folders is read. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FileText, readFileRequest } from "../../server/src/protocol.ts";

/** As much as a server with a disk reads. */
const maxBytes = 32 * 2 ** 20;

export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, ({ uri }) => fileText(vscode.Uri.parse(uri)));
}

async function fileText(uri: vscode.Uri): Promise<FileText | null> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return null;
  const { fs } = vscode.workspace;
  try {
    const { type, size } = await fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > maxBytes) return { text: null };
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await fs.readFile(uri)) };
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === "FileNotFound" ? null : { text: null };
  }
}
