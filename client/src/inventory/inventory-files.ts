/** Inventories of hosts that the user chooses, as text in UTF-8 or UTF-16. */
import * as vscode from "vscode";
import type { InventoryFile } from "../../../server/src/protocol.ts";

/** As much as the command line reads. */
const maxBytes = 128 * 2 ** 20;

/** Asks for files; `undefined` if none is chosen. */
export async function chooseInventories(title: string): Promise<readonly vscode.Uri[] | undefined> {
  const uris = await vscode.window.showOpenDialog({
    title,
    canSelectMany: true,
    filters: { [vscode.l10n.t("Inventories")]: ["json", "csv", "txt"], [vscode.l10n.t("All Files")]: ["*"] },
  });
  return uris && uris.length > 0 ? uris : undefined;
}

/** `undefined` if one cannot be read, which is reported. */
export async function readInventories(uris: readonly vscode.Uri[]): Promise<readonly InventoryFile[] | undefined> {
  const files: InventoryFile[] = [];
  for (const uri of uris) {
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const text = await readText(uri);
    if (text === undefined) {
      refuse(name);
      return undefined;
    }
    files.push({ name, text });
  }
  return files;
}

/** The inventory on the clipboard; `undefined` if it is too large, which is said. */
export async function inventoryOnClipboard(): Promise<InventoryFile | undefined> {
  const file = { name: "clipboard", text: await vscode.env.clipboard.readText() };
  if (file.text.length <= maxBytes) return file;
  refuse(file.name);
  return undefined;
}

function refuse(name: string): void {
  void vscode.window.showErrorMessage(
    vscode.l10n.t("{0} cannot be read as text in UTF-8 or UTF-16 of at most 128 MB.", name),
  );
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxBytes) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const encoding =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? "utf-16le"
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? "utf-16be"
          : "utf-8";
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
