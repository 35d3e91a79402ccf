/** What changed layouts would give a disk: they are simulated in short runs, with the same random numbers. */
import { predict, predictTogether } from "./analytic/predict.ts";
import { boundedArrivals } from "./bounded-arrivals.ts";
import { run } from "./des/run.ts";
import { buildNetwork, type Network } from "./network.ts";
import { limitStation } from "./report.ts";
import { checkSpec } from "./system-spec.ts";
import type { CompareTask, PilotResult, PilotTask, ShortFigures } from "./tasks.ts";

/** The minimum and maximum number of requests in a short run; if more are needed, there is no result. */
const fewestRequests = 8000;
const maxShortRequests = 40_000;
/** So many measured requests of the disk carry a throughput within 10 % and a mean within 15 %. */
const enough = 400;
/** For the warm-up, and for random variation. */
const reserve = 1.25;

/** If a limit takes this share of its disk's time, it is what limits the disk, according to either engine. */
const surelyFull = 0.97;

/**
 * What the analytic engine expects of a part, which of the disks to compare a short run carries, and how long that has to
 * be: it must have enough requests of each. `undefined` when cancelled.
 */
export function pilot(
  { spec, seed, compared }: PilotTask,
  isCancelled: (() => boolean) | undefined,
): PilotResult | undefined {
  const network = buildNetwork(spec);
  const together = predictTogether(network);
  const expectedIops = together.map(({ throughputIops }) => throughputIops);
  const all = expectedIops.reduce((sum, iops) => sum + iops, 0);
  const needed = (disk: number): number => reserve * enough * (all / expectedIops[disk]!);
  const isHeld = (disk: number): boolean => {
    const { bottleneck } = together[disk]!;
    const { vm, disk: own } = network.chains[disk]!;
    return bottleneck.station === limitStation(vm, own.slot) && bottleneck.utilization > surelyFull;
  };
  const candidates = compared.filter((disk) => needed(disk) <= maxShortRequests && !isHeld(disk));
  const shortRequests = Math.ceil(Math.max(fewestRequests, ...candidates.map(needed)));
  const figures = candidates.length === 0 ? [] : shortFigures(network, seed, shortRequests, candidates, isCancelled);
  return (
    figures && {
      kind: "pilot",
      costIds: network.costIds,
      isPredictable: together.every(({ method }) => method !== "simulation"),
      expectedIops,
      shortRequests,
      carried: candidates.flatMap((disk, n) => {
        const short = figures[n];
        return short ? [{ disk, ...short }] : [];
      }),
    }
  );
}

/** `undefined` when cancelled. */
export function compare(
  { spec, seed, requests, disks }: CompareTask,
  isCancelled: (() => boolean) | undefined,
): readonly (ShortFigures | undefined)[] | undefined {
  if (checkSpec(spec)) return disks.map(() => undefined);
  const figures = shortFigures(buildNetwork(spec), seed, requests, disks, isCancelled);
  // For a load that its path cannot serve, the mean would only reflect the length of the run.
  return figures?.map((each) =>
    each && !each.isSaturated
      ? { throughputIops: each.throughputIops, responseTimeUs: each.responseTimeUs }
      : undefined,
  );
}

interface ShortRun extends ShortFigures {
  readonly isSaturated: boolean;
}

/** By disk, `undefined` where too few of its requests complete. In all `undefined` when cancelled. */
function shortFigures(
  network: Network,
  seed: number,
  requests: number,
  disks: readonly number[],
  isCancelled: (() => boolean) | undefined,
): readonly (ShortRun | undefined)[] | undefined {
  const isOverloaded = disks.map((disk) => predict(network, disk).saturated);
  const bounded = boundedArrivals(network);
  const figuresAfter = (length: number): readonly (ShortRun | undefined)[] | undefined => {
    const done = run(bounded, { seed, requests: length, traced: [], isCancelled });
    return (
      done &&
      disks.map((disk, n) => {
        const times = done.responses[disk]!;
        if (times.length < enough) return undefined;
        return {
          throughputIops: (times.length / (done.end.now - done.start.now)) * 1e6,
          responseTimeUs: times.reduce((sum, time) => sum + time, 0) / times.length,
          isSaturated: isOverloaded[n]! || done.end.totals[disk]!.lost > 0,
        };
      })
    );
  };
  const first = figuresAfter(requests);
  if (!first || requests >= maxShortRequests || !first.includes(undefined)) return first;
  const second = figuresAfter(maxShortRequests);
  return second && first.map((figures, n) => figures ?? second[n]);
}
