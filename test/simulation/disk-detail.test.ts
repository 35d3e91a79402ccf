import { describe, expect, test } from "vitest";
import type { DiskDetail } from "../../server/src/core/simulation/detail.ts";
import type { SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import { simulate } from "../support/simulate.ts";
import { disk, ideDisk, load, system } from "./specs.ts";

function detailed(spec: SystemSpec, { requests = 20_000, detailed = [0] } = {}) {
  const outcome = simulate(spec, { seed: 1, requests, detailed, withoutAssumptions: true });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome;
}

const responseOf = ({ issuedUs, completedUs }: DiskDetail["requests"][number]): number => completedUs - issuedUs;

const twoControllers = system([
  ideDisk({ load: load({ queueDepth: 4 }) }),
  ideDisk({ slot: "ide 1:0", controller: "ide 1", load: load({ queueDepth: 4 }) }),
]);
const deep = system([disk({ load: load({ queueDepth: 300 }) })]);
const slowBesideFast = system(
  [
    disk({ load: load({ queueDepth: 32 }) }),
    disk({ slot: "scsi 0:1", controller: "scsi 1", volume: "D:", volumeLabel: "D:" }),
  ],
  {
    volumes: [
      { key: "C:", medium: "optane" },
      { key: "D:", medium: "hdd-7200" },
    ],
  },
);

describe("single requests", () => {
  test.each([
    ["through an emulated controller", system([ideDisk({ load: load({ queueDepth: 4 }) })])],
    ["through two emulated controllers", twoControllers],
    ["through a ring", deep],
  ])("%s are recorded step by step without a gap", (_, spec) => {
    const { report, details } = detailed(spec);
    for (const { issuedUs, completedUs, steps } of details[0]!.requests) {
      let now = issuedUs;
      for (const { waitUs, serviceUs, endUs, stage } of steps) {
        expect(report.disks[0]!.stages[stage]).toBeDefined();
        expect(waitUs).toBeCloseTo(now, 1);
        expect(serviceUs).toBeGreaterThanOrEqual(waitUs);
        expect(endUs).toBeGreaterThanOrEqual(serviceUs);
        now = endUs;
      }
      expect(now).toBeCloseTo(completedUs, 1);
    }
  });

  test("48 consecutive ones are recorded, with one at the median and one at the 99th percentile", () => {
    const { details, report } = detailed(system([ideDisk({ load: load({ queueDepth: 1 }) })]));
    const { requests } = details[0]!;
    const row = requests.filter(({ role }) => role === undefined);
    expect(row.length).toBeGreaterThanOrEqual(30);
    expect(row.length).toBeLessThanOrEqual(48);
    // One at a time: the next is issued when the one before completes.
    const middle = row.slice(1).filter(({ issuedUs }, n) => issuedUs !== row[n]!.completedUs);
    expect(middle.length).toBeLessThanOrEqual(2);
    const { p50, p99 } = report.disks[0]!.responseTimeUs;
    const at = (role: string) => responseOf(requests.find((request) => request.role === role)!);
    expect(Math.abs(at("median") / p50! - 1)).toBeLessThan(0.02);
    expect(Math.abs(at("p99") / p99! - 1)).toBeLessThan(0.02);
  });

  test("a slow disk next to a fast one has its own, and so does the fast one", () => {
    const { details, report } = detailed(slowBesideFast, { requests: 100_000, detailed: [0, 1] });
    for (const [index, { requests }] of details.entries()) {
      const row = requests.filter(({ role }) => role === undefined);
      expect(row.length).toBeGreaterThan(20);
      expect(requests.every((request) => request.disk === index)).toBe(true);
      const { p50, p99 } = report.disks[index]!.responseTimeUs;
      const at = (role: string) => responseOf(requests.find((request) => request.role === role)!);
      expect(Math.abs(at("median") / p50! - 1)).toBeLessThan(0.05);
      // The slow one has too few requests for a 99th percentile.
      if (p99 === null) expect(requests.some(({ role }) => role === "p99")).toBe(false);
      else expect(Math.abs(at("p99") / p99 - 1)).toBeLessThan(0.2);
    }
  });

  test("recording changes nothing in the report", () => {
    const { report } = detailed(deep);
    const plain = simulate(deep, { seed: 1, requests: 20_000, withoutAssumptions: true });
    expect(plain.kind === "done" && plain.report).toEqual(report);
  });
});

describe("distributions", () => {
  test("the percentile curve rises, is within its interval and agrees with the report", () => {
    const { details, report } = detailed(deep, { requests: 200_000 });
    const { percentiles } = details[0]!;
    expect(percentiles.length).toBeGreaterThan(90);
    expect(percentiles.at(-1)!.share).toBe(0.9999);
    percentiles.forEach(({ us, lowUs, highUs }, n) => {
      expect(lowUs).toBeLessThanOrEqual(us);
      expect(highUs).toBeGreaterThanOrEqual(us);
      expect(us).toBeGreaterThanOrEqual(percentiles[n - 1]?.us ?? 0);
    });
    const { p50, p90, p95, p99, p999 } = report.disks[0]!.responseTimeUs;
    const shown = [0.5, 0.9, 0.95, 0.99, 0.999].map((share) => percentiles.find((point) => point.share === share)!.us);
    [p50, p90, p95, p99, p999].forEach((us, n) => {
      expect(shown[n]! / us!).toBeCloseTo(1, 5);
    });
  });

  test("a short run gives no figures for a tail that it has not observed", () => {
    const { details } = detailed(deep, { requests: 2000 });
    expect(details[0]!.percentiles.at(-1)!.share).toBeLessThan(0.9995);
  });

  test("the heat map counts every request once, between its edges", () => {
    const { details, report } = detailed(deep);
    const { counts, rowEdgesUs, startUs, columnUs } = details[0]!.heatMap;
    expect(counts).toHaveLength(48);
    expect(counts.every((column) => column.length === rowEdgesUs.length - 1)).toBe(true);
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(report.requests - report.warmupRequests);
    expect(startUs + 48 * columnUs).toBeCloseTo(report.simulatedSeconds * 1e6, 3);
    const ratios = rowEdgesUs.slice(1).map((edge, n) => edge / rowEdgesUs[n]!);
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeCloseTo(1, 6);
  });
});

test("the throughput curve stays below both asymptotes and goes beyond the disk's own depth", () => {
  const { details } = detailed(system([disk({ load: load({ queueDepth: 37 }) })]));
  const { points, zeroLoadResponseUs, maximumIops, kneeQueueDepth } = details[0]!.throughputCurve;
  expect(points.map(({ queueDepth }) => queueDepth)).toContain(37);
  expect(points.at(-1)!.queueDepth).toBe(256);
  expect(points.length).toBeLessThan(60);
  for (const { queueDepth, throughputIops, responseTimeUs } of points) {
    expect(throughputIops).toBeLessThanOrEqual(Math.min(maximumIops, (queueDepth / zeroLoadResponseUs) * 1e6) * 1.0001);
    expect((throughputIops * responseTimeUs) / 1e6).toBeCloseTo(queueDepth, 6);
  }
  expect(kneeQueueDepth).toBeCloseTo((zeroLoadResponseUs * maximumIops) / 1e6, 6);
});

test("an array, for which only a simulation gives figures, has no throughput curve", () => {
  const volumes = [{ key: "C:", medium: "ssd-nvme", disks: 4, resiliency: "mirror" }] as const;
  const { details } = detailed(system([disk({ load: load({ queueDepth: 8, read: 0.5 }) })], { volumes }), {
    requests: 2000,
  });
  expect(details[0]!.throughputCurve.points).toEqual([]);
});

test.each([
  ["a ring", deep, 150_000],
  ["two emulated controllers", twoControllers, 20_000],
  [
    "requests of 32 MiB through an emulated controller",
    system([ideDisk({ load: load({ sizes: [{ bytes: 2 ** 25, share: 1 }] }) })]),
    400,
  ],
  ["a mix on a slow medium", slowBesideFast, 20_000],
])("one disk's detail of %s stays below 60 KB", (_, spec, requests) => {
  const { details } = detailed(spec, { requests });
  expect(JSON.stringify(details[0]).length).toBeLessThan(60_000);
});
