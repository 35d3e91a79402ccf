/**
 * Parts that share nothing are simulated separately: the report does not depend on who performs its tasks, nor on other
 * parts.
 */
import { describe, expect, test } from "vitest";
import { performTask } from "../../server/src/core/simulation/perform-task.ts";
import { type SimulationOptions, simulationPlan } from "../../server/src/core/simulation/plan.ts";
import type { SimulationReport } from "../../server/src/core/simulation/report.ts";
import type { SystemSpec, VmSpec } from "../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../support/simulate.ts";
import { disk, ideDisk, load, system } from "./specs.ts";

const vmOn = (name: string, host: string, queueDepth: number, volume = `D: of ${host}`): VmSpec => ({
  ...system([disk({ volume, load: load({ queueDepth }) })]).vms[0]!,
  name,
  host: { name: host, processors: 8 },
});

const estate = (...vms: readonly VmSpec[]): SystemSpec => ({
  ...system([]),
  vms,
  volumes: [...new Set(vms.flatMap(({ disks }) => disks.map(({ volume }) => volume)))].map((key) => ({
    key,
    medium: "ssd-sata" as const,
  })),
});

function reportOf(spec: SystemSpec, options: Partial<SimulationOptions> = {}): SimulationReport {
  const outcome = simulate(spec, { seed: 1, requests: 4000, withoutAssumptions: true, ...options });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome.report;
}
const diskOf = ({ disks }: SimulationReport, vm: string) => disks.find((each) => each.vm === vm)!;

describe("VMs that share nothing", () => {
  const [a, b] = [vmOn("a", "h1", 4), vmOn("b", "h2", 8)];

  test("have the figures that each has alone", () => {
    const both = reportOf(estate(a, b));
    expect(diskOf(both, "a")).toEqual(diskOf(reportOf(estate(a), { requests: 2000 }), "a"));
    expect(diskOf(both, "b")).toEqual(diskOf(reportOf(estate(b), { requests: 2000 }), "b"));
  });

  test("keep their figures when another one changes", () => {
    const before = diskOf(reportOf(estate(a, b)), "b");
    expect(diskOf(reportOf(estate(vmOn("a", "h1", 32), b)), "b")).toEqual(before);
    expect(diskOf(reportOf(estate(b, a)), "b")).toEqual(before);
  });

  test("have random numbers of their own, even if they are identical", () => {
    const alike = reportOf(estate(a, vmOn("b", "h2", 4)));
    expect(diskOf(alike, "a").throughputIops).not.toBe(diskOf(alike, "b").throughputIops);
  });

  test("are reported in their order, with everything that a complete run has", () => {
    const report = reportOf(estate(vmOn("a", "h1", 1), vmOn("b", "h2", 1), vmOn("c", "h1", 1)), { requests: 3000 });
    expect(report.disks.map(({ vm }) => vm)).toEqual(["a", "b", "c"]);
    expect(report.hosts.map(({ host }) => host)).toEqual(["h1", "h2"]);
    expect(report.requests).toBeGreaterThanOrEqual(3000);
    const measured = report.disks.reduce((sum, { measuredRequests }) => sum + measuredRequests, 0);
    expect(measured).toBe(report.requests - report.warmupRequests);
  });
});

test.each([
  ["a host", [vmOn("a", "h", 32, "one"), vmOn("b", "h", 32, "two")], ["h"]],
  ["a volume of two hosts", [vmOn("a", "h1", 32, "V1"), vmOn("b", "h2", 32, "V1")], ["h1", "h2"]],
])("VMs that share %s wait for each other, and are one part", (_, vms, hosts) => {
  const batch = simulationPlan(estate(...vms), { seed: 1, requests: 4000 }).next();
  expect(!batch.done && batch.value.tasks).toHaveLength(1);
  expect(reportOf(estate(...vms)).hosts.map(({ host }) => host)).toEqual(hosts);
});

test("a disk that has too few requests in a short run is not compared, and its notes say so", () => {
  const disks = [disk({ load: load({ queueDepth: 32 }) }), disk({ slot: "scsi 0:1", load: load({ rate: 10 }) })];
  const spec = system(disks);
  const alternatives = disks.map(({ slot }, at) => ({ vm: "web", slot, change: "none", disk: at, spec }));
  const report = reportOf(spec, { alternatives });
  expect(report.whatIf.map(({ slot }) => slot)).toEqual(["scsi 0:0"]);
  const isTold = report.disks.map(({ notes }) => notes.join().includes("The effect of changes is not shown"));
  expect(isTold).toEqual([false, true]);
});

test("whoever performs the tasks, in whatever order, the report has the same bytes", () => {
  const vms = ["a", "b", "c"].map((name, n) => vmOn(name, `h${n}`, 4));
  const spec = estate(...vms);
  const faster = { ...spec, volumes: spec.volumes.map((volume) => ({ ...volume, medium: "optane" as const })) };
  const other = { ...spec, vms: [{ ...vms[0]!, disks: [ideDisk({ volume: "D: of h0" })] }, vms[1]!, vms[2]!] };
  const alternatives = [
    { vm: "a", slot: "scsi 0:0", change: "move to IDE", disk: 0, spec: other },
    { vm: "a", slot: "scsi 0:0", change: "faster", disk: 0, spec: faster },
    { vm: "c", slot: "scsi 0:0", change: "faster", disk: 2, spec: faster },
  ];
  const options: SimulationOptions = { seed: 1, requests: 6000, alternatives, detailed: [0, 2] };
  const here = simulate(spec, options);
  const plan = simulationPlan(spec, options);
  let step = plan.next();
  const sizes: number[] = [];
  while (!step.done) {
    const { tasks } = step.value;
    sizes.push(tasks.length);
    // As between threads: each task goes there as a copy, and its result comes back as one.
    const last = [...tasks].reverse().map((task) => structuredClone(performTask(structuredClone(task), {})!));
    step = plan.next(last.reverse());
  }
  expect(sizes[0]).toBe(3);
  expect(JSON.stringify(step.value)).toBe(JSON.stringify(here));
  expect(here.kind === "done" && here.report.whatIf.map(({ change }) => change)).toEqual([
    "move to IDE",
    "faster",
    "faster",
  ]);
  expect(here.kind === "done" && here.details.map(({ vm, requests }) => [vm, requests[0]!.disk])).toEqual([
    ["a", 0],
    ["c", 2],
  ]);
});

test("an invalid seed or number of requests is refused with the valid range", () => {
  const refusal = (options: Partial<SimulationOptions>) =>
    simulate(system([disk()]), { seed: 1, requests: 1, ...options });
  const refused = (problem: string) => ({ kind: "refused", problem });
  for (const seed of [2 ** 53, -1, 0.5, Infinity])
    expect(refusal({ seed })).toEqual(refused("The seed is a whole number from 0 to 9007199254740991."));
  for (const requests of [0, 2_000_001, 1.5, Infinity])
    expect(refusal({ requests })).toEqual(refused("A run has 1 to 2000000 requests."));
});
