/** Edits of the extension in a real VS Code: formatting on save, and a refactoring. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, formattingReady, openLayout } from "../support/editor.ts";

suite("edits of a layout", () => {
  test("saving formats a native layout if the user has enabled that", async () => {
    const settings = vscode.workspace.getConfiguration("editor", { languageId: "hvvm" });
    await settings.update("formatOnSave", true, vscode.ConfigurationTarget.Global, true);
    await formattingReady();
    const { document } = await openLayout("messy.hvvm", "vm  a {\n");
    await diagnosticsOf(document.uri, (all) => all.length > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), 'IDE 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await settings.update("formatOnSave", undefined, vscode.ConfigurationTarget.Global, true);
    assert.equal(document.getText(), 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n');
  });

  test("a refactoring moves a disk to SCSI, and undoing it gives the old text", async () => {
    const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n  ide 0:1 disk "D:\\VMs\\b.vhd"\n}\n';
    const { document } = await openLayout("moved.hvvm", text);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(2, 3, 2, 3),
      "refactor.move",
    );
    const move = actions.find(({ title }) => title.startsWith("Move to SCSI 0:0: "));
    assert.ok(move?.edit, `no such action among ${actions.map(({ title }) => title).join(", ")}`);
    await vscode.workspace.applyEdit(move.edit);
    assert.equal(document.lineAt(2).text, '  scsi 0:0 disk "D:\\VMs\\b.vhd"');
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });
});
