/** Inventories of hosts that the user chooses, as text in UTF-8 or UTF-16. */
import * as vscode from "vscode";
import type { InventoryFile, InventoryRefusal } from "../../../server/src/protocol.ts";
import { nameOf, readText } from "../files.ts";

/** The limit that the command line has, too. */
const maxBytes = 128 * 2 ** 20;

/** Asks for files; `undefined` if the user chooses none. */
export async function chooseInventories(title: string): Promise<readonly vscode.Uri[] | undefined> {
  const uris = await vscode.window.showOpenDialog({
    title,
    canSelectMany: true,
    filters: { [vscode.l10n.t("Inventories")]: ["json", "csv", "txt"], [vscode.l10n.t("All Files")]: ["*"] },
  });
  return uris && uris.length > 0 ? uris : undefined;
}

/** `undefined` if a file cannot be read, which is reported to the user. */
export async function readInventories(uris: readonly vscode.Uri[]): Promise<readonly InventoryFile[] | undefined> {
  const files: InventoryFile[] = [];
  for (const uri of uris) {
    const name = nameOf(uri);
    const text = await readText(uri, maxBytes).catch(() => undefined);
    if (text === undefined) {
      refuse(name);
      return undefined;
    }
    files.push({ name, text });
  }
  return files;
}

/** The inventory on the clipboard; `undefined` if it is too large, which is reported to the user. */
export async function inventoryOnClipboard(): Promise<InventoryFile | undefined> {
  const file = { name: "clipboard", text: await vscode.env.clipboard.readText() };
  if (file.text.length <= maxBytes) return file;
  refuse(file.name);
  return undefined;
}

/** The server's answer; `undefined` if there is none, or if it is a refusal, which is shown to the user. */
export function accepted<Answer extends object>(
  answer: Answer | InventoryRefusal | null,
): Exclude<Answer, InventoryRefusal> | undefined {
  if (!answer) return undefined;
  if (!("refusal" in answer)) return answer as Exclude<Answer, InventoryRefusal>;
  void vscode.window.showErrorMessage(answer.refusal);
  return undefined;
}

function refuse(name: string): void {
  void vscode.window.showErrorMessage(
    vscode.l10n.t("{0} cannot be read as text in UTF-8 or UTF-16 of at most 128 MB.", name),
  );
}
