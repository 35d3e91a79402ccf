/** The band that costs of low confidence leave open equals the simulations with all of them at one end. */
import { describe, expect, test } from "vitest";
import { costTable } from "../../server/src/core/simulation/paths/cost-table.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { diskOf, simulated } from "../forecast/simulated.ts";

const layout = (device: string, load: string, vm = "generation 1; guest other") => `
platform windows-server-2022
host h { processors 32; volume "D:" ssd-sata 9TB; volume "E:" hdd-7200 9TB }
vm a {
  on h
  ${vm}
  processors 4
  ${device} { load { ${load}; random 100% } }
}`;
const emulated = layout('ide 0:0 disk "D:\\v\\a.vhd" fixed 40GB', "request-size 4KB; read 100%; queue-depth 4");
const whole = { isQuickRun: false, requests: 4000 };
const low = costTable.filter(({ confidence }) => confidence === "low");
const costsAt = (end: 0 | 1) => resolveCosts(Object.fromEntries(low.map(({ id, range }) => [id, range[end]]))).costs;

describe("a band", () => {
  test("spans the costs of low confidence, if the analytic engine has an estimate", () => {
    const { band, notes } = diskOf(simulated(emulated, whole), "ide 0:0");
    // In this path only times have low confidence, mainly register accesses of 4 to 20 us.
    const ends = ([1, 0] as const).map((end) => simulated(emulated, { costs: costsAt(end) }).disks[0]!);
    ends.forEach(({ throughputIops, responseTimeUs }, n) => {
      expect(band!.throughputIops[n]! / throughputIops!).toBeCloseTo(1, 1);
      expect(band!.responseTimeUs[1 - n]! / responseTimeUs.mean!).toBeCloseTo(1, 1);
    });
    expect(band!.throughputIops[1] / band!.throughputIops[0]).toBeGreaterThan(2.5);
    expect(notes.at(-1)).toMatch(
      /^Over the ranges of its low-confidence costs: [\d,]+ to [\d,]+ IOPS, mean response time \S+ µs to \S+ ms\.$/,
    );
  });

  test("spans the same by short runs, if only a simulation gives figures", () => {
    const sizes = layout(
      'scsi 0:0 disk "E:\\v\\a.vhdx" fixed 40GB { load { request-size 512KB; read 100%; random 0%; queue-depth 2 } }\nscsi 0:1 disk "E:\\v\\b.vhdx" fixed 40GB',
      "request-size 8KB; read 100%; queue-depth 4",
      "generation 2",
    );
    const { band } = diskOf(simulated(sizes, whole), "scsi 0:1");
    const [fast, slow] = [
      { "media.hdd-7200.queueGain": 0.4, "media.hdd-7200.overheadUs": 100 },
      { "media.hdd-7200.queueGain": 0, "media.hdd-7200.overheadUs": 300 },
    ].map((costs) => diskOf(simulated(sizes, { costs: resolveCosts(costs).costs }), "scsi 0:1").throughputIops!);
    // The software takes about 30 us of 10 ms.
    expect(band!.throughputIops[0] / slow!).toBeCloseTo(1, 1);
    expect(band!.throughputIops[1] / fast!).toBeCloseTo(1, 1);
  });

  test("for requests that arrive at a fixed rate has the same throughput, even if only a simulation gives figures", () => {
    const beside = layout(
      'scsi 0:0 disk "D:\\v\\a.vhdx" fixed 40GB { load { rate 15 } }\nscsi 0:1 disk "E:\\v\\b.vhdx" fixed 40GB',
      "request-size 8KB; rate 600",
      "generation 2",
    );
    const { band, throughputIops, notes } = diskOf(simulated(beside, whole), "scsi 0:0");
    expect(band!.throughputIops).toEqual([throughputIops, throughputIops]);
    expect(band!.responseTimeUs[1]).toBeGreaterThan(band!.responseTimeUs[0]);
    expect(notes.join()).toMatch(/low-confidence costs: mean response time \S+ µs to \S+ µs\.$/);
  });

  test("keeps a cost that a costs file sets", () => {
    const set = Object.fromEntries(low.map(({ id, default: value, range }) => [id, value * 0.999 || range[1]]));
    const { band, notes, throughputIops } = diskOf(
      simulated(emulated, { ...whole, costs: resolveCosts(set).costs }),
      "ide 0:0",
    );
    expect(band!.throughputIops).toEqual([throughputIops, throughputIops]);
    expect(notes.join()).not.toContain("low-confidence");
  });

  test("cannot be determined if more arrives than can be served, and is not computed in a quick run", () => {
    const full = emulated.replace("queue-depth 4", "rate 100000");
    expect(diskOf(simulated(full, whole), "ide 0:0").band).toBeNull();
    expect(diskOf(simulated(emulated), "ide 0:0").band).toBeUndefined();
  });
});
