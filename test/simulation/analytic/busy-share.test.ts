import { describe, expect, test } from "vitest";
import { closedBusyShare, openBusyShare } from "../../../server/src/core/simulation/analytic/busy-share.ts";
import { predict, predictTogether } from "../../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../../server/src/core/simulation/network.ts";
import { simulate } from "../../../server/src/core/simulation/simulate.ts";
import type { SystemSpec } from "../../../server/src/core/simulation/spec.ts";
import { disk, load, system } from "../specs.ts";

const constant = (demandUs: number) => ({ demandUs, speedup: () => 1 });

test("of a station that does not get faster, it is throughput times demand", () => {
  // Three requests stand on two equal stations in four ways, one of which leaves the first station empty.
  expect(closedBusyShare(constant(5), [constant(5)], 0, 3)).toBeCloseTo(3 / 4, 12);
  expect(openBusyShare(constant(0.8), 1)).toBeCloseTo(0.8, 12);
  expect(openBusyShare(constant(1.2), 1)).toBe(1);
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

  test.each([20, 60, 150])("is as busy at %d arrivals a second as the simulation finds it", (rate) => {
    const { alone, simulated } = utilizations(system([disk({ load: load({ rate }) })], { volumes }));
    expect(Math.abs(alone - simulated)).toBeLessThan(0.1);
  });

  test("is always busy under two closed loads", () => {
    const disks = ["scsi 0:0", "scsi 0:1"].map((slot) => disk({ slot, load: load({ queueDepth: 4 }) }));
    const { together, simulated } = utilizations(system(disks, { volumes }));
    expect(together).toBeGreaterThan(0.95);
    expect(simulated).toBeGreaterThan(0.99);
  });
});
