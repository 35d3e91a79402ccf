/** Navigation through a layout in a real VS Code: definitions, references, renames, folds. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codesOf, diagnosticsOf, openLayout, positionOf } from "../support/editor.ts";

const layout = `platform windows-server-2019
host hv01 {
  volume "D:" ssd-nvme
}
vm golden {
  on hv01
  generation 2
  scsi 0:0 disk "D:\\VMs\\base.vhdx" boot
}
vm web01 {
  on HV01
  generation 2
  scsi 0:0 disk "D:\\VMs\\web01.vhdx" boot {
    load web
  }
}
load spare { read 5% }
`;

/** Opens it, and waits until the server has found the load that no disk carries. */
async function open(name: string): Promise<vscode.TextDocument> {
  const { document } = await openLayout(name, layout);
  await diagnosticsOf(document.uri, (all) => all.length > 0);
  return document;
}

suite("navigation in the editor", () => {
  test("on leads to its host", async () => {
    const document = await open("definition.hvvm");
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      positionOf(document, "HV01"),
    );
    assert.ok(link);
    assert.equal(document.getText(link.targetSelectionRange), "hv01");
    assert.equal(link.targetSelectionRange?.start.line, 1);
    assert.equal(link.originSelectionRange && document.getText(link.originSelectionRange), "HV01");
  });

  test("a host has its references", async () => {
    const document = await open("references.hvvm");
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      positionOf(document, "hv01"),
    );
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [1, 5, 10],
    );
  });

  test("a host is renamed wherever it is named, in the form that its new name requires", async () => {
    const document = await open("rename.hvvm");
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      positionOf(document, "HV01"),
      "rack 1",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.deepEqual(
      [1, 5, 10].map((line) => document.lineAt(line).text.trim()),
      ['host "rack 1" {', 'on "rack 1"', 'on "rack 1"'],
    );
  });

  test("a rename that is not possible is refused with a sentence", async () => {
    const document = await open("refused.hvvm");
    await assert.rejects(
      async () =>
        vscode.commands.executeCommand(
          "vscode.executeDocumentRenameProvider",
          document.uri,
          positionOf(document, "golden"),
          "WEB01",
        ),
      /There is already a VM named "web01"/,
    );
  });

  test("blocks fold", async () => {
    const document = await open("folding.hvvm");
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]).sort((a, b) => a[0]! - b[0]!),
      [
        [1, 2],
        [4, 7],
        [9, 14],
        [12, 13],
      ],
    );
  });

  test("the JSON notation is renamed with its escapes", async () => {
    const json = '{ "hosts": { "h": {} }, "vms": { "a": { "on": "h" } } }\n';
    const { document } = await openLayout("rename.hvvm.json", json);
    await diagnosticsOf(document.uri, (all) => codesOf(all).includes("no-boot-disk"));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      positionOf(document, '"h"'),
      "a\\b",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), '{ "hosts": { "a\\\\b": {} }, "vms": { "a": { "on": "a\\\\b" } } }\n');
  });
});
