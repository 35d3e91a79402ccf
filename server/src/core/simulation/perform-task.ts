/** Performs one task of a simulation, with the engines. */
import { predictTogether } from "./analytic/predict.ts";
import { bands } from "./bands.ts";
import { boundedArrivals } from "./bounded-arrivals.ts";
import { diskReport, fewestRequests, stationReports } from "./des/measure.ts";
import { hostReports } from "./des/measure-hosts.ts";
import { run } from "./des/run.ts";
import { diskDetail } from "./disk-detail.ts";
import { elasticities } from "./elasticities.ts";
import { buildNetwork } from "./network.ts";
import type { RunResult, RunTask, SimulationTask, TaskResult } from "./tasks.ts";
import { compare, pilot } from "./what-if.ts";

export interface TaskWatch {
  /** Called with the share of the task that is done, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Called often; a cancelled task ends soon. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** `undefined` if cancelled; throws only if a law is violated. */
export function performTask(task: SimulationTask, watch: TaskWatch): TaskResult | undefined {
  switch (task.kind) {
    case "pilot":
      return pilot(task, watch.isCancelled);
    case "run":
      return simulatePart(task, watch);
    case "compare": {
      const figures = compare(task, watch.isCancelled);
      return figures && { kind: "compare", figures };
    }
    case "assumptions": {
      const all = elasticities(task, watch.isCancelled);
      return all && { kind: "assumptions", elasticities: all };
    }
    case "bands": {
      const disks = bands(task, watch.isCancelled);
      return disks && { kind: "bands", disks };
    }
  }
}

function simulatePart(task: RunTask, { onProgress, isCancelled }: TaskWatch): RunResult | undefined {
  const { spec, seed, requests, requestsOfAll, extraEvents, detailed } = task;
  const network = buildNetwork(spec);
  const done = run(boundedArrivals(network), {
    seed,
    requests,
    extraEvents,
    traced: detailed,
    onProgress,
    isCancelled,
  });
  if (!done) return undefined;
  const isCut = done.end.completions < requests;
  const runsOfAll = isCut ? undefined : requestsOfAll / requests;
  const together = predictTogether(network);
  const stations = stationReports(network, done);
  const needsTooMuch = network.chains.map(({ rate = 0 }, index) => rate > together[index]!.asymptotes.maximumIops);
  const hasOverload = needsTooMuch.includes(true);
  const disks = fewestRequests(network).map((fewest, index) => {
    const isBesideOverload = hasOverload && !needsTooMuch[index];
    return diskReport(network, index, fewest, done, stations, together[index]!, isBesideOverload, runsOfAll);
  });
  return {
    kind: "run",
    requests: done.end.completions,
    warmupRequests: done.start.completions,
    simulatedSeconds: done.end.now / 1e6,
    events: done.events,
    disks,
    stations,
    hosts: hostReports(network, done),
    notes: [...network.notes, exponentialNote, ...(isCut ? [cutNote] : [])],
    details: detailed.map((index) => diskDetail(network, index, done, disks[index]!)),
  };
}

const cutNote =
  "A run ended before it had all its requests: each takes so many steps that all of them would take minutes.";
const exponentialNote =
  "Service times of software stages are drawn from exponential distributions, because only their means are known.";
