/**
 * The effect of each cost on the throughput: its sum agrees with theory, and both engines agree where both give
 * figures.
 */
import { describe, expect, test } from "vitest";
import { weighingOf } from "../../server/src/core/simulation/assumptions.ts";
import { elasticities } from "../../server/src/core/simulation/elasticities.ts";
import { independentParts } from "../../server/src/core/simulation/independent-parts.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { costDefinition, costTable } from "../../server/src/core/simulation/paths/cost-table.ts";
import type { SimulationReport } from "../../server/src/core/simulation/report.ts";
import type { SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../support/simulate.ts";
import { disk, load, system } from "./specs.ts";

function elasticitiesOf(
  spec: SystemSpec,
  engine: "analytic" | "des",
  costIds = buildNetwork(spec).costIds,
): ReadonlyMap<string, number | null> {
  const all = elasticities({ kind: "assumptions", spec, seed: 1, engine, costIds }, undefined)!;
  return new Map(costIds.map((id, n) => [id, all[n]!]));
}

const sized = (kib: number) => [{ bytes: 1024 * kib, share: 1 }];
const mixed = system([
  disk({ load: load({ queueDepth: 4, read: 0.7, sizes: sized(8) }) }),
  disk({ slot: "scsi 0:1", load: load({ queueDepth: 2, read: 0, sizes: sized(64) }) }),
]);
/** Four fast disks on a host of four processors, which are the bottleneck. */
const busy = system(
  [0, 1, 2, 3].map((n) =>
    disk({ slot: `scsi ${n}:0`, controller: `scsi ${n}`, volume: `${n}`, load: load({ queueDepth: 32 }) }),
  ),
  {
    vm: { processors: 4, host: { name: "h", processors: 4 } },
    volumes: [0, 1, 2, 3].map((n) => ({ key: `${n}`, medium: "optane" as const })),
  },
);

describe.each([
  ["requests of different sizes", mixed],
  ["processors that are full", busy],
])("%s", (_, spec) => {
  test("scaling all times scales the throughput of closed loads: simulated elasticities of times and rates add up to -1", () => {
    let sum = 0;
    for (const [id, elasticity] of elasticitiesOf(spec, "des")) {
      const { unit } = costDefinition(id)!;
      if (unit === "us") sum += elasticity!;
      if (unit === "MB/s") sum -= elasticity!;
    }
    expect(Math.abs(sum + 1)).toBeLessThan(0.1);
  });
});

test("where the analytic engine gives figures, a simulation gives the same", () => {
  const told = system([disk({ load: load({ queueDepth: 8, read: 0.7 }) })]);
  const [analytic, des] = [elasticitiesOf(told, "analytic"), elasticitiesOf(told, "des")];
  for (const [id, elasticity] of analytic) expect(Math.abs(elasticity! - des.get(id)!), id).toBeLessThan(0.1);
});

test("with twice the processors a saturated host does twice as much: an elasticity of exactly 1, in spite of rounding", () => {
  const assumed = { ...busy, vms: busy.vms.map((vm) => ({ ...vm, host: undefined, processors: 64 })) };
  const few = { ...assumed, costs: { ...assumed.costs, "host.processors": 16 } };
  expect(Math.abs(elasticitiesOf(few, "des", ["host.processors"]).get("host.processors")! - 1)).toBeLessThan(0.15);
});

const reportOf = (spec: SystemSpec): SimulationReport => {
  const outcome = simulate(spec, { seed: 1, requests: 4000 });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome.report;
};

test("units of Storage QoS are whole numbers: no elasticity, and a note says why", () => {
  const { assumptions, notes } = reportOf(system([disk({ maximumIops: 500 })]));
  expect(assumptions.find(({ id }) => id === "qos.unitBytes")!.elasticity).toBeNull();
  expect(notes.join(" ")).toContain('"qos.unitBytes" has no elasticity');
});

test("the elasticities of a few disks are simulated, however many costs they have: the whole table, with two kinds of disk", () => {
  const spec = system([disk(), disk({ slot: "scsi 0:1" })]);
  const costIds = costTable.filter(({ id }) => !/^media\.(?!hdd-7200|optane)/.test(id)).map(({ id }) => id);
  const pilot = {
    kind: "pilot",
    costIds,
    isPredictable: false,
    expectedIops: [1, 1],
    shortRequests: 0,
    carried: [],
  } as const;
  const computed = weighingOf(independentParts(spec), [pilot], 1).flatMap(({ task }) => task.costIds);
  expect(computed).toEqual(costIds);
});

test("for hundreds of disks that share a host none is shown, for many hosts those of the first ones, and a note says so", () => {
  const alone = system([disk()]).vms[0]!;
  const many = (count: number, hostOf: (n: number) => string): SystemSpec => ({
    ...system([disk()]),
    vms: Array.from({ length: count }, (_, n) => ({
      ...alone,
      name: `v${n}`,
      host: { name: hostOf(n) },
      disks: [disk({ volume: hostOf(n), load: load({ rate: 1 }) })],
    })),
    volumes: Array.from({ length: count }, (_, n) => hostOf(n)).map((key) => ({ key, medium: "ssd-sata" as const })),
  });
  const one = reportOf(many(260, () => "h"));
  expect(one.assumptions.every(({ elasticity }) => elasticity === null)).toBe(true);
  expect(one.notes.join(" ")).toContain("No elasticities are shown");
  const apart = reportOf(many(260, (n) => `h${n >> 7}`));
  expect(apart.assumptions.some(({ elasticity }) => elasticity !== null)).toBe(true);
  expect(apart.notes.join(" ")).toContain("256 of 260 VMs, which share nothing with the others");
});
