/** What the extension writes in a real VS Code: formatting on save, and a refactoring. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, openLayout } from "../support/editor.ts";

suite("edits of a layout", () => {
  test("saving formats a native layout where the user wants that", async () => {
    const settings = vscode.workspace.getConfiguration("editor", { languageId: "hvvm" });
    await settings.update("formatOnSave", true, vscode.ConfigurationTarget.Global, true);
    const { document } = await openLayout("messy.hvvm", "vm  a {\n");
    await diagnosticsOf(document.uri, (all) => all.length > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), 'IDE 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await settings.update("formatOnSave", undefined, vscode.ConfigurationTarget.Global, true);
    assert.equal(document.getText(), 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n');
  });
});
