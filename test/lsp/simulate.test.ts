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

test("the report has every disk of the server's version of the layout", async () => {
  const { version, outline, report } = await simulate({ requests: 2000 });
  expect(version).toBe(3);
  expect(outline.vms[0].slots).toHaveLength(2);
  expect(report.disks.map(({ slot }: { slot: string }) => slot)).toEqual(["ide 0:0", "scsi 0:0"]);
});

test("one seed gives one report", async () => {
  const [a, b] = await Promise.all([simulate({ requests: 2000, seed: 5 }), simulate({ requests: 2000, seed: 5 })]);
  expect(a.report.disks).toEqual(b.report.disks);
});

test("another text is simulated instead of the open one, which stays unchanged", async () => {
  const other = { text: 'vm b {\n  scsi 0:0 disk "D:\\VMs\\d.vhd" { load oltp }\n}\n', notation: "hvvm" };
  const { report, state, outline } = await simulate({ requests: 2000, other });
  expect(report.disks.map(({ vm }: { vm: string }) => vm)).toEqual(["b"]);
  expect(report.whatIf).toEqual([]);
  expect(outline.problems.length).toBeGreaterThan(0);
  expect(state.devices.map(({ slot, text }: { slot: string; text: string }) => `${slot} ${text}`)).toEqual([
    'scsi 0:0 disk "D:\\VMs\\d.vhd" { load oltp }',
  ]);
  expect((await simulate({ requests: 2000 })).state.devices).toHaveLength(2);
  expect(await simulate({ requests: 2000, quickRun: true })).not.toHaveProperty("state");
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

test("a number of requests outside the limits is replaced by the nearest limit", async () => {
  expect(await simulate({ requests: -5 })).toHaveProperty("report");
});

test("the answer has the details of each disk, in the order of the report", async () => {
  const { report, details } = await simulate({ requests: 2000 });
  expect(details.map(({ vm, slot }: { vm: string; slot: string }) => [vm, slot])).toEqual(
    report.disks.map(({ vm, slot }: { vm: string; slot: string }) => [vm, slot]),
  );
});

test.each([
  ["an unknown load", { load: "oltpp" }, 'There is no load "oltpp". Did you mean "oltp"?'],
  ["an unknown cost", { costs: { chann: 6 } }, 'The cost table has no "chann". Did you mean "chan"?'],
  ["a cost of nothing", { costs: { chan: 0 } }, '"chan" is a number above 0 us.'],
])("%s is refused with a sentence", async (_, parameters, message) => {
  await expect(simulate(parameters)).rejects.toThrow(message);
});

interface Progress {
  readonly kind: "begin" | "report" | "end";
  readonly percentage?: number;
}

function progressOf(token: string): readonly Progress[] {
  const sent = server.received as readonly {
    readonly method?: string;
    readonly params?: { readonly token: string; readonly value: Progress };
  }[];
  return sent.flatMap(({ method, params }) =>
    method === "$/progress" && params?.token === token ? [params.value] : [],
  );
}

test("progress begins, rises in steps and ends", async () => {
  await simulate({ requests: 400_000, workDoneToken: "steps" });
  const values = progressOf("steps");
  expect(values[0]).toMatchObject({ kind: "begin", percentage: 0 });
  expect(values.at(-1)).toEqual({ kind: "end" });
  const percentages = values.slice(1, -1).map(({ kind, percentage }) => {
    expect(kind).toBe("report");
    return percentage!;
  });
  expect(percentages.length).toBeGreaterThan(1);
  expect(percentages.length).toBeLessThanOrEqual(10);
  expect(percentages).toEqual([...new Set(percentages)].sort((a, b) => a - b));
});

test("progress of a cancelled one ends, and nothing is reported after the end", async () => {
  const source = new CancellationTokenSource();
  const parameters = { textDocument: { uri }, requests: 1_000_000, workDoneToken: "cancelled" };
  const cancelled = server.connection.sendRequest<object | null>("hvvm/simulate", parameters, source.token);
  await server.ask("hover", uri, { position: { line: 0, character: 0 } });
  source.cancel();
  await cancelled;
  await simulate({ requests: 2000 });
  const kinds = progressOf("cancelled").map(({ kind }) => kind);
  expect(kinds[0]).toBe("begin");
  expect(kinds.indexOf("end")).toBe(kinds.length - 1);
});

test("without a token there is no progress", async () => {
  const before = server.received.length;
  await simulate({ requests: 20_000 });
  expect(server.received.slice(before).filter((message) => "method" in message)).toEqual([]);
});
