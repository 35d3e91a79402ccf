/** Messages that no well-behaved client sends: each request is still answered, and the server continues. */
import { beforeAll, describe, expect, test } from "vitest";
import { ErrorCodes } from "vscode-languageserver/node";
import { pullCapabilities, range, Server } from "../support/server.ts";

const uri = "file:///a.hvvm";
const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n';
const position = { line: 1, character: 3 };
const requests: readonly [method: string, parameters: object, empty: unknown][] = [
  ["textDocument/hover", { position }, null],
  ["textDocument/completion", { position }, []],
  ["textDocument/documentSymbol", {}, []],
  ["textDocument/diagnostic", {}, { kind: "full", items: [] }],
  ["textDocument/codeAction", { range: range(0, 0, 9, 9), context: { diagnostics: [] } }, []],
  ["hvvm/simulate", {}, null],
];

describe.each(requests)("%s", (method, parameters, empty) => {
  test("of a document that is not open has an empty answer", async () => {
    const server = await started();
    expect(await server.request(method, { textDocument: { uri: "file:///other.hvvm" }, ...parameters })).toEqual(empty);
    await expectAlive(server);
  });

  test("before initialize is refused with that reason", async () => {
    const server = new Server();
    const answer = server.request(method, { textDocument: { uri }, ...parameters });
    await expect(answer).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
    await server.request("initialize", { processId: null, rootUri: null, capabilities: {} });
    expect(await server.stop()).toBe(0);
  });

  test("after shutdown is refused with that reason", async () => {
    const server = await Server.initialized();
    await server.open(uri, text);
    await server.request("shutdown", undefined);
    const answer = server.request(method, { textDocument: { uri }, ...parameters });
    await expect(answer).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
    await server.notify("exit", undefined);
    expect(await server.exitCode).toBe(0);
  });

  test.each([[undefined], [{}], [[]], [{ textDocument: null }], [{ textDocument: "a" }]])(
    "with the parameters %j is answered",
    async (malformed) => {
      const server = await started();
      await server.request(method, malformed).catch((error) => expect(error.code).toBeLessThan(0));
      await expectAlive(server);
    },
  );
});

let shared: Promise<Server> | undefined;

function started(): Promise<Server> {
  shared ??= Server.initialized().then(async (server) => {
    await server.open(uri, text);
    return server;
  });
  return shared;
}

async function expectAlive(server: Server): Promise<void> {
  expect((await server.ask("documentSymbol", uri))[0].name).toBe("a");
}

describe("a position outside the text", () => {
  let server: Server;
  beforeAll(async () => {
    server = await started();
  });

  test.each([
    [{ line: 99, character: 0 }],
    [{ line: 0, character: 9999 }],
    [{ line: -1, character: -1 }],
    [{ line: 1.5, character: 0.5 }],
    [{ line: Number.MAX_SAFE_INTEGER, character: Number.MAX_SAFE_INTEGER }],
  ])("%j is answered", async (outside) => {
    const log = server.log.length;
    await server.ask("hover", uri, { position: outside });
    expect(await server.ask("completion", uri, { position: outside })).toBeInstanceOf(Array);
    const all = { range: { start: outside, end: outside }, context: { diagnostics: [] } };
    expect(await server.ask("codeAction", uri, all)).toBeInstanceOf(Array);
    expect(server.log.slice(log)).toEqual([]);
  });

  test("that is not a position is logged with the request's name and has an empty answer", async () => {
    const log = server.log.length;
    expect(await server.ask("hover", uri, {})).toBeNull();
    expect(server.log.slice(log)).toEqual([expect.stringMatching(/^hover failed: /)]);
  });
});

test("an unknown method is refused, and an unknown notification is ignored", async () => {
  const server = await started();
  await expect(server.request("hvvm/fly", {})).rejects.toMatchObject({ code: ErrorCodes.MethodNotFound });
  await server.notify("hvvm/fly", {});
  await expectAlive(server);
});

test("a change or close of a document that is not open does nothing", async () => {
  const server = await started();
  await server.change("file:///other.hvvm", 2, { text: "vm b {\n}\n" });
  await server.close("file:///other.hvvm");
  expect(await server.ask("documentSymbol", "file:///other.hvvm")).toEqual([]);
});

test.each([
  ["didOpen", {}],
  ["didOpen", { textDocument: { uri, languageId: "hvvm", version: 1 } }],
  ["didChange", { textDocument: { uri, version: 9 } }],
  ["didChange", { textDocument: { uri, version: 9 }, contentChanges: [{}] }],
  ["didChange", { textDocument: { uri, version: 9 }, contentChanges: [{ range: {}, text: "" }] }],
  ["didChange", { textDocument: { uri, version: 9 }, contentChanges: [null] }],
  ["didClose", {}],
])("%s with the parameters %j leaves the open layout unchanged", async (method, malformed) => {
  const server = await started();
  await server.notify(`textDocument/${method}`, malformed);
  await expectAlive(server);
});

test("after a change with a malformed part, the diagnostics match the resulting text", async () => {
  const server = await started();
  const other = "file:///part.hvvm";
  await server.open(other, text);
  expect(await server.diagnostics(other)).toEqual([]);
  await server.change(other, 2, { range: range(2, 0, 2, 1), text: "" }, {});
  expect((await server.diagnostics(other)).map(({ code }) => code)).toEqual(["unclosed-block"]);
});

test("a client that refuses every registration still gets its answers", async () => {
  const workspace = {
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  };
  const server = await Server.initialized({ ...pullCapabilities, workspace });
  await server.open("file:///refusing.hvvm", "vm web {\n");
  expect(await server.diagnostics("file:///refusing.hvvm")).not.toEqual([]);
  await server.stop();
});
