import { describe, expect, test } from "vitest";
import { reportOf, type SimulationJob, simulationJob } from "../../server/src/core/forecast/simulation-job.ts";
import { predict } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import type { SimulationReport } from "../../server/src/core/simulation/report.ts";
import { runJob } from "../support/simulate.ts";
import { costs, layoutOf } from "./forecasts.ts";

function jobOf(text: string, requests = 2000): SimulationJob | undefined {
  const { layout, definitions } = layoutOf(text);
  return simulationJob(layout, definitions, { costs, seed: 1, requests });
}

function simulated(text: string, requests?: number): SimulationReport {
  const job = jobOf(text, requests);
  const report = job && reportOf(runJob(job), job);
  if (!report) throw new Error("Nothing was simulated.");
  return report;
}

const unboundedNumbers = (value: unknown): readonly unknown[] =>
  typeof value === "number"
    ? Number.isFinite(value)
      ? []
      : [value]
    : Object.values((typeof value === "object" && value) || {}).flatMap(unboundedNumbers);

test("a layout without requests gives no job", () => {
  expect(jobOf("")).toBeUndefined();
  expect(jobOf("vm a { }")).toBeUndefined();
  expect(jobOf('vm a { ide 0:0 disk "C:\\VMs\\a.vhd" { load idle } }')).toBeUndefined();
});

test("a job is plain data: it survives being sent to another thread", () => {
  const job = jobOf('vm a { ide 0:0 disk "C:\\VMs\\a.vhd" }');
  expect(structuredClone(job)).toEqual(job);
});

test("a disk that is limited by its maximum-iops is offered no change that keeps the limit", () => {
  const vm = (limit: string) => `platform windows-server-2022
host h { volume "D:" ssd-sata }
vm a { on h; generation 2
  scsi 0:0 disk "D:\\V\\os.vhdx" fixed boot { load idle }
  scsi 0:1 disk "D:\\V\\a.vhdx" fixed { load oltp${limit} } }`;
  const changes = (limit: string) => simulated(vm(limit)).whatIf.map(({ slot, change }) => `${slot} ${change}`);
  expect(changes("; maximum-iops 800")).toEqual([]);
  expect(changes("; maximum-iops 1000000")).toContain("scsi 0:1 ssd-nvme-datacenter instead of ssd-sata");
});

test("a quick run does not wait for a slow disk, and the full one does", () => {
  const text = `host h { volume "C:" ssd-nvme; volume "D:" hdd-7200 }
vm a { on h; generation 2; scsi 0:0 disk "C:\\VMs\\a.vhdx" { load oltp }; scsi 0:1 disk "D:\\VMs\\b.vhdx" { load oltp } }`;
  const { layout, definitions } = layoutOf(text);
  const [quick, full] = [true, false].map((isQuickRun) => {
    const job = simulationJob(layout, definitions, { costs, seed: 1, requests: 4000, isQuickRun })!;
    return reportOf(runJob(job), job)!;
  });
  expect(quick!.requests).toBeLessThan(20_000);
  expect(full!.disks[1]!.measuredRequests).toBeGreaterThan(300);
});

test("the report begins with what the forecast assumed", () => {
  const text = 'vm a { ide 0:0 disk "C:\\VMs\\a.vhd" }';
  const report = simulated(text);
  expect(report.notes.slice(0, jobOf(text)!.notes.length)).toEqual(jobOf(text)!.notes);
  expect(report.notes[0]).toContain("No platform is known");
});

describe("both engines agree where no station has state", () => {
  const host = 'platform windows-server-2022\nhost hv01 { volume "D:" ssd-sata; volume "E:" ssd-nvme }\n';
  // Signals depend on whether a ring is empty; without their costs the rings have no state.
  const withoutSignals = resolveCosts({ "sig.out": 0, "root.wake": 0, "irq.inject": 0 }).costs;
  test.each([
    ["emulated IDE", 'integration-services off; ide 0:0 disk "D:\\VMs\\a.vhdx" fixed { load { queue-depth 8 } }'],
    ["SCSI, one at a time", 'scsi 0:0 disk "D:\\VMs\\a.vhdx" fixed { load { queue-depth 1 } }'],
    ["SCSI, four at a time", 'scsi 0:0 disk "E:\\VMs\\a.vhdx" fixed { load { queue-depth 4; read 100% } }'],
  ])("%s", (_, inVm) => {
    const { layout, definitions } = layoutOf(`${host}vm a { on hv01; processors 4; ${inVm} }`);
    const job = simulationJob(layout, definitions, { costs: withoutSignals, seed: 1, requests: 40_000 })!;
    const { responseTimeUs } = reportOf(runJob(job), job)!.disks[0]!;
    const expected = predict(buildNetwork(job.spec), 0).responseTimeUs;
    // Twice the interval, because three of them are compared. In a closed load the response time is the outstanding
    // requests over the throughput.
    expect(Math.abs(responseTimeUs.mean! - expected)).toBeLessThan(2 * responseTimeUs.halfWidth95!);
  });
});

describe("whatever a layout requests, the figures are finite and the run is bounded", () => {
  test.each([
    ["the greatest rate", "load { rate 10000000 }"],
    ["the deepest queue", "load { queue-depth 4096 }"],
    ["the largest requests", "load { request-size 32MB; queue-depth 64 }"],
    ["only writes", "load { read 0%; random 0% }"],
    ["sizes of nothing", "block-size 0KB; load { request-size 0B; rate 1 }"],
  ])("%s", (_, inDisk) => {
    for (const inVm of ["integration-services off", "processors 2048"]) {
      const job = jobOf(`vm a { ${inVm}; ide 0:0 disk "C:\\VMs\\a.vhd" 0GB { ${inDisk} } }`)!;
      // Each change would need a run as long as the first.
      const alone = { ...job, alternatives: [] };
      const report = reportOf(runJob(alone), alone)!;
      expect(unboundedNumbers(report)).toEqual([]);
      expect(report.disks[0]!.throughputIops).toBeGreaterThan(0);
    }
  });

  test("the highest rate is reported as saturated", () => {
    const { disks } = simulated('vm a { ide 0:0 disk "C:\\VMs\\a.vhd" { load { rate 10000000 } } }');
    expect(disks[0]!.saturated).toBe(true);
    expect(disks[0]!.notes.join()).toContain("exceeds what its path can serve");
  });

  test("with many disks, changes are compared only for the first ones, and a note says so", () => {
    const vm = (n: number) => `vm v${n} { ide 0:0 disk "C:\\VMs\\${n}.vhd" }`;
    const job = jobOf(Array.from({ length: 30 }, (_, n) => vm(n)).join("\n"))!;
    expect(Math.max(...job.alternatives.map(({ disk }) => disk))).toBe(23);
    expect(job.notes.join()).toContain("for the first 24 disks");
  });
});
