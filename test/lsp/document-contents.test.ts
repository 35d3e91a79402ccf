/**
 * `workspace/textDocumentContent`: exports, and a layout in the state of its hosts. Their contents are tested with the
 * exchange.
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import { exportScheme, hostsScheme } from "../../server/src/protocol.ts";
import { Server } from "../support/server.ts";

const [a, b] = ["file:///a.hvvm", "file:///b.hvvm"];
const ide = 'vm web { ide 0:0 disk "C:\\VMs\\a.vhdx" }';

let server: Server;
let refreshed: string[];
let onRefresh: () => void;
beforeEach(async () => {
  server = await Server.initialized();
  refreshed = [];
  onRefresh = () => {};
  server.connection.onRequest("workspace/textDocumentContent/refresh", ({ uri }: { uri: string }) => {
    refreshed.push(uri);
    onRefresh();
    return null;
  });
});
afterEach(() => server.stop());

const shown = (scheme: string, source: object) => `${scheme}:/name?${encodeURIComponent(JSON.stringify(source))}`;
const playbook = (layout: string) => shown(exportScheme, { layout, target: "ansible", vm: "web" });
const textOf = async (uri: string): Promise<string> =>
  (await server.request("workspace/textDocumentContent", { uri })).text;
/** Resolves when the client has been asked to reload that many documents. */
const refreshes = (count: number) =>
  new Promise<void>((resolve) => {
    onRefresh = () => {
      if (refreshed.length >= count) resolve();
    };
    onRefresh();
  });

test("an open layout is exported as it is now; for one that is not open, the document says so", async () => {
  await server.open(a!, ide);
  expect(await textOf(playbook(a!))).toContain("name: 'web'");
  await server.change(a!, 2, { text: 'vm web { scsi 0:0 disk "C:\\VMs\\a.vhdx" }' });
  expect(await textOf(playbook(a!))).toContain("# A layout with errors is not exported:");
  expect(await textOf(playbook(b!))).toBe("# The layout is not open: file:///b.hvvm\n");
});

test("when two layouts change at once, the documents of both are requested again", async () => {
  await server.open(a!, ide);
  await server.open(b!, ide);
  await textOf(playbook(a!));
  await textOf(playbook(b!));
  await server.change(a!, 2, { text: ide.replace("web", "one") });
  await server.change(b!, 2, { text: ide.replace("web", "two") });
  await refreshes(2);
  expect(refreshed.sort()).toEqual([playbook(a!), playbook(b!)]);
});

test("a layout in the state of its hosts follows the comparison", async () => {
  const moved = { VMName: "web", ControllerType: "IDE", ControllerNumber: 1, ControllerLocation: 0, DiskNumber: null };
  const inventories = [{ name: "hv01.json", text: JSON.stringify({ ...moved, Path: "C:\\VMs\\a.vhdx" }) }];
  const hosts = shown(hostsScheme, { layout: a });
  await server.open(a!, ide);
  expect(await textOf(hosts)).toBe("# The layout is not compared with an inventory.\n");
  await server.request("hvvm/compareInventories", { textDocument: { uri: a }, inventories });
  await refreshes(1);
  expect(refreshed).toEqual([hosts]);
  expect(await textOf(hosts)).toBe(ide.replace("0:0", "1:0"));
});

test("a URI without a layout gets a document that says so", async () => {
  expect(await textOf(`${exportScheme}:/name?{}`)).toBe("# The document names no layout.\n");
  for (const uri of [`${exportScheme}:/name`, `${exportScheme}:/name?%zz`])
    expect(await textOf(uri)).toBe("# The document could not be made.\n");
});
