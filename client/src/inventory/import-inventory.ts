/** **HVVM: Import Inventory…**: files of an inventory as a new, unsaved layout. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { importInventoriesRequest } from "../../../server/src/protocol.ts";
import { accepted, chooseInventories, readInventories } from "./inventory-files.ts";

/** `chosen` are files from the explorer's menu; without them the user is asked. */
export async function importInventory(
  client: BaseLanguageClient,
  chosen: readonly vscode.Uri[] | undefined,
): Promise<void> {
  const files = chosen ?? (await chooseInventories(vscode.l10n.t("Import Inventory")));
  const inventories = files && (await readInventories(files));
  if (!inventories) return;
  const answer = accepted(await client.sendRequest(importInventoriesRequest, { inventories, notation: "hvvm" }));
  if (!answer) return;
  const document = await vscode.workspace.openTextDocument({ language: "hvvm", content: answer.text });
  await vscode.window.showTextDocument(document);
}
