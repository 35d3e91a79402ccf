import { describe, expect, test } from "vitest";
import { predict, predictTogether } from "../../../server/src/core/simulation/analytic/predict.ts";
import { closedBusyShare, openQueue } from "../../../server/src/core/simulation/analytic/reordering-station.ts";
import { buildNetwork } from "../../../server/src/core/simulation/network.ts";
import { simulate } from "../../../server/src/core/simulation/simulate.ts";
import type { SystemSpec } from "../../../server/src/core/simulation/spec.ts";
import { disk, load, system } from "../specs.ts";

const constant = (demandUs: number) => ({ demandUs, speedup: () => 1 });

test("of a station that does not get faster, it is throughput times demand", () => {
  // Three requests stand on two equal stations in four ways, one of which leaves the first station empty.
  expect(closedBusyShare(constant(5), [constant(5)], 0, 3)).toBeCloseTo(3 / 4, 12);
  expect(openQueue(constant(0.8), 1).busyShare).toBeCloseTo(0.8, 12);
  expect(openQueue(constant(1.2), 1).busyShare).toBe(1);
});

test("a station that does not get faster holds as many as M/M/1", () => {
  for (const utilization of [0.1, 0.8, 0.97])
    expect(openQueue(constant(utilization), 1).meanRequests).toBeCloseTo(utilization / (1 - utilization), 9);
});

describe("a spinning disk", () => {
  const volumes = [{ key: "C:", medium: "hdd-7200" }] as const;
  const utilizations = (spec: SystemSpec) => {
    const network = buildNetwork(spec);
    const outcome = simulate(spec, { seed: 1, requests: 10_000 });
    if (outcome.kind !== "done") throw new Error("The run was refused.");
    return {
      alone: predict(network, 0).bottleneck.utilization,
      together: predictTogether(network)[0]!.bottleneck.utilization,
      simulated: outcome.report.disks[0]!.bottleneck.utilization,
    };
  };

  test.each([2, 4, 32])("is always busy with %d requests outstanding", (queueDepth) => {
    const { alone, simulated } = utilizations(system([disk({ load: load({ queueDepth }) })], { volumes }));
    expect(alone).toBeGreaterThan(0.99);
    expect(simulated).toBeGreaterThan(0.99);
  });

  test.each([20, 60, 150])("is as busy at %d arrivals a second as the simulation finds it, and as slow", (rate) => {
    const spec = system([disk({ load: load({ rate }) })], { volumes });
    const { alone, simulated } = utilizations(spec);
    expect(Math.abs(alone - simulated)).toBeLessThan(0.1);
    const outcome = simulate(spec, { seed: 2, requests: 20_000 });
    if (outcome.kind !== "done") throw new Error("The run was refused.");
    const { mean } = outcome.report.disks[0]!.responseTimeUs;
    expect(Math.abs(predict(buildNetwork(spec), 0).responseTimeUs / mean - 1)).toBeLessThan(0.15);
  });

  test("is always busy under two closed loads", () => {
    const disks = ["scsi 0:0", "scsi 0:1"].map((slot) => disk({ slot, load: load({ queueDepth: 4 }) }));
    const { together, simulated } = utilizations(system(disks, { volumes }));
    expect(together).toBeGreaterThan(0.95);
    expect(simulated).toBeGreaterThan(0.99);
  });
});
