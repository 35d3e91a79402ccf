/** `hvvm/simulate` over the wire. What is simulated is tested with the simulation. */
import { beforeAll, expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { Server } from "../support/server.ts";

const uri = "file:///a.hvvm";
const text =
  'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" fixed boot\n  scsi 0:0 disk "D:\\VMs\\d.vhd" fixed { load oltp }\n}\n';

let server: Server;
beforeAll(async () => {
  server = await Server.initialized();
  await server.open(uri, text, 3);
});

const simulate = (parameters: object, of = uri) =>
  server.request("hvvm/simulate", { textDocument: { uri: of }, ...parameters });

test("the report has every disk of the version that the server holds", async () => {
  const { version, outline, report } = await simulate({ requests: 2000 });
  expect(version).toBe(3);
  expect(outline.vms[0].slots).toHaveLength(2);
  expect(report.disks.map(({ slot }: { slot: string }) => slot)).toEqual(["ide 0:0", "scsi 0:0"]);
});

test("one seed gives one report", async () => {
  const [a, b] = await Promise.all([simulate({ requests: 2000, seed: 5 }), simulate({ requests: 2000, seed: 5 })]);
  expect(a.report.disks).toEqual(b.report.disks);
});

test("a layout without disks has an outline and no report", async () => {
  await server.open("file:///empty.hvvm", "vm b {\n}\n");
  const answer = await simulate({}, "file:///empty.hvvm");
  expect(answer.outline.vms.map(({ name }: { name: string }) => name)).toEqual(["b"]);
  expect(answer).not.toHaveProperty("report");
});

test("one that is cancelled while it runs is answered without a report, and the next one runs", async () => {
  const source = new CancellationTokenSource();
  const parameters = { textDocument: { uri }, requests: 1_000_000 };
  const cancelled = server.connection.sendRequest<object | null>("hvvm/simulate", parameters, source.token);
  await server.ask("hover", uri, { position: { line: 0, character: 0 } });
  source.cancel();
  expect(await cancelled).not.toHaveProperty("report");
  expect(await simulate({ requests: 2000 })).toHaveProperty("report");
});

test("one is answered when its layout is changed and closed while it runs", async () => {
  await server.open("file:///gone.hvvm", text, 1);
  const running = simulate({ requests: 50_000 }, "file:///gone.hvvm");
  await server.change("file:///gone.hvvm", 2, { text: "" });
  await server.close("file:///gone.hvvm");
  const { version, report } = await running;
  expect(version).toBe(1);
  expect(report.disks).toHaveLength(2);
});

test("a number of requests out of bounds is moved into them", async () => {
  expect(await simulate({ requests: -5 })).toHaveProperty("report");
});
