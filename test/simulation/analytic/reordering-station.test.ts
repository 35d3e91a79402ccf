import { describe, expect, test } from "vitest";
import { predict, predictTogether } from "../../../server/src/core/simulation/analytic/predict.ts";
import { closedBusyShare, openQueue } from "../../../server/src/core/simulation/analytic/reordering-station.ts";
import { interval } from "../../../server/src/core/simulation/kernel/statistics.ts";
import { buildNetwork } from "../../../server/src/core/simulation/network.ts";
import type { SystemSpec } from "../../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../../support/simulate.ts";
import { disk, load, system } from "../specs.ts";

/** Exponential service with the same mean at any queue depth. */
const constant = (demandUs: number) => ({ demandUs, variance: demandUs * demandUs, speedup: () => 1 });

test("at a station that does not get faster, it is throughput times demand", () => {
  // Three requests can be at two equal stations in four ways, one of which leaves the first station empty.
  expect(closedBusyShare(constant(5), [constant(5)], 0, 3)).toBeCloseTo(3 / 4, 12);
  expect(openQueue(constant(0.8), 1).busyShare).toBeCloseTo(0.8, 9);
  expect(openQueue(constant(1.2), 1).busyShare).toBe(1);
});

test("a station that does not get faster holds as many as M/M/1", () => {
  for (const utilization of [0.1, 0.8, 0.97])
    expect(openQueue(constant(utilization), 1).meanRequests).toBeCloseTo(utilization / (1 - utilization), 6);
});

test("a station that does not get faster and whose service does not vary holds as many as M/D/1", () => {
  for (const utilization of [0.1, 0.5, 0.9]) {
    const { meanRequests } = openQueue({ demandUs: utilization, variance: 0, speedup: () => 1 }, 1);
    const waiting = (utilization * utilization) / (2 * (1 - utilization));
    expect(meanRequests).toBeCloseTo(utilization + waiting, 4);
  }
});

describe("a spinning disk", () => {
  const volumes = [{ key: "C:", medium: "hdd-7200" }] as const;
  const utilizations = (spec: SystemSpec) => {
    const network = buildNetwork(spec);
    const outcome = simulate(spec, { seed: 1, requests: 10_000, withoutAssumptions: true });
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

  // 7200 rpm: 77.9 requests per second at queue depth 1, times 1 + 0.28 log2 q, the request in service included.
  test.each([
    [1, 77.9],
    [2, 99.7],
    [4, 121.5],
    [16, 165.1],
  ])("has the published throughput at queue depth %d, in both engines", (queueDepth, iops) => {
    const spec = system([disk({ load: load({ queueDepth }) })], { volumes });
    const outcome = simulate(spec, { seed: 3, requests: 20_000, withoutAssumptions: true });
    if (outcome.kind !== "done") throw new Error("The run was refused.");
    const { throughputIops } = predict(buildNetwork(spec), 0);
    expect(Math.abs(throughputIops / iops - 1)).toBeLessThan(0.03);
    expect(Math.abs(outcome.report.disks[0]!.throughputIops! / throughputIops - 1)).toBeLessThan(0.01);
  });

  test.each([20, 60, 150])("is as busy and as slow at %d arrivals per second as in the simulation", (rate) => {
    const spec = system([disk({ load: load({ rate }) })], { volumes });
    const { alone, simulated } = utilizations(spec);
    expect(Math.abs(alone - simulated)).toBeLessThan(0.02);
    const { mean, halfWidth } = meanResponse(spec, 20_000);
    expect(Math.abs(predict(buildNetwork(spec), 0).responseTimeUs - mean)).toBeLessThan(2 * halfWidth);
  });

  test.each([60, 100, 150])("is as slow for four open loads of %d arrivals per second together", (rate) => {
    const slots = ["scsi 0:0", "scsi 0:1", "scsi 0:2", "scsi 0:3"];
    const spec = system(
      slots.map((slot) => disk({ slot, load: load({ rate: rate / 4 }) })),
      { volumes },
    );
    const { mean, halfWidth } = meanResponse(spec, 40_000);
    const [first] = predictTogether(buildNetwork(spec));
    expect(Math.abs(first!.responseTimeUs - mean)).toBeLessThan(2 * halfWidth);
    expect(first!.saturated).toBe(false);
  });

  test("accepts no more of several open loads than it serves, and reports them as saturated", () => {
    const disks = ["scsi 0:0", "scsi 0:1"].map((slot) => disk({ slot, load: load({ rate: 150 }) }));
    const [a, b] = predictTogether(buildNetwork(system(disks, { volumes })));
    expect([a!.saturated, b!.saturated]).toEqual([true, true]);
    // 77.9 times 1 + 0.28 log2 32.
    expect((a!.throughputIops + b!.throughputIops) / 187).toBeCloseTo(1, 1);
  });

  test("is always busy under two closed loads", () => {
    const disks = ["scsi 0:0", "scsi 0:1"].map((slot) => disk({ slot, load: load({ queueDepth: 4 }) }));
    const { together, simulated } = utilizations(system(disks, { volumes }));
    expect(together).toBeGreaterThan(0.95);
    expect(simulated).toBeGreaterThan(0.99);
  });
});

/** Figures of the first disk over independent runs, because a single run near saturation gives no interval. */
function meanResponse(spec: SystemSpec, requests: number): { readonly mean: number; readonly halfWidth: number } {
  const means = Array.from({ length: 8 }, (_, seed) => {
    const outcome = simulate(spec, { seed: seed + 1, requests, withoutAssumptions: true });
    if (outcome.kind !== "done") throw new Error("The run was refused.");
    return outcome.report.disks[0]!.responseTimeUs.mean!;
  });
  const { mean, halfWidth } = interval(means);
  // A wide interval would agree with anything.
  expect(halfWidth).toBeLessThan(0.1 * mean);
  return { mean, halfWidth };
}
