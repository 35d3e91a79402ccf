/**
 * How strongly the throughput of a part depends on each cost: according to the analytic engine, or to short runs if it
 * cannot tell.
 */
import { predictTogether } from "./analytic/predict.ts";
import { boundedArrivals } from "./bounded-arrivals.ts";
import { Engine } from "./des/engine.ts";
import { logarithm } from "./kernel/arithmetic.ts";
import { interval } from "./kernel/statistics.ts";
import { buildNetwork, type Network } from "./network.ts";
import { type CostDefinition, costDefinition } from "./paths/cost-table.ts";
import { costBounds } from "./paths/costs.ts";
import type { SystemSpec } from "./system-spec.ts";
import type { AssumptionsTask } from "./tasks.ts";

/** Requests of a short run: a minimum, and a number for each circulating request. */
const minRequests = 8000;
const requestsEach = 10;
/** Most costs need one run in addition to that of the unchanged layout; those that matter need another. */
const runsOfCost = 1.5;
/** Parts of a short run; the first ones are its warm-up. */
const batches = { warmup: 4, measured: 20 };
const eventsOfRequest = 200;
/** The factor by which each engine changes a cost. */
const step = { analytic: 1.05, des: 1.5 };
/** An elasticity whose 95% interval is wider than this to either side is not reported; one that is not clearly different from 0 counts as 0. */
export const maxHalfWidth = 0.1;
const clearly = 1.5;

/** The approximate number of requests in the short runs for that many costs. */
export function requestsToWeigh(spec: SystemSpec, costs: number): number {
  return runsOfCost * costs * requestsOfRun(spec);
}

function requestsOfRun({ vms }: SystemSpec): number {
  const loads = vms.flatMap(({ disks }) => disks.map(({ load }) => load));
  return Math.max(minRequests, requestsEach * loads.reduce((sum, { queueDepth = 0 }) => sum + queueDepth, 0));
}

/** In the order of the task's costs: the elasticity of the part's throughput, `null` if it cannot be determined; `undefined` if cancelled. */
export function elasticities(
  { spec, seed, costIds, engine }: AssumptionsTask,
  isCancelled: (() => boolean) | undefined,
): readonly (number | null)[] | undefined {
  const change = engine === "analytic" ? analyticChange(spec) : simulatedChange(spec, seed);
  const all: (number | null)[] = [];
  for (const id of costIds) {
    if (isCancelled?.()) return undefined;
    const definition = costDefinition(id)!;
    const elasticity = isStep(definition) ? null : change(definition);
    all.push(elasticity !== null && Math.abs(elasticity) < 1e-6 ? 0 : elasticity);
  }
  return all;
}

type Change = (definition: CostDefinition) => number | null;

function analyticChange(spec: SystemSpec): Change {
  const throughput = (system: SystemSpec): number =>
    predictTogether(buildNetwork(system)).reduce((sum, each) => sum + each.throughputIops, 0);
  const now = throughput(spec);
  return (definition) => {
    const value = spec.costs[definition.id]!;
    const [low, high] = changedValues(definition, value, step.analytic);
    if (low === high) return 0;
    const other = high > value ? high : low;
    return logarithm(throughput(withCost(spec, definition.id, other)) / now) / logarithm(other / value);
  };
}

/** With the same random numbers before and after, the remaining randomness shows as differences between the batches. */
function simulatedChange(spec: SystemSpec, seed: number): Change {
  const batch = Math.ceil(requestsOfRun(spec) / (batches.warmup + batches.measured));
  const timesWith = (id: string, value: number) => batchTimes(buildNetwork(withCost(spec, id, value)), seed, batch);
  const now = batchTimes(buildNetwork(spec), seed, batch);
  return (definition) => {
    const { id } = definition;
    const value = spec.costs[id]!;
    const [low, high] = changedValues(definition, value, step.des);
    if (low === high) return 0;
    const first = high > value ? high : low;
    const changed = elasticityOf(now, timesWith(id, first), logarithm(first / value));
    if (!changed) return null;
    const hasNone = isChance(changed);
    // If it matters, the cost is changed in both directions.
    const found =
      hasNone || low === value || high === value
        ? changed
        : elasticityOf(timesWith(id, low), timesWith(id, high), logarithm(high / low));
    if (!found || found.halfWidth > maxHalfWidth) return null;
    return isChance(found) ? 0 : found.mean;
  };
}

const isChance = ({ mean, halfWidth }: ReturnType<typeof interval>): boolean => Math.abs(mean) <= clearly * halfWidth;

function elasticityOf(
  before: readonly number[] | undefined,
  after: readonly number[] | undefined,
  logarithmOfChange: number,
): ReturnType<typeof interval> | undefined {
  if (!before || !after) return undefined;
  return interval(before.map((time, n) => logarithm(time / after[n]!) / logarithmOfChange));
}

/** Microseconds that each batch of requests takes after the warm-up; `undefined` where requests take very many events. */
function batchTimes(network: Network, seed: number, batch: number): readonly number[] | undefined {
  const engine = new Engine(boundedArrivals(network), seed);
  const maxEvents = eventsOfRequest * batch;
  if (engine.run(batches.warmup * batch, batches.warmup * maxEvents) >= batches.warmup * maxEvents) return undefined;
  const times: number[] = [];
  for (let n = 0; n < batches.measured; n++) {
    const start = engine.now;
    if (engine.run(batch, maxEvents) >= maxEvents) return undefined;
    times.push(engine.now - start);
  }
  return times;
}

const withCost = (spec: SystemSpec, id: string, value: number): SystemSpec => ({
  ...spec,
  costs: { ...spec.costs, [id]: value },
});

/** Values below and above; whole numbers if only those make sense, and within the bounds of the cost. */
function changedValues(definition: CostDefinition, value: number, factor: number): readonly [number, number] {
  const { unit, range } = definition;
  const isWhole = unit === "processors" || unit === "requests";
  const { max } = costBounds(definition);
  const low = isWhole ? Math.max(1, Math.min(value - 1, Math.round(value / factor))) : value / factor;
  const high = isWhole ? Math.max(value + 1, Math.round(value * factor)) : value * factor;
  return [Math.min(low, value), high > max || (isWhole && high > range[1]) ? value : high];
}

/** Units are counted as whole ones, so that a small change has either no effect or a large one. */
export const isStep = ({ unit }: CostDefinition): boolean => unit === "bytes";
