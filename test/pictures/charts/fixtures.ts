/**
 * Details of the disk "ide 0:0" of the page's fixtures. Every figure here is invented: plausible in shape, but not
 * measured.
 */
import type { TracedRequest } from "../../../server/src/core/simulation/des/trace.ts";
import type { DiskDetail } from "../../../server/src/core/simulation/detail.ts";

/** Indexes of the stages of "ide 0:0". */
export const stages = { issue: 0, channel: 1, access: 3, vhd: 4, medium: 7, inject: 12 } as const;

/** Stage, waiting and service; each stage begins where the one before it ended. */
type Length = readonly [stage: number, waiting: number, service: number];

function request(role: TracedRequest["role"], issuedUs: number, lengths: readonly Length[]): TracedRequest {
  let now = issuedUs;
  const steps = lengths.map(([stage, waiting, service]) => {
    const step = { stage, waitUs: now, serviceUs: now + waiting, endUs: now + waiting + service };
    now = step.endUs;
    return step;
  });
  return { disk: 0, bytes: 8192, isRead: true, issuedUs, completedUs: now, role, steps };
}

export const median = request("median", 1_000_000, [
  [stages.issue, 0, 4],
  [stages.channel, 796, 0],
  [stages.access, 0, 150],
  [stages.medium, 0, 40],
  [stages.access, 0, 6],
  [stages.inject, 0, 4],
]);

const p99 = request("p99", 2_000_000, [
  [stages.issue, 10, 4],
  [stages.channel, 1696, 0],
  [stages.access, 0, 180],
  [stages.medium, 0, 90],
  [stages.access, 0, 16],
  [stages.inject, 0, 4],
]);

export const detail: DiskDetail = {
  vm: "web01",
  slot: "ide 0:0",
  requests: [median, p99],
  percentiles: [
    { share: 0.25, us: 800, lowUs: 795, highUs: 806 },
    { share: 0.5, us: 1000, lowUs: 990, highUs: 1012 },
    { share: 0.9, us: 1500, lowUs: 1480, highUs: 1530 },
    { share: 0.99, us: 2000, lowUs: 1950, highUs: 2080 },
    { share: 0.999, us: 2600, lowUs: 2400, highUs: 3000 },
  ],
  heatMap: {
    startUs: 1_000_000,
    columnUs: 500_000,
    rowEdgesUs: [100, 200, 400, 800, 1600, 3200],
    counts: [
      [0, 0, 10, 80, 0],
      [0, 1, 20, 70, 0],
      [0, 0, 5, 90, 4],
    ],
  },
  throughputCurve: {
    points: [
      { queueDepth: 1, throughputIops: 2000, responseTimeUs: 500 },
      { queueDepth: 2, throughputIops: 3000, responseTimeUs: 667 },
      { queueDepth: 4, throughputIops: 3200, responseTimeUs: 1250 },
      { queueDepth: 64, throughputIops: 3300, responseTimeUs: 19_394 },
    ],
    zeroLoadResponseUs: 500,
    maximumIops: 3300,
    kneeQueueDepth: 1.65,
  },
};
