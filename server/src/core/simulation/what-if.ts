/** What other layouts would give a disk: they are simulated in short runs, with the same random numbers. */
import { predict } from "./analytic/predict.ts";
import { boundedArrivals } from "./bounded-arrivals.ts";
import { run } from "./des/run.ts";
import { buildNetwork } from "./network.ts";
import type { DiskReport } from "./report.ts";
import { checkSpec, type SystemSpec } from "./system-spec.ts";
import type { CarriedDisk, CompareTask, RunResult, ShortFigures } from "./tasks.ts";

/** A short run has at least so many requests, and at most: one that would need more says nothing. */
const fewestRequests = 8000;
const mostRequests = 40_000;
/** So many measured requests of the disk carry a throughput within 10 % and a mean within 15 %. */
const enough = 400;
/** For the warm-up, and for chance. */
const reserve = 1.25;

/**
 * Which of the disks a short run of their system carries, and how long it has to be: it must have enough requests of the
 * disk, and agree with the disk's report. `undefined` when cancelled.
 */
export function shortRunOf(
  spec: SystemSpec,
  seed: number,
  disks: readonly DiskReport[],
  wanted: readonly number[],
  isCancelled?: () => boolean,
): Pick<RunResult, "shortRequests" | "carried"> | undefined {
  const measured = disks.reduce((sum, { measuredRequests }) => sum + measuredRequests, 0);
  const needed = (disk: number): number => reserve * enough * (measured / disks[disk]!.measuredRequests);
  const candidates = wanted.filter((disk) => needed(disk) <= mostRequests && disks[disk]!.responseTimeUs.mean !== null);
  const shortRequests = Math.ceil(Math.max(fewestRequests, ...candidates.map(needed)));
  if (candidates.length === 0) return { shortRequests, carried: [] };
  const figures = shortFigures(spec, seed, shortRequests, candidates, isCancelled);
  if (!figures) return undefined;
  const carried = candidates.flatMap((disk, n): readonly CarriedDisk[] => {
    const short = figures[n];
    if (!short || !agrees(disks[disk]!, short)) return [];
    return [{ disk, throughputIops: short.throughputIops, responseTimeUs: short.responseTimeUs }];
  });
  return { shortRequests, carried };
}

function agrees({ throughputIops, responseTimeUs, saturated }: DiskReport, short: ShortRun): boolean {
  const isNear = (a: number, b: number) => Math.abs(a / b - 1) < 0.05;
  return (
    isNear(short.throughputIops, throughputIops!) && (saturated || isNear(short.responseTimeUs, responseTimeUs.mean!))
  );
}

/** `undefined` when cancelled. */
export function compare(
  { spec, seed, requests, disks }: CompareTask,
  isCancelled?: () => boolean,
): readonly (ShortFigures | undefined)[] | undefined {
  if (checkSpec(spec)) return disks.map(() => undefined);
  const figures = shortFigures(spec, seed, requests, disks, isCancelled);
  // Of a load that its path cannot serve the mean would only tell how long the run was.
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
  spec: SystemSpec,
  seed: number,
  requests: number,
  disks: readonly number[],
  isCancelled?: () => boolean,
): readonly (ShortRun | undefined)[] | undefined {
  const network = buildNetwork(spec);
  const alone = network.chains.map((_, index) => predict(network, index));
  const bounded = boundedArrivals(network, alone);
  const figuresAfter = (length: number): readonly (ShortRun | undefined)[] | undefined => {
    const done = run(bounded, { seed, requests: length, traced: [], isCancelled });
    return (
      done &&
      disks.map((disk) => {
        const times = done.responses[disk]!;
        if (times.length < enough) return undefined;
        return {
          throughputIops: (times.length / (done.end.now - done.start.now)) * 1e6,
          responseTimeUs: times.reduce((sum, time) => sum + time, 0) / times.length,
          isSaturated: alone[disk]!.saturated || done.end.totals[disk]!.lost > 0,
        };
      })
    );
  };
  const first = figuresAfter(requests);
  if (!first || requests >= mostRequests || !first.includes(undefined)) return first;
  const second = figuresAfter(mostRequests);
  return second && first.map((figures, n) => figures ?? second[n]);
}
