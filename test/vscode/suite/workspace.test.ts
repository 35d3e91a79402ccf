/** A new layout, diagnostics of files that are not open, and the check task. */
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { codesOf, diagnosticsOf, openLayout } from "../support/editor.ts";

const bad = 'vm web {\n  ide 0:0 disk "C:\\VMs\\a\\os.vhdx" boot\n  scsi 9:0 disk "C:\\VMs\\a\\b.vhdx"\n}\n';

suite("the workspace", () => {
  suiteSetup(() => openLayout("workspace.hvvm", "vm web {\n}\n"));

  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("a new layout opens without findings", async () => {
    await vscode.commands.executeCommand("hvvm.newLayout");
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, "hvvm");
    assert.equal(document.isUntitled, true);
    const symbols = await vscode.commands.executeCommand<unknown[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.ok(symbols.length > 0);
    assert.deepEqual(codesOf(vscode.languages.getDiagnostics(document.uri)), []);
  });

  test("a layout that is not open is checked, and again when it changes on disk", async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, "unopened.hvvm");
    const write = (text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await write(bad);
    const isFound = (found: readonly vscode.Diagnostic[]) => found.length > 0;
    assert.deepEqual(codesOf(await diagnosticsOf(uri, isFound)), ["scsi-controller-out-of-range"]);
    await write(bad.replace("9:0", "0:0"));
    assert.deepEqual(await diagnosticsOf(uri, (found) => found.length === 0), []);
    await vscode.workspace.fs.delete(uri);
  });

  test("a closed editor leaves the findings of the file on disk", async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, "closing.hvvm");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(bad));
    // A document that an extension opens stays open for minutes; one that an editor opens is closed with it.
    await vscode.commands.executeCommand("vscode.open", uri);
    const isFound = (found: readonly vscode.Diagnostic[]) => found.length > 0;
    await diagnosticsOf(uri, isFound);
    const closed = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() !== uri.toString()) return;
        listening.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await closed;
    assert.deepEqual(codesOf(await diagnosticsOf(uri, isFound)), ["scsi-controller-out-of-range"]);
    await vscode.workspace.fs.delete(uri);
    assert.deepEqual(await diagnosticsOf(uri, (found) => found.length === 0), []);
  });

  test("the check task finds what the editor finds, in lines for the problem matcher, and lists no problem twice", async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, "task.hvvm"), new TextEncoder().encode(bad));
    const [task] = await vscode.tasks.fetchTasks({ type: "hvvm" });
    const { process: program, args, options } = task!.execution as vscode.ProcessExecution;
    const output = outputOf(() =>
      execFileSync(program, args, { cwd: options!.cwd!, env: options!.env!, encoding: "utf8" }),
    );
    const extension = vscode.extensions.getExtension("hvvm.hvvm")!.extensionPath;
    const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
    const { regexp, file, line, severity, code } = manifest.contributes.problemPatterns[0];
    const found = output.split("\n").flatMap((text) => {
      const match = new RegExp(regexp).exec(text);
      return match?.[file] === "task.hvvm" ? [[match[line], match[severity], match[code]]] : [];
    });
    assert.deepEqual(found, [["3", "error", "scsi-controller-out-of-range"]]);
    assert.deepEqual(task!.problemMatchers, []);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, "task.hvvm"));
  });
});

/** Also works for a program that fails with an exit code, as a check that finds errors does. */
function outputOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}
