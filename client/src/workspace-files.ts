/** Reads files of the workspace for a language server without access to a disk. Nothing outside the workspace folders is read. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FileText, readFileRequest } from "../../server/src/protocol.ts";
import { maxLayoutBytes, readText } from "./files.ts";

export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, ({ uri }) => fileText(vscode.Uri.parse(uri)));
}

async function fileText(uri: vscode.Uri): Promise<FileText | null> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return null;
  try {
    return { text: await readText(uri, maxLayoutBytes) };
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === "FileNotFound" ? null : { text: null };
  }
}
