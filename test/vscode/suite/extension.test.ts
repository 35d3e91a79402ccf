/** The extension in a real VS Code: what an administrator sees while writing a layout. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { codesOf, diagnosticsOf, hoverText, openLayout, positionOf, tabOpened } from "../support/editor.ts";

const generation1 = `platform windows-server-2012-r2

vm web01 {
  generation 1

}
`;

suite("a layout in the editor", () => {
  test("opening one activates the extension, and a clean example has no diagnostics", async () => {
    const [example] = await vscode.workspace.findFiles("branch-office.hvvm");
    await vscode.window.showTextDocument(example!);
    const broken = await openLayout("broken.hvvm", "vm a {\n  ide 0:0 disk fixed\n}\n");
    const found = await diagnosticsOf(broken.document.uri, (all) => all.length > 0);
    assert.deepEqual(codesOf(found), ["missing-argument"]);
    assert.deepEqual(vscode.languages.getDiagnostics(example!), []);
  });

  test("a boot disk typed on SCSI is refused, and the quick fix repairs it", async () => {
    const { document } = await openLayout("typed.hvvm", generation1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(4, 0), '  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot');
    await vscode.workspace.applyEdit(edit);
    const found = await diagnosticsOf(document.uri, (all) => codesOf(all).includes("boot-disk-not-on-ide"));
    assert.deepEqual(codesOf(found), ["boot-disk-not-on-ide"]);
    assert.equal(document.getText(found[0]!.range), "boot");

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found[0]!.range,
    );
    const fix = actions.find(({ title }) => title === "Move the boot disk to IDE 0:0");
    assert.ok(fix?.edit, `no such fix among ${actions.map(({ title }) => title).join(", ")}`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.lineAt(4).text, /ide 0:0 disk/);
    assert.deepEqual(codesOf(await diagnosticsOf(document.uri, (all) => all.length === 0)), []);
  });

  test("hovering ide explains the path with figures, their load and their medium", async () => {
    const { document } = await openLayout(
      "hover.hvvm",
      'platform windows-server-2008\nvm web01 {\n  ide 0:0 disk "C:\\VMs\\os.vhd" fixed 40GB boot\n}\n',
    );
    const text = await hoverText(document.uri, positionOf(document, "ide 0:0"));
    assert.match(text, /uses the fast VMBus driver once the guest has started/);
    assert.match(text, /26 register exits/);
    assert.match(text, /15 requests a second on ssd-sata/);
    assert.match(text, /IOPS/);
  });

  test("completion offers free slots only", async () => {
    const { document } = await openLayout("slots.hvvm", 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n  ide \n}\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new vscode.Position(2, 6),
    );
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.deepEqual(
      labels.filter((label) => /^\d:\d$/.test(label)),
      ["0:1", "1:0", "1:1"],
    );
  });

  test("the outline shows VMs with their slots", async () => {
    const { document } = await openLayout("outline.hvvm", 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [["a", ["ide 0:0"]]],
    );
  });

  test("the JSON notation has the same diagnostics at its own positions", async () => {
    const text = '{ "vms": { "a": { "scsi": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "boot": true } } } } }\n';
    const { document } = await openLayout("layout.hvvm.json", text);
    const found = await diagnosticsOf(document.uri, (all) => codesOf(all).includes("boot-disk-not-on-ide"));
    const ours = found.filter(({ source }) => source === "hvvm");
    assert.deepEqual(codesOf(ours), ["boot-disk-not-on-ide"]);
    assert.equal(document.getText(ours[0]!.range), '"boot"');
  });

  test("VS Code's own JSON support completes the JSON notation from our schema", async () => {
    const text = '{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhd", "type": "" } }  } } }\n';
    const { document } = await openLayout("complete.hvvm.json", text);
    const labelsAt = async (position: vscode.Position) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
      );
      return list.items.map(({ label }) => (typeof label === "string" ? label : label.label).replaceAll('"', ""));
    };
    const properties = await labelsAt(document.positionAt(text.indexOf("  } } }") + 1));
    assert.ok(properties.includes("generation"), `no generation among ${properties.join(", ")}`);
    const types = await labelsAt(document.positionAt(text.indexOf('""') + 1));
    assert.ok(types.includes("differencing"), `no differencing among ${types.join(", ")}`);
  });

  test("nothing in the JSON notation is reported twice", async () => {
    const text = `{
  "vms": {
    "a": {
      "genration": 1,
      "generation": 3,
      "ide": {
        "0:0": { "disk": "C:\\\\VMs\\\\os.vhd", "size": "40GiB", "type": "fixd" },
        "0:x": { "dvd": null },
        "1:0": { },
      },
      "networks": [ { "legacy": "yes" } ]
    },
    "b": { "ide" { } }
  }
}
`;
    const { document } = await openLayout("twice.hvvm.json", text);
    await diagnosticsOf(document.uri, (all) => all.some(({ source }) => source === "hvvm"));
    await hoverText(document.uri, new vscode.Position(2, 6)); // The JSON support has answered, so it has validated as well.
    const found = await diagnosticsOf(document.uri, (all) => all.some(({ source }) => source !== "hvvm"));
    const places = found.map(({ range }) => `${range.start.line}:${range.start.character}`);
    assert.equal(new Set(places).size, places.length, `twice at one place: ${places.join(" ")}`);
    const others = found.filter(({ source }) => source !== "hvvm").map(({ message }) => message);
    assert.deepEqual(others, ["Colon expected"]);
    const ours = codesOf(found.filter(({ source }) => source === "hvvm"));
    assert.deepEqual(ours.slice(0, 3), ["unknown-statement", "invalid-value", "invalid-value"]);
  });

  test("a hover in the JSON notation explains the slot's path", async () => {
    const text = '{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhd", "boot": true } } } } }\n';
    const { document } = await openLayout("hover.hvvm.json", text);
    assert.match(await hoverText(document.uri, positionOf(document, '0:0"')), /uses the fast VMBus driver once/);
  });

  test("severities of the workspace's hvvm.config.json apply, and a change takes effect at once", async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const configuration = vscode.Uri.joinPath(folder, "hvvm.config.json");
    const write = (text: string) => vscode.workspace.fs.writeFile(configuration, new TextEncoder().encode(text));
    await write('{ "rules": { "no-boot-disk": "warning" } }');
    const { document } = await openLayout("configured.hvvm", "vm a {\n}\n");
    const severity = (wanted: vscode.DiagnosticSeverity) => (all: readonly vscode.Diagnostic[]) =>
      all.length === 1 && all[0]!.severity === wanted;
    const first = await diagnosticsOf(document.uri, severity(vscode.DiagnosticSeverity.Warning));
    assert.equal(first[0]?.severity, vscode.DiagnosticSeverity.Warning);
    await write('{ "rules": { "no-boot-disk": "off" } }');
    assert.deepEqual(await diagnosticsOf(document.uri, (all) => all.length === 0), []);
    await vscode.workspace.fs.delete(configuration);
    const last = await diagnosticsOf(document.uri, severity(vscode.DiagnosticSeverity.Error));
    assert.equal(last[0]?.severity, vscode.DiagnosticSeverity.Error);
  });

  test("a language server that crashes is restarted, and reports its findings", async function () {
    if (process.platform === "win32") this.skip(); // Its processes are found by ps.
    const { document } = await openLayout("crash.hvvm", "vm a {\n}\n");
    await diagnosticsOf(document.uri, (all) => codesOf(all).includes("no-boot-disk"));
    const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
    const [server] = processes
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((match) => Number(match?.[2]) === process.pid && match?.[3]?.includes("server.js"));
    assert.ok(server, "the language server is a child of the extension host");
    process.kill(Number(server[1]), "SIGKILL");
    // Until its end is noticed, messages to it fail.
    const asked = Array.from({ length: 12 }, () => hoverText(document.uri, new vscode.Position(0, 1)));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), "  ide 0:0 disk\n");
    await vscode.workspace.applyEdit(edit);
    const found = await diagnosticsOf(document.uri, (all) => codesOf(all).includes("missing-argument"));
    assert.deepEqual(codesOf(found), ["missing-argument"]);
    await Promise.all(asked);
    assert.notEqual(await hoverText(document.uri, new vscode.Position(0, 1)), "");
  });

  test("the preview opens next to the editor", async () => {
    await openLayout("preview.hvvm", 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n');
    await vscode.commands.executeCommand("hvvm.preview");
    await tabOpened((input) => input instanceof vscode.TabInputWebview && input.viewType.includes("hvvm.preview"));
  });
});
