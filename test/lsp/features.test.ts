/** The server's answers as they are sent over the wire. Their contents are tested with the features. */
import { beforeAll, describe, expect, test } from "vitest";
import { pullCapabilities, range, Server } from "../support/server.ts";

const uri = "file:///a.hvvm";
const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" sparse boot\n  \n}\n';

describe("initialize", () => {
  test("pull diagnostics are announced to a client that supports them, and none are pushed to it", async () => {
    const server = new Server();
    const { capabilities, serverInfo } = await server.request("initialize", {
      processId: null,
      rootUri: null,
      capabilities: pullCapabilities,
    });
    expect(serverInfo.name).toBe("hvvm");
    expect(capabilities.diagnosticProvider).toEqual({ interFileDependencies: false, workspaceDiagnostics: true });
    await server.open(uri, text);
    expect((await server.diagnostics(uri)).map(({ code }) => code)).toEqual(["old-word"]);
    await server.close(uri);
    expect(await server.diagnostics(uri)).toEqual([]);
    expect(server.published).toEqual([]);
    expect(await server.stop()).toBe(0);
  });

  test("any other client receives them with their version, and an empty list at the end", async () => {
    const server = new Server();
    const { capabilities } = await server.request("initialize", { processId: null, rootUri: null, capabilities: {} });
    expect(capabilities.diagnosticProvider).toBeUndefined();
    await server.open(uri, text, 7);
    await server.change(uri, 8, { range: range(1, 31, 1, 37), text: "dynamic" });
    await server.close(uri);
    await server.ask("documentSymbol", uri);
    const sent = server.published.map((params) => [params.uri, params.version, params.diagnostics.map((d) => d.code)]);
    expect(sent).toEqual([
      [uri, 7, ["old-word"]],
      [uri, 8, []],
      [uri, undefined, []],
    ]);
    expect(await server.stop()).toBe(0);
  });

  test("exit without shutdown is a failure", async () => {
    const server = await Server.initialized();
    await server.notify("exit", undefined);
    expect(await server.exitCode).toBe(1);
  });
});

describe("an open layout", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.initialized();
    await server.open(uri, text);
  });

  test("has diagnostics with a link to the rule's page", async () => {
    const [found] = await server.diagnostics(uri);
    expect(found).toMatchObject({ code: "old-word", source: "hvvm", severity: 4, range: range(1, 31, 1, 37) });
    expect(found!.codeDescription!.href).toMatch(/^file:.*\/docs\/rules\/old-word\.md$/);
  });

  test("has a hover", async () => {
    const answer = await server.ask("hover", uri, { position: { line: 1, character: 3 } });
    expect(answer.range).toEqual(range(1, 2, 1, 5));
    expect(answer.contents.kind).toBe("markdown");
  });

  test("has completion", async () => {
    const items = await server.ask("completion", uri, { position: { line: 2, character: 2 } });
    expect(items.map(({ label }: { label: string }) => label)).toContain("scsi");
  });

  test("has symbols", async () => {
    const [vm] = await server.ask("documentSymbol", uri);
    expect([vm.name, vm.children.map(({ name }: { name: string }) => name)]).toEqual(["a", ["ide 0:0"]]);
  });

  test.each([
    [undefined, ["quickfix", "quickfix"]],
    [["quickfix"], ["quickfix", "quickfix"]],
    [["source.fixAll.hvvm"], ["source.fixAll.hvvm"]],
    [["source.fixAll"], ["source.fixAll.hvvm"]],
    [["source"], ["source.fixAll.hvvm"]],
    [["source.fixAll.other"], []],
    [["refactor"], []],
  ])("has code actions of the requested kinds: %j", async (only, kinds) => {
    const context = { diagnostics: [], ...(only ? { only } : {}) };
    const actions = await server.ask("codeAction", uri, { range: range(1, 33, 1, 33), context });
    expect(actions.map(({ kind }: { kind: string }) => kind)).toEqual(kinds);
  });

  test("is JSON by its name or its language", async () => {
    const json = '{ "vms": { "b": {} } }';
    await server.open("file:///b.hvvm.json", json);
    await server.notify("textDocument/didOpen", {
      textDocument: { uri: "untitled:1", languageId: "jsonc", version: 1, text: json },
    });
    for (const other of ["file:///b.hvvm.json", "untitled:1"]) {
      expect((await server.ask("documentSymbol", other))[0].name).toBe("b");
    }
  });
});
