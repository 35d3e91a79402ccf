/**
 * The preview follows the configuration: which changes make a client simulate again, and its answer while the costs are
 * unknown.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderWith } from "../support/cli.ts";
import { Server } from "../support/server.ts";

const layout = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" fixed boot { load oltp }\n}\n';
const configuration = '{ "costs": "own.hvvm-costs.json" }';
const slow = '{ "media.ssd-sata.readRate": 100, "media.ssd-sata.writeRate": 80 }';

let folder: string;
let server: Server;
const uri = (name: string) => pathToFileURL(join(folder, name)).href;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const changed = (name: string, type: 1 | 2 | 3 = 2) =>
  server.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri(name), type }] });

async function start(files: Readonly<Record<string, string>>, options: object = { refreshesSimulation: true }) {
  folder = folderWith(files);
  await server.request("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: options,
  });
  await server.notify("initialized", {});
  await server.open(uri("a.hvvm"), layout);
}

const simulate = () =>
  server.request("hvvm/simulate", { textDocument: { uri: uri("a.hvvm") }, requests: 2000, quickRun: true });
const throughput = async (): Promise<number> => (await simulate()).report.disks[0].throughputIops;

/** How often the client was notified, once all messages so far are answered. */
async function notifications(): Promise<number> {
  await server.ask("documentSymbol", uri("a.hvvm"));
  return server.received.filter((message) => "method" in message && message.method === "hvvm/refreshSimulation").length;
}

beforeEach(() => {
  server = new Server();
});
afterEach(() => server.stop());

describe("a client that refreshes simulations is notified, and the next one has the new figures", () => {
  test("when the costs file is changed, deleted and created", async () => {
    await start({ "hvvm.config.json": configuration, "own.hvvm-costs.json": "{}" });
    const standard = await throughput();
    expect(await notifications()).toBe(0);
    write("own.hvvm-costs.json", slow);
    await changed("own.hvvm-costs.json");
    expect(await notifications()).toBe(1);
    expect(await throughput()).toBeLessThan(standard / 2);
    rmSync(join(folder, "own.hvvm-costs.json"));
    await changed("own.hvvm-costs.json", 3);
    expect(await notifications()).toBe(2);
    await expect(simulate()).rejects.toThrow('"own.hvvm-costs.json" cannot be read.');
    write("own.hvvm-costs.json", "{}");
    await changed("own.hvvm-costs.json", 1);
    expect(await notifications()).toBe(3);
    expect(await throughput()).toBe(standard);
  });

  test("when the configuration is created, no longer names costs, and is deleted", async () => {
    await start({ "own.hvvm-costs.json": slow });
    const standard = await throughput();
    write("hvvm.config.json", configuration);
    await changed("hvvm.config.json", 1);
    expect(await notifications()).toBe(1);
    const { report, costsFile } = await simulate();
    expect(report.disks[0].throughputIops).toBeLessThan(standard / 2);
    expect(costsFile).toBe("own.hvvm-costs.json");
    write("hvvm.config.json", "{}");
    await changed("hvvm.config.json");
    expect(await throughput()).toBe(standard);
    rmSync(join(folder, "hvvm.config.json"));
    await changed("hvvm.config.json", 3);
    expect(await notifications()).toBe(3);
    expect(await simulate()).not.toHaveProperty("costsFile");
  });

  test("when the settings change, because the problems next to the picture then have other severities", async () => {
    await start({});
    await server.notify("workspace/didChangeConfiguration", { settings: { hvvm: { rules: { "old-word": "off" } } } });
    expect(await notifications()).toBe(1);
  });
});

test("saving another layout does not update the picture, because a simulation reads one layout", async () => {
  await start({ "b.hvvm": layout });
  await changed("b.hvvm");
  expect(await notifications()).toBe(0);
});

test("a client that does not refresh simulations is not sent a request that it does not know", async () => {
  await start({ "hvvm.config.json": configuration, "own.hvvm-costs.json": "{}" }, {});
  await throughput();
  await changed("own.hvvm-costs.json");
  expect(await notifications()).toBe(0);
});

describe("a simulation is refused with the file, the line and the fault, as on the command line", () => {
  test.each([
    ["own.hvvm-costs.json", configuration, '{\n  "g.issue": }', '"own.hvvm-costs.json", line 2: '],
    [
      "own.hvvm-costs.json",
      configuration,
      '{\n  "g.isue": 8\n}',
      '"own.hvvm-costs.json", line 2: The cost table has no "g.isue". Did you mean "g.issue"?',
    ],
    ["hvvm.config.json", '{\n  "costs": }', "{}", '"hvvm.config.json", line 2: '],
    ["hvvm.config.json", '{ "costs": 1 }', "{}", '"hvvm.config.json", line 1: "costs" is the path of a costs file.'],
    ["hvvm.config.json", '{ "cost": "x" }', "{}", '"hvvm.config.json", line 1: "cost" is not a setting.'],
  ])("in %s: %j, %j", async (_name, config, costs, message) => {
    await start({ "hvvm.config.json": config, "own.hvvm-costs.json": costs });
    await expect(simulate()).rejects.toThrow(message);
  });

  test("but not for an unknown rule, which does not affect the figures", async () => {
    await start({ "hvvm.config.json": '{ "rules": { "old-wrod": "off" } }' });
    expect(await simulate()).toHaveProperty("report");
  });
});

test("each file that figures depend on is watched once, whatever its name and location", async () => {
  const asked: { id: string; globPattern: unknown }[] = [];
  server.connection.onRequest("client/registerCapability", ({ registrations }) => {
    for (const { id, registerOptions } of registrations)
      for (const { globPattern } of registerOptions.watchers) asked.push({ id, globPattern });
  });
  folder = folderWith({ "hvvm.config.json": '{ "costs": "../our [measured] costs.json" }' });
  const didChangeWatchedFiles = { dynamicRegistration: true, relativePatternSupport: true };
  await server.request("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { didChangeWatchedFiles } },
  });
  await server.notify("initialized", {});
  await server.open(uri("a.hvvm"), layout);
  await server.ask("documentSymbol", uri("a.hvvm"));
  await changed("hvvm.config.json");
  await server.ask("documentSymbol", uri("a.hvvm"));
  const single = asked.filter(({ globPattern }) => typeof globPattern === "object");
  expect(single.map(({ globPattern }) => globPattern)).toEqual([
    { baseUri: uri("").replace(/\/$/, ""), pattern: "hvvm.config.json" },
    { baseUri: uri("..").replace(/\/$/, ""), pattern: "our ?measured? costs.json" },
  ]);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(3);
});
