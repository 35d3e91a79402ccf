/** Exports in a real VS Code: the command, the target as a quick pick, the live document next to the layout. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openLayout } from "../support/editor.ts";

const layout = `platform windows-server-2022
vm web01 {
  ide 0:0 disk "D:\\VMs\\web01\\os.vhdx" fixed 40GB boot
}
`;

/** The text of the document as soon as it contains `part`; the last text if it never does. */
function textWith(document: vscode.TextDocument, part: string): Promise<string> {
  return new Promise((resolve) => {
    if (document.getText().includes(part)) return resolve(document.getText());
    const limit = setTimeout(() => done(), 20_000);
    const listening = vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
      if (changed === document && document.getText().includes(part)) done();
    });
    const done = () => {
      clearTimeout(limit);
      listening.dispose();
      resolve(document.getText());
    };
  });
}

function opened(scheme: string): Promise<vscode.TextDocument> {
  return new Promise((resolve) => {
    const listening = vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.uri.scheme !== scheme) return;
      listening.dispose();
      resolve(document);
    });
  });
}

suite("exports", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("the script is next to the layout and follows it", async () => {
    const { document } = await openLayout("export.hvvm", layout);
    const showing = opened("hvvm-export");
    const command = vscode.commands.executeCommand("hvvm.export", document.uri);
    const accepting = setInterval(() => {
      void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    }, 200);
    const shown = await showing;
    await command;
    clearInterval(accepting);
    assert.equal(shown.uri.path, "/export.ps1");
    assert.match(await textWith(shown, "$layout"), /Name = 'web01'/);
    const editor = vscode.window.visibleTextEditors.find(({ document: each }) => each === shown);
    assert.equal(editor?.viewColumn, vscode.ViewColumn.Two);
    const rename = (name: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(1, 3, 1, 8), name);
      return vscode.workspace.applyEdit(edit);
    };
    await rename("web02");
    assert.match(await textWith(shown, "web02"), /Name = 'web02'/);
    await vscode.commands.executeCommand("hvvm.restartServer");
    await rename("web03");
    assert.match(await textWith(shown, "web03"), /Name = 'web03'/);
  });
});
