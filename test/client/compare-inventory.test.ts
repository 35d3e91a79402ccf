/**
 * The comparison with an inventory survives a restart of the server: the new one gets the files again, as they are
 * then.
 */
import { beforeEach, expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";

const fake = vi.hoisted(() => ({
  diagnostics: new Map<string, readonly { message: string }[]>(),
  files: new Map<string, string>(),
  errors: [] as string[],
  executed: [] as unknown[][],
}));
const uri = (text: string) => ({ path: text, toString: () => text });
vi.mock("vscode", () => {
  const nothing = { dispose: () => {} };
  return {
    CodeAction: class {},
    CodeActionKind: { QuickFix: "quickfix" },
    Diagnostic: class {
      constructor(
        readonly range: unknown,
        readonly message: string,
      ) {}
    },
    DiagnosticSeverity: { Warning: 1 },
    FileType: { File: 1 },
    Disposable: { from: () => nothing },
    l10n: { t: (text: string) => text },
    languages: {
      createDiagnosticCollection: () => ({
        set: (layout: unknown, all: readonly { message: string }[]) => fake.diagnostics.set(String(layout), all),
        delete: (layout: unknown) => fake.diagnostics.delete(String(layout)),
      }),
      registerCodeActionsProvider: () => nothing,
      match: () => 10,
    },
    Range: class {},
    Uri: {
      parse: (text: string) => ({ path: text, toString: () => text }),
      from: ({ path }: { path: string }) => ({ path, toString: () => path }),
    },
    commands: { executeCommand: async (...given: unknown[]) => void fake.executed.push(given) },
    window: {
      activeTextEditor: { document: { uri: { path: "a.hvvm", toString: () => "a.hvvm" }, languageId: "hvvm" } },
      showErrorMessage: (message: string) => fake.errors.push(message),
      showInformationMessage: () => {},
    },
    workspace: {
      onDidChangeTextDocument: () => nothing,
      onDidCloseTextDocument: () => nothing,
      fs: {
        stat: async (file: unknown) => ({ type: 1, size: fake.files.get(String(file))!.length }),
        readFile: async (file: unknown) => new TextEncoder().encode(fake.files.get(String(file))!),
      },
    },
  };
});
vi.mock("vscode-languageclient", () => ({ State: { Running: 2 } }));
const { InventoryComparison } = await import("../../client/src/inventory/compare-inventory.ts");

/** A client whose server finds one difference: the text of the inventories that it has. A restart loses them. */
function client() {
  let known: string | undefined;
  let changed: (change: { newState: number }) => void = () => {};
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const restarted = () => {
    known = undefined;
    changed({ newState: 2 });
  };
  const fakeClient = {
    start: async () => {},
    code2ProtocolConverter: { asUri: String },
    onDidChangeState: (listener: typeof changed) => {
      changed = listener;
    },
    sendRequest: async (_type: unknown, { inventories }: { inventories?: readonly { text: string }[] }) => {
      known = inventories?.map(({ text }) => text).join() ?? known;
      return known === undefined ? null : { differences: [{ kind: "moved", message: known, range }], comparedCount: 1 };
    },
  };
  return { fakeClient: fakeClient as unknown as BaseLanguageClient, restarted };
}

const shown = () => fake.diagnostics.get("a.hvvm")?.map(({ message }) => message);

beforeEach(() => {
  fake.diagnostics.clear();
  Object.assign(fake, { errors: [], executed: [], files: new Map([["hv01.json", "as it was"]]) });
});

test("a server that was restarted compares again, with the inventory as it is then", async () => {
  const { fakeClient, restarted } = client();
  await new InventoryComparison(fakeClient).compare([uri("hv01.json")] as never);
  expect(shown()).toEqual(["as it was"]);
  fake.files.set("hv01.json", "as it is now");
  restarted();
  await vi.waitFor(() => expect(shown()).toEqual(["as it is now"]));
});

test("the differences of an inventory that no longer exists are removed, with a message", async () => {
  const { fakeClient, restarted } = client();
  await new InventoryComparison(fakeClient).compare([uri("hv01.json")] as never);
  fake.files.clear();
  restarted();
  await vi.waitFor(() => expect(shown()).toBeUndefined());
  expect(fake.errors).toHaveLength(1);
});
