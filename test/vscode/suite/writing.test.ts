/** Features for writing a layout in a real VS Code: completion, hints, lenses, signatures, colours. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openLayout } from "../support/editor.ts";

const layout = `platform windows-server-2022
host hv01 {
  volume "D:" hdd-7200 1TB
}
vm web01 {
  on hv01
  ide 0:0 disk "D:\\VMs\\os.vhdx" boot
  scsi 0:0 disk "D:\\VMs\\data.vhdx" fixed 40GB { load oltp }

}
`;

async function completionAt(document: vscode.TextDocument, position: vscode.Position) {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return items;
}

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === "string" ? label : label.label);

/** The text from the start of the item's edit, which VS Code matches against the item. */
function replacedBy(item: vscode.CompletionItem, document: vscode.TextDocument): string {
  const range = item.range instanceof vscode.Range ? item.range : item.range!.replacing;
  return document.getText(range);
}

suite("writing a layout", () => {
  test("taken slots are offered last and struck through, and the word at the cursor is replaced", async () => {
    const { document } = await openLayout("writing.hvvm", layout.replace("\n\n}", "\n  ide 0:\n}"));
    const items = await completionAt(document, new vscode.Position(8, 8));
    const slots = items
      .filter((item) => /^\d:\d/.test(labelOf(item)))
      .sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.deepEqual(slots.map(labelOf), ["0:1", "1:0", "1:1", "0:0 (taken)"]);
    assert.deepEqual(slots.at(-1)!.tags, [vscode.CompletionItemTag.Deprecated]);
    assert.equal(replacedBy(slots[0]!, document), "0:");
  });

  test("typing a slot lists it, and accepting it writes it", async () => {
    const editor = await openLayout("typing.hvvm", layout);
    editor.selection = new vscode.Selection(8, 0, 8, 0);
    await vscode.commands.executeCommand("type", { text: "  ide 1" });
    const items = await completionAt(editor.document, editor.selection.active);
    const slot = items.find((item) => labelOf(item) === "1:0")!;
    assert.equal(replacedBy(slot, editor.document), "1");
    assert.ok((slot.filterText ?? labelOf(slot)).startsWith(replacedBy(slot, editor.document)));
  });

  test("a path begins with a volume of the host, inside its quotes", async () => {
    const { document } = await openLayout("path.hvvm", layout.replace("\n\n}", '\n  scsi 0:1 disk "D"\n}'));
    const items = await completionAt(document, new vscode.Position(8, 18));
    const volume = items.find((item) => labelOf(item) === "D:\\")!;
    assert.ok(volume, `no volume among ${items.map(labelOf).join(", ")}`);
    assert.equal(replacedBy(volume, document), '"D"');
    assert.equal(volume.filterText, '"D:\\"');
  });

  test("JSON is completed with what its schema does not know, without duplicates", async () => {
    const text = '{ "hosts": { "hv01": { } }, "vms": { "a": { "on": "", "ide": { "0:0": { "dvd": null },  } } } }\n';
    const { document } = await openLayout("writing.hvvm.json", text);
    const labels = async (marker: string, by: number) => {
      const items = await completionAt(document, document.positionAt(text.indexOf(marker) + by));
      return items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text).map(labelOf);
    };
    assert.deepEqual(await labels('""', 1), ["hv01"]);
    const slots = await labels(",  } }", 2);
    assert.deepEqual(slots.filter((label) => /^\d:\d$/.test(label)).sort(), ["0:1", "1:0", "1:1"]);
    const properties = await labels('"on"', 0);
    assert.equal(new Set(properties).size, properties.length, `twice: ${properties.join(", ")}`);
  });

  test("inlay hints show transport, type and throughput; a setting turns them off", async () => {
    const { document } = await openLayout("hints.hvvm", layout);
    const hints = async () => {
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        whole,
      );
      return found.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
    };
    const [ide, type, scsi, throughput, ...others] = await hints();
    assert.deepEqual([ide, type, scsi, others], ["enlightened", "dynamic", "synthetic", []]);
    assert.match(throughput!, /^[\d,.]+ IOPS at /);
    const settings = vscode.workspace.getConfiguration("hvvm");
    await settings.update("inlayHints.enabled", false, vscode.ConfigurationTarget.Workspace);
    try {
      // The server requests the setting when it is notified of the change; the next request may arrive first.
      let left = await hints();
      for (let asked = 0; left.length > 0 && asked < 100; asked++) left = await hints();
      assert.deepEqual(left, []);
    } finally {
      await settings.update("inlayHints.enabled", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test("code lenses show slots and bottleneck of the VM, and open its preview or export", async () => {
    const { document } = await openLayout("lenses.hvvm", layout);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      10,
    );
    // The command returns those that already have a title first.
    const [preview, exporting, slots, bottleneck, ...others] = lenses.map(({ command }) => command!);
    assert.equal(slots!.title, "IDE 1 of 4, SCSI 1 of 256");
    assert.match(bottleneck!.title, /^SCSI 0:0: [\d,.]+ IOPS, limited by disk D: on hv01$/);
    assert.deepEqual([preview!.title, preview!.command, others], ["Preview", "hvvm.preview", []]);
    assert.deepEqual([exporting!.title, exporting!.command], ["Export", "hvvm.export"]);
    assert.deepEqual(preview!.arguments, [document.uri.toString(), "web01"]);
  });

  test("a signature is shown while a device is written", async () => {
    const { document } = await openLayout(
      "signature.hvvm",
      layout.replace("\n\n}", '\n  scsi 0:1 disk "D:\\\\a.vhdx" \n}'),
    );
    const end = document.lineAt(8).range.end;
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      "vscode.executeSignatureHelpProvider",
      document.uri,
      end,
    );
    const active = help.signatures[help.activeSignature]!;
    assert.equal(active.label, "scsi SLOT disk FILE [TYPE] [SIZE] [boot] [shared] [{ … }]");
    const [start, behind] = active.parameters[active.activeParameter ?? help.activeParameter]!.label as [
      number,
      number,
    ];
    assert.equal(active.label.slice(start, behind), "[TYPE]");
  });

  test("words are coloured by what they mean", async () => {
    const { document } = await openLayout("colours.hvvm", layout);
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      "vscode.provideDocumentSemanticTokensLegend",
      document.uri,
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      "vscode.provideDocumentSemanticTokens",
      document.uri,
    );
    const types = Array.from({ length: 4 }, (_, index) => legend.tokenTypes[tokens.data[index * 5 + 3]!]);
    assert.deepEqual(types, ["keyword", "enumMember", "keyword", "class"]);
  });
});
