/** Extracts what drawings need for one disk from its run: single requests, distributions over time, the throughput curve. */
import type { Limitation } from "./analytic/limitations.ts";
import { predict, predictCurve } from "./analytic/predict.ts";
import type { Run, Timeline } from "./des/run.ts";
import type { DiskTrace, TracedRequest } from "./des/trace.ts";
import type { DiskDetail, HeatMap, ThroughputCurve } from "./detail.ts";
import { exponential, logarithm } from "./kernel/arithmetic.ts";
import { type PercentilePoint, percentilePoints } from "./kernel/percentiles.ts";
import type { Network } from "./network.ts";
import type { DiskReport } from "./report.ts";

/** Steps of all requests of one disk together, which limits the size of an answer; requests with a role come first. */
const maxSteps = 500;
const columns = 48;
const rows = 24;
const deepestQueue = 256;

/** The detail of the disk at `index` of the network, which `run` must have recorded. */
export function diskDetail(network: Network, index: number, run: Run, report: DiskReport): DiskDetail {
  return {
    vm: report.vm,
    slot: report.slot,
    requests: chosenRequests(run.traces.get(index) ?? { consecutive: [], byResponse: [] }, report),
    percentiles: percentilePoints(run.responses[index]!).map(rounded),
    heatMap: heatMap(run.timeline, index, run.start.now, run.end.now),
    throughputCurve: throughputCurve(network, index),
  };
}

/** The requests nearest to the median and the 99th percentile, and as many consecutive ones as there is room for. */
function chosenRequests({ consecutive, byResponse }: DiskTrace, { responseTimeUs }: DiskReport): TracedRequest[] {
  const all = [...new Set([...byResponse, ...consecutive])];
  const roles = new Map<TracedRequest, "median" | "p99">();
  const give = (role: "median" | "p99", us: number | null): void => {
    if (us === null) return;
    const free = all.filter((request) => !roles.has(request));
    if (free.length > 0)
      roles.set(
        free.reduce((a, b) => (distance(b, us) < distance(a, us) ? b : a)),
        role,
      );
  };
  give("median", responseTimeUs.p50);
  give("p99", responseTimeUs.p99);
  let room = maxSteps - [...roles.keys()].reduce((sum, { steps }) => sum + steps.length, 0);
  const shown = new Set(roles.keys());
  for (const request of consecutive) {
    if (shown.has(request)) continue;
    room -= request.steps.length;
    if (room < 0) break;
    shown.add(request);
  }
  return [...shown].sort((a, b) => a.issuedUs - b.issuedUs).map((request) => shortened(request, roles.get(request)));
}

const distance = ({ issuedUs, completedUs }: TracedRequest, us: number): number =>
  Math.abs(completedUs - issuedUs - us);

/** Rounded to 10 ns. Equal times stay equal, so consecutive steps still meet. */
function shortened({ disk, bytes, isRead, ...request }: TracedRequest, role: TracedRequest["role"]): TracedRequest {
  return {
    disk,
    bytes,
    isRead,
    issuedUs: hundredths(request.issuedUs),
    completedUs: hundredths(request.completedUs),
    ...(role ? { role } : {}),
    steps: request.steps.map(({ stage, waitUs, serviceUs, endUs }) => ({
      stage,
      waitUs: hundredths(waitUs),
      serviceUs: hundredths(serviceUs),
      endUs: hundredths(endUs),
    })),
  };
}

const hundredths = (us: number): number => Math.round(us * 100) / 100;
const significant = (value: number): number => Number(value.toPrecision(7));

const rounded = ({ share, us, lowUs, highUs }: PercentilePoint): PercentilePoint => ({
  share,
  us: significant(us),
  lowUs: significant(lowUs),
  highUs: significant(highUs),
});

/** Columns of equal duration, rows of equal ratio from the shortest to the longest response time. */
function heatMap({ completedUs, responseUs, disk }: Timeline, index: number, startUs: number, endUs: number): HeatMap {
  const columnUs = Math.max(endUs - startUs, 1e-9) / columns;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let n = 0; n < disk.length; n++) {
    if (disk[n] !== index) continue;
    least = Math.min(least, responseUs[n]!);
    most = Math.max(most, responseUs[n]!);
  }
  if (most === 0) return { startUs, columnUs, rowEdgesUs: [], counts: [] };
  const rowEdgesUs = edges(least, most);
  const counts = Array.from({ length: columns }, () => new Array<number>(rows).fill(0));
  for (let n = 0; n < disk.length; n++) {
    if (disk[n] !== index) continue;
    const column = Math.min(columns - 1, Math.max(0, Math.floor((completedUs[n]! - startUs) / columnUs)));
    counts[column]![rowOf(rowEdgesUs, responseUs[n]!)]!++;
  }
  return { startUs, columnUs, rowEdgesUs, counts };
}

/** Both ends included: all response times of a disk without variance share the first row. */
function edges(least: number, most: number): number[] {
  const low = Math.max(least, most * 1e-9);
  const ratio = most > low * 1.01 ? most / low : 1.01;
  const all = Array.from({ length: rows + 1 }, (_, row) => low * exponential((row / rows) * logarithm(ratio)));
  all[0] = Math.min(low, least);
  all[rows] = Math.max(all[rows]!, most);
  return all;
}

/** The row with the highest lower edge that is not above `us`. */
function rowOf(rowEdgesUs: readonly number[], us: number): number {
  let low = 0;
  let high = rows;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rowEdgesUs[middle]! <= us) low = middle;
    else high = middle;
  }
  return low;
}

/** Every depth up to 8, then eight per doubling, and the disk's own. */
function throughputCurve(network: Network, index: number): ThroughputCurve {
  const own = network.chains[index]!.population;
  const isShown = (depth: number): boolean => {
    let step = 1;
    while (depth > 8 * 2 * step) step *= 2;
    return depth <= 8 || depth === own || depth % step === 0;
  };
  const { asymptotes, limitation } = predict(network, index);
  const points =
    limitation !== undefined && boundsAlone.has(limitation) ? [] : predictCurve(network, index, deepestQueue);
  return {
    ...asymptotes,
    points: points.filter(({ queueDepth }) => isShown(queueDepth)),
  };
}

/** Where the curve would be far off at any depth: several disks work on one request, or several requests share a flush. */
const boundsAlone: ReadonlySet<Limitation> = new Set(["copies", "array", "flush"]);
