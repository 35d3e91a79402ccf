/**
 * A workspace of ten thousand layouts: the server and the command line check all of them, and the server answers other
 * requests in the meantime.
 */
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { folderWith, hvvm } from "../support/cli.ts";
import { pullCapabilities, Server } from "../support/server.ts";

vi.setConfig({ hookTimeout: 60_000 });

const count = 10_000;
const bad = 'vm a { ide 9:0 disk "C:\\VMs\\os.vhd" }\n';
const nameOf = (at: number) => `site${at % 100}/rack${at % 7}/vm${at}.hvvm`;
const folder = folderWith(Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(at), bad])));

test("the command line lists each of them", { timeout: 120_000 }, () => {
  const { exitCode, out, err } = hvvm(["check", ".", "--format", "json"], { cwd: folder });
  expect({ exitCode, err }).toEqual({ exitCode: 1, err: "" });
  const { files, counts } = JSON.parse(out);
  expect(new Set(files.map(({ path }: { path: string }) => path)).size).toBe(count);
  expect(counts.error).toBe(count);
});

test("the server reports each of them, and answers a hover before it is done", { timeout: 120_000 }, async () => {
  const server = new Server();
  const rootUri = pathToFileURL(folder).href;
  await server.request("initialize", { processId: process.pid, rootUri, capabilities: pullCapabilities });
  await server.notify("initialized", {});
  await server.open("file:///open.hvvm", bad);
  const order: string[] = [];
  const whole = server.request("workspace/diagnostic", { previousResultIds: [] }).then((answer) => {
    order.push("whole");
    return answer as { items: { uri: string; items: { code: string }[] }[] };
  });
  const at = { textDocument: { uri: "file:///open.hvvm" }, position: { line: 0, character: 8 } };
  await server.request("textDocument/hover", at).then(() => order.push("hover"));
  const { items } = await whole;
  expect(order).toEqual(["hover", "whole"]);
  expect(new Set(items.map(({ uri }) => uri)).size).toBe(count);
  expect(items.every(({ items: [first] }) => first?.code === "ide-controller-out-of-range")).toBe(true);
  expect(await server.stop()).toBe(0);
});
