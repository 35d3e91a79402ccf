import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type RequestedSimulation, requestedSimulation } from "../../server/src/core/forecast/requested-simulation.ts";
import { costs } from "./forecasts.ts";

const text = `load mine { request-size 32KB; queue-depth 3 }
vm a {
  scsi 0:0 disk "D:\\VMs\\a.vhdx" { load oltp }
  scsi 0:1 disk "D:\\VMs\\b.vhdx" { load idle }
  scsi 0:2 disk "D:\\VMs\\c.vhdx" { load { rate 100 } }
}`;
const ask = (asked: RequestedSimulation, of = text) => requestedSimulation(HvvmDocument.read(of, "hvvm"), costs, asked);
function jobOf(asked: RequestedSimulation, of?: string) {
  const read = ask(asked, of);
  if ("refusal" in read || !read.job) throw new Error(JSON.stringify(read));
  return read.job;
}

describe("another load", () => {
  const loadsOf = (load: string) =>
    jobOf({ load }).spec.vms[0]!.disks.map(({ slot, load: { sizes, queueDepth, rate } }) => [
      slot,
      sizes[0]!.bytes,
      queueDepth ?? rate,
    ]);

  test("is carried by every disk that is not idle, whether it is built in or defined in the file", () => {
    expect(loadsOf("Mine")).toEqual([
      ["scsi 0:0", 32_768, 3],
      ["scsi 0:2", 32_768, 3],
    ]);
    expect(loadsOf("backup").map(([slot]) => slot)).toEqual(["scsi 0:0", "scsi 0:2"]);
  });

  test("that is not defined is refused, with its name", () => {
    expect(ask({ load: "oltpp" })).toEqual({ refusal: 'There is no load "oltpp". Did you mean "oltp"?' });
    expect(ask({ load: "constructor" })).toHaveProperty("refusal");
  });

  test("that is idle leaves nothing to simulate", () => {
    expect(ask({ load: "idle" })).toEqual({});
  });
});

describe("other costs", () => {
  test("are used, and the rest stays as configured", () => {
    expect(jobOf({ costs: { chan: 6 } }).spec.costs).toEqual({ ...costs, chan: 6 });
  });

  test.each([
    ["an unknown id", { chann: 6 }, 'The cost table has no "chann". Did you mean "chan"?'],
    ["zero", { chan: 0 }, '"chan" is a number above 0 us.'],
    ["less than nothing", { chan: -1 }, '"chan" is a number from 0 to 1000000000 us.'],
    ["no number", { chan: "6" }, '"chan" is a number from 0 to 1000000000 us.'],
    ["infinity", { chan: Number.POSITIVE_INFINITY }, '"chan" is a number from 0 to 1000000000 us.'],
    ["nothing at all", { chan: null }, '"chan" is a number from 0 to 1000000000 us.'],
  ])("are refused for %s", (_, asked, refusal) => {
    expect(ask({ costs: asked })).toEqual({ refusal });
  });

  test("that may be absent may be zero", () => {
    expect(jobOf({ costs: { "ide.guestDelay": 0 } }).spec.costs["ide.guestDelay"]).toBe(0);
  });
});

test("the requested details are those of the first 16 disks and of the chosen one", () => {
  const many = Array.from(
    { length: 30 },
    (_, n) => `vm v${n} { scsi 0:0 disk "D:\\VMs\\${n}.vhdx" { load oltp } }`,
  ).join("\n");
  const first = Array.from({ length: 16 }, (_, n) => n);
  expect(jobOf({}, many).detailed).toEqual(first);
  expect(jobOf({ chosen: { vm: "v20", slot: "scsi 0:0" } }, many).detailed).toEqual([...first, 20]);
  expect(jobOf({ chosen: { vm: "v2", slot: "scsi 0:0" } }, many).detailed).toEqual(first);
  expect(jobOf({ chosen: { vm: "gone", slot: "scsi 0:0" } }, many).detailed).toEqual(first);
});

describe("a quick run", () => {
  test("has no comparisons, and only the details of the chosen disk", () => {
    const job = jobOf({ quickRun: true, chosen: { vm: "a", slot: "scsi 0:2" } });
    expect(job).toMatchObject({ isQuickRun: true, alternatives: [], detailed: [1] });
    expect(jobOf({}).alternatives.length).toBeGreaterThan(0);
  });

  test("without a chosen disk, or with one that the layout lacks, has details of the first ones", () => {
    expect(jobOf({ quickRun: true }).detailed).toEqual([0, 1]);
    expect(jobOf({ quickRun: true, chosen: { vm: "gone", slot: "scsi 0:2" } }).detailed).toEqual([0, 1]);
  });

  test("is not the same as a run of few requests", () => {
    expect(jobOf({ requests: 1 })).toMatchObject({ isQuickRun: false, detailed: [0, 1] });
  });
});
