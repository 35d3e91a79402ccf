/** Inventories in a real VS Code: import, comparison, and a quick fix. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, openLayout } from "../support/editor.ts";

const drive = (location: number) =>
  JSON.stringify({
    VMName: "web",
    ControllerType: 1,
    ControllerNumber: 0,
    ControllerLocation: location,
    Path: "D:\\VMs\\os.vhdx",
    DiskNumber: null,
  });
const layout = 'vm web {\n  generation 2\n  scsi 0:0 disk "D:\\VMs\\os.vhdx" boot\n}\n';

suite("inventories", () => {
  test("an inventory opens as a new layout", async () => {
    const file = await written("inventory.json", drive(0));
    await vscode.commands.executeCommand("hvvm.importInventory", file);
    const document = vscode.window.activeTextEditor!.document;
    assert.equal(document.languageId, "hvvm");
    assert.ok(document.isUntitled);
    assert.match(document.getText(), /vm web \{\n {2}scsi 0:0 disk "D:\\VMs\\os.vhdx"\n\}/);
  });

  test("an inventory on the clipboard is pasted at the cursor, and one undo takes it back", async () => {
    const { document } = await openLayout("pasted.hvvm", layout);
    await vscode.env.clipboard.writeText(drive(7));
    await vscode.commands.executeCommand("hvvm.pasteInventory");
    assert.ok(document.getText().startsWith(`${layout}\n# Imported from clipboard`), document.getText());
    assert.match(document.getText(), /scsi 0:7 disk/);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), layout);
  });

  test("a layout that differs is shown next to its hosts, and a quick fix adopts their state", async () => {
    const file = await written("moved.json", drive(3));
    const { document } = await openLayout("compared.hvvm", layout);
    await vscode.commands.executeCommand("hvvm.compareInventory", file);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.modified.toString(), document.uri.toString());
    const hosts = await vscode.workspace.openTextDocument(input.original);
    assert.equal(hosts.getText(), layout.replace("0:0", "0:3"));
    const ours = (all: readonly vscode.Diagnostic[]) => all.filter(({ source }) => source === "hvvm drift");
    const [found] = ours(await diagnosticsOf(document.uri, (all) => ours(all).length === 1));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found!.range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    const take = actions.find(({ title }) => title === "Take the host's state into the layout");
    assert.ok(take?.edit, actions.map(({ title }) => title).join(", "));
    await vscode.workspace.applyEdit(take.edit);
    assert.equal(document.getText(), layout.replace("0:0", "0:3"));
    await diagnosticsOf(document.uri, (all) => ours(all).length === 0);
  });
});

async function written(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}
