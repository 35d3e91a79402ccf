/** A server without a disk, as in a worker of the browser, and the configuration that its client reads for it. */
import { afterEach, expect, test } from "vitest";
import { filesOfClient } from "../../server/src/lsp/files-of-client.ts";
import { startServer } from "../../server/src/lsp/start-server.ts";
import { readFileRequest } from "../../server/src/protocol.ts";
import { pipedConnections } from "../support/piped.ts";

const scheme = "vscode-vfs://github/owner/layouts";
const uri = `${scheme}/sites/a.hvvm`;
const layout =
  'platform windows-server-2022\nhost h { volume "C:" optane }\nvm a { on h; integration-services off; ide 0:0 disk "C:\\a.vhdx" sparse boot }';
const inDisk = { line: 2, character: "vm a { on h; integration-services off; i".length };
const slowIde = '{ "ide.access": 20 }';

let end = () => {};
afterEach(() => end());

/** `files` by their path below the folder; `null` for one that cannot be read. */
async function serve(files: Record<string, string | null>, isTrusted = true) {
  const { server, client } = pipedConnections();
  const startThread = () => {
    throw new Error("Nothing is simulated here.");
  };
  const clientFiles = filesOfClient((file) => server.sendRequest(readFileRequest, { uri: file }));
  startServer(server, {
    rulePages: undefined,
    startThread,
    maxThreads: 1,
    files: clientFiles,
    findFile: async () => undefined,
    loadExchange: () => import("../../server/src/lsp/exchange.ts"),
  });
  const asked: string[] = [];
  const published = new Map<string, readonly { message: string }[]>();
  client.onRequest(readFileRequest, ({ uri: file }) => {
    asked.push(file);
    const text = files[file.replace(`${scheme}/`, "")];
    return text === undefined ? null : { text };
  });
  client.onNotification("textDocument/publishDiagnostics", (params) => {
    published.set(params.uri.replace(`${scheme}/`, ""), params.diagnostics);
  });
  client.listen();
  end = () => client.dispose();
  const capabilities = { textDocument: { diagnostic: {} } };
  await client.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions: { isTrusted },
  });
  const textDocument = { uri, languageId: "hvvm", version: 1, text: layout };
  await client.sendNotification("textDocument/didOpen", { textDocument });
  return {
    asked,
    published,
    changed: (path: string) =>
      client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: `${scheme}/${path}`, type: 2 }] }),
    hover: async () =>
      JSON.stringify(await client.sendRequest("textDocument/hover", { textDocument: { uri }, position: inDisk })),
    codes: async () => {
      const { items } = await client.sendRequest<{ items: { code: string }[] }>("textDocument/diagnostic", {
        textDocument: { uri },
      });
      return items.map(({ code }) => code);
    },
  };
}

test("the first answer has the severities and costs of the nearest configuration", async () => {
  const { hover, codes, published } = await serve({
    "hvvm.config.json": '{ "rules": { "old-word": "error" } }',
    "sites/hvvm.config.json": '{ "rules": { "old-word": "off" }, "costs": "../own.hvvm-costs.json" }',
    "own.hvvm-costs.json": slowIde,
  });
  expect(await hover()).toContain("(520 µs)");
  expect(await codes()).not.toContain("old-word");
  expect([...published]).toEqual([
    ["sites/hvvm.config.json", []],
    ["own.hvvm-costs.json", []],
  ]);
});

test("those of a parent folder apply, too, and each file is requested once", async () => {
  const { hover, codes, asked } = await serve({
    "hvvm.config.json": '{ "costs": "own.hvvm-costs.json" }',
    "own.hvvm-costs.json": slowIde,
  });
  const [answer] = await Promise.all([hover(), codes(), hover()]);
  expect(answer).toContain("(520 µs)");
  expect(asked).toEqual([
    `${scheme}/sites/hvvm.config.json`,
    `${scheme}/hvvm.config.json`,
    "vscode-vfs://github/owner/hvvm.config.json",
    "vscode-vfs://github/hvvm.config.json",
    `${scheme}/own.hvvm-costs.json`,
  ]);
});

test("a file that is changed, created or deleted is requested again", async () => {
  const files: Record<string, string | null> = {};
  const { hover, changed } = await serve(files);
  const standard = await hover();
  files["hvvm.config.json"] = '{ "costs": "own.hvvm-costs.json" }';
  files["own.hvvm-costs.json"] = slowIde;
  await changed("hvvm.config.json");
  expect(await hover()).toContain("(520 µs)");
  files["own.hvvm-costs.json"] = '{ "ide.access": 30 }';
  await changed("own.hvvm-costs.json");
  expect(await hover()).toContain("(780 µs)");
  delete files["hvvm.config.json"];
  await changed("hvvm.config.json");
  expect(await hover()).toBe(standard);
});

test("a file that changes while it is read is read again before anything is answered", async () => {
  const texts = ['{ "rules": {} }', "{}"];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const files = filesOfClient(async (file) => {
    if (file !== `${scheme}/sites/hvvm.config.json`) return null;
    const text = texts.shift()!;
    await held;
    return { text };
  });
  const coming = files.load!(uri, () => undefined);
  files.forget!();
  release();
  await coming;
  expect(files.find(uri)?.text).toBe("{}");
  expect(files.load!(uri, () => undefined)).toBeUndefined();
});

test("a file that cannot be read is reported", async () => {
  const { codes, published } = await serve({ "hvvm.config.json": null });
  await codes();
  expect(published.get("hvvm.config.json")).toMatchObject([{ message: "This file cannot be read." }]);
});

test("in a folder that is not trusted, nothing outside the configuration's folder is requested", async () => {
  const { hover, asked, published } = await serve(
    { "sites/hvvm.config.json": '{ "costs": "../own.hvvm-costs.json" }', "own.hvvm-costs.json": slowIde },
    false,
  );
  expect(await hover()).not.toContain("(520 µs)");
  expect(asked).not.toContain(`${scheme}/own.hvvm-costs.json`);
  expect(published.get("sites/hvvm.config.json")![0]!.message).toContain("not trusted");
});

test("a document outside all folders has no configuration", () => {
  const asked: string[] = [];
  const files = filesOfClient(async (file) => {
    asked.push(file);
    return { text: "{}" };
  });
  void files.load!("untitled:Untitled-1", () => undefined);
  expect(files.find("untitled:Untitled-1")).toBeUndefined();
  expect(asked).toEqual([]);
});
