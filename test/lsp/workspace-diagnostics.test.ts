import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { canonical, WorkspaceLayouts } from "../../server/src/lsp/workspace-layouts.ts";
import { pullCapabilities, Server } from "../support/server.ts";

const bad = 'vm web { ide 0:0 disk "C:\\a\\os.vhdx"; scsi 9:0 disk "C:\\a\\data.vhdx" }\n';
const good = 'vm web { ide 0:0 disk "C:\\a\\os.vhdx" }\n';

let folder: string;
let server: Server;

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "hvvm layouts ")));
  server = new Server();
});

afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("layouts that are not open are checked, in both notations and in subfolders", async () => {
  write("one.hvvm", bad);
  write(
    "sites/two.hvvm.json",
    '{ "vms": { "web": { "ide": { "0:0": { "disk": "C:\\\\a\\\\b.vhdx" }, "7:0": { "dvd": null } } } } }',
  );
  write("node_modules/three.hvvm", bad);
  await start();
  expect(codesByFile(await pull())).toEqual({
    "one.hvvm": ["scsi-controller-out-of-range"],
    "two.hvvm.json": ["ide-controller-out-of-range"],
  });
});

test("only results that differ from those that the client has are sent again", async () => {
  write("one.hvvm", bad);
  write("two.hvvm", bad);
  await start();
  const first = await pull();
  expect(await pull(first)).toEqual([]);
  write("one.hvvm", good);
  await changed("one.hvvm", 2);
  expect(codesByFile(await pull(first))).toEqual({ "one.hvvm": [] });
});

test("a new layout is checked, and a deleted one no longer has findings", async () => {
  write("one.hvvm", bad);
  await start();
  const first = await pull();
  write("new.hvvm", bad);
  rmSync(join(folder, "one.hvvm"));
  await changed("new.hvvm", 1);
  await changed("one.hvvm", 3);
  const second = await pull(first);
  expect(codesByFile(second)).toEqual({ "new.hvvm": ["scsi-controller-out-of-range"], "one.hvvm": [] });
  expect(await pull(second)).toEqual([]);
});

test("nothing is cached for a layout outside the workspace, until it is inside", () => {
  const read = vi.fn(() => "");
  const inFolder = ["file:///w/a.hvvm"];
  const files = { layoutsBelow: () => inFolder, read };
  const layouts = new WorkspaceLayouts(files, () => ({ items: [], symbols: [] }));
  layouts.useFolders(["file:///w"]);
  const unknown = layouts.one("file:///elsewhere/0.hvvm");
  for (let n = 1; n < 1000; n++) expect(layouts.one(`file:///elsewhere/${n}.hvvm`)).toBe(unknown);
  expect(layouts.one("file:///w/b.hvvm")).toBe(unknown);
  expect(read).not.toHaveBeenCalled();
  inFolder.push("file:///w/b.hvvm");
  layouts.filesChanged([{ uri: "file:///w/b.hvvm", type: 1 }]);
  expect(layouts.one("file:///w/b.hvvm")).not.toBe(unknown);
  expect(read.mock.calls).toEqual([["file:///w/b.hvvm"]]);
});

test("an open layout has the editor's text; after it is closed, it has the text on disk", async () => {
  write("one.hvvm", bad);
  await start();
  await server.open(uriOf("one.hvvm"), good);
  expect(await pull()).toEqual([]);
  expect(await codesOf("one.hvvm")).toEqual([]);
  await server.close(uriOf("one.hvvm"));
  expect(codesByFile(await pull())).toEqual({ "one.hvvm": ["scsi-controller-out-of-range"] });
  expect(await codesOf("one.hvvm")).toEqual(["scsi-controller-out-of-range"]);
});

test("a layout that is deleted right after it was closed no longer has findings", async () => {
  write("one.hvvm", bad);
  await start();
  await server.open(uriOf("one.hvvm"), bad);
  await server.close(uriOf("one.hvvm"));
  expect(await codesOf("one.hvvm")).toEqual(["scsi-controller-out-of-range"]);
  rmSync(join(folder, "one.hvvm"));
  await changed("one.hvvm", 3);
  expect(codesByFile(await pull())).toEqual({ "one.hvvm": [] });
});

test("after a change of the configuration everything is sent again", async () => {
  write("one.hvvm", bad);
  await start();
  const first = await pull();
  write("hvvm.config.json", '{ "rules": { "scsi-controller-out-of-range": "off" } }');
  await changed("hvvm.config.json", 1);
  expect(codesByFile(await pull(first))).toEqual({ "one.hvvm": [] });
});

test("a file that is not text, or in an old encoding, is named, and the others are still checked", async () => {
  writeFileSync(join(folder, "picture.hvvm"), Uint8Array.of(0xff, 0xd8, 0, 0, 0x80));
  writeFileSync(join(folder, "windows-1252.hvvm"), Buffer.from("# Büro\n", "latin1"));
  write("one.hvvm", bad);
  await start();
  const reports = await pull();
  expect(codesByFile(reports)).toMatchObject({ "one.hvvm": ["scsi-controller-out-of-range"] });
  const unreadable = reports.filter(({ uri }) => !uri.endsWith("one.hvvm")).map(({ items }) => items);
  const item = { severity: 1, message: expect.stringMatching(/^This file cannot be read, .* UTF-8 or UTF-16/) };
  expect(unreadable).toEqual([[expect.objectContaining(item)], [expect.objectContaining(item)]]);
  write("windows-1252.hvvm", good);
  await changed("windows-1252.hvvm", 2);
  expect(codesByFile(await pull(reports))).toEqual({ "windows-1252.hvvm": [] });
});

test("nothing outside the workspace is read", async () => {
  write("inside/one.hvvm", good);
  write("outside.hvvm", bad);
  await start("inside");
  expect(codesByFile(await pull())).toEqual({ "one.hvvm": [] });
  expect(await codesOf("outside.hvvm")).toEqual([]);
});

test.runIf(process.platform !== "win32").each([
  ["is not read where the folder is not trusted", false, [undefined]],
  ["is read where the folder is trusted", true, ["scsi-controller-out-of-range"]],
])("a layout that is a link to the outside %s", async (_what, isTrusted, codes) => {
  write("outside.txt", bad);
  write("inside/real.hvvm", bad);
  symlinkSync(join(folder, "outside.txt"), join(folder, "inside/outside.hvvm"));
  symlinkSync(join(folder, "inside/real.hvvm"), join(folder, "inside/within.hvvm"));
  await start("inside", isTrusted);
  expect(codesByFile(await pull())).toEqual({
    "outside.hvvm": codes,
    "real.hvvm": ["scsi-controller-out-of-range"],
    "within.hvvm": ["scsi-controller-out-of-range"],
  });
});

test("an added folder is checked, a removed one is forgotten", async () => {
  write("a/one.hvvm", bad);
  write("b/two.hvvm", bad);
  await start("a");
  const first = await pull();
  const event = { added: [{ uri: uriOf("b"), name: "b" }], removed: [{ uri: uriOf("a"), name: "a" }] };
  await server.notify("workspace/didChangeWorkspaceFolders", { event });
  expect(codesByFile(await pull(first))).toEqual({ "one.hvvm": [], "two.hvvm": ["scsi-controller-out-of-range"] });
});

test.each([
  ["file:///C%3A/VMs/a.hvvm", "file:///c:/VMs/a.hvvm"],
  ["file:///c:/VMs/a.hvvm", "file:///c:/VMs/a.hvvm"],
  ["file:///home/a%2Bb%20(c).hvvm", "file:///home/a+b%20(c).hvvm"],
  ["file:///home/a%23b%3Fc.hvvm", "file:///home/a%23b%3Fc.hvvm"],
  ["file:///home/100%.hvvm", "file:///home/100%.hvvm"],
])("%s is written %s", (uri, written) => expect(canonical(uri)).toBe(written));

interface Report {
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly { readonly code: string }[];
}

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

async function start(below = "", isTrusted = true): Promise<void> {
  const capabilities = { ...pullCapabilities, workspace: { workspaceFolders: true } };
  const workspaceFolders = [{ uri: uriOf(below), name: "layouts" }];
  await server.request("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities,
    workspaceFolders,
    initializationOptions: { isTrusted },
  });
  await server.notify("initialized", {});
}

async function pull(previous: readonly Report[] = []): Promise<readonly Report[]> {
  const previousResultIds = previous.map(({ uri, resultId }) => ({ uri, value: resultId }));
  return (await server.request("workspace/diagnostic", { previousResultIds })).items;
}

const changed = (name: string, type: 1 | 2 | 3): Promise<void> =>
  server.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(name), type }] });

const codesOf = async (name: string): Promise<unknown[]> =>
  (await server.diagnostics(uriOf(name))).map(({ code }) => code);

function codesByFile(reports: readonly Report[]): Readonly<Record<string, readonly string[]>> {
  const pairs = reports.map(({ uri, items }) => [uri.slice(uri.lastIndexOf("/") + 1), items.map(({ code }) => code)]);
  return Object.fromEntries(pairs);
}
