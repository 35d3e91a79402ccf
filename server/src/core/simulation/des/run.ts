/**
 * Runs the engine for a number of requests and records what the report needs: every response time, and copies of all
 * running sums at checkpoints, so that the warm-up can be cut off afterwards.
 */
import { warmup } from "../kernel/statistics.ts";
import type { Network } from "../network.ts";
import { Engine } from "./engine.ts";
import { checkLaws } from "./laws.ts";
import { RunLength } from "./run-length.ts";
import type { ChainTotals } from "./tally.ts";
import { type DiskTrace, maxConsecutive, TraceRecorder } from "./trace.ts";

export interface RunOptions {
  readonly seed: number;
  readonly requests: number;
  /** By how many events the run may be longer, until the slowest disk has enough requests; none by default. */
  readonly extraEvents?: number | undefined;
  /** Indexes of the disks whose single requests are recorded, from the middle of the run on. */
  readonly traced: readonly number[];
  readonly onProgress?: ((share: number) => void) | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** All running sums at one moment. */
export interface Checkpoint {
  readonly now: number;
  readonly completions: number;
  readonly totals: readonly ChainTotals[];
  readonly waitingUs: Float64Array;
  readonly serviceUs: Float64Array;
  readonly presentArea: Float64Array;
  readonly busyArea: Float64Array;
  readonly departures: Float64Array;
}

export interface Run {
  readonly start: Checkpoint;
  readonly end: Checkpoint;
  readonly events: number;
  readonly stageCount: number;
  /** Response times after the warm-up, by chain, in order of completion. */
  readonly responses: readonly Float64Array[];
  /** Moment of completion, response time and chain of every request after the warm-up. */
  readonly timeline: Timeline;
  /** By disk. */
  readonly traces: ReadonlyMap<number, DiskTrace>;
}

export interface Timeline {
  readonly completedUs: Float64Array;
  readonly responseUs: Float64Array;
  readonly disk: Uint16Array;
}

const checkpoints = 40;

/** Runs the network; `undefined` when cancelled. */
export function run(network: Network, options: RunOptions): Run | undefined {
  const engine = new Engine(network, options.seed);
  const { requests } = options;
  let completedUs = new Float64Array(requests + 8192);
  let responseUs = new Float64Array(completedUs.length);
  let disk = new Uint16Array(completedUs.length);
  let completions = 0;
  engine.onComplete = (chain, slot) => {
    if (completions === disk.length) {
      completedUs = twiceAsLong(completedUs, new Float64Array(2 * completions));
      responseUs = twiceAsLong(responseUs, new Float64Array(2 * completions));
      disk = twiceAsLong(disk, new Uint16Array(2 * completions));
    }
    completedUs[completions] = engine.now;
    responseUs[completions] = engine.responseUs[slot]!;
    disk[completions++] = chain;
  };
  let kept: Checkpoint[] = [checkpointOf(engine, 0)];
  let step = Math.max(1, Math.ceil(requests / checkpoints));
  const length = new RunLength(network.chains, requests, options.extraEvents ?? 0);
  let events = 0;
  const trace = options.traced.length > 0 ? new TraceRecorder(network) : undefined;
  for (let target = step; ; ) {
    if (options.isCancelled?.()) return undefined;
    if (trace) beginTraces(engine, trace, options.traced, length.share(events, completions));
    events += engine.run(target - completions, length.maxEvents / checkpoints);
    if (completions >= target) target += step;
    engine.settle();
    kept.push(checkpointOf(engine, completions));
    options.onProgress?.(length.share(events, completions));
    const completed = kept.at(-1)!.totals.map((each) => each.completed);
    if (length.isOver(events, completions, completed)) break;
    // For a long run, every second checkpoint is enough.
    if (kept.length <= 2 * checkpoints) continue;
    kept = kept.filter((_, n) => n % 2 === 0);
    step *= 2;
  }
  checkLaws(engine);
  const end = kept.at(-1)!;
  const start = cut(kept, disk.subarray(0, completions), responseUs.subarray(0, completions), network.chains.length);
  const after = (column: Float64Array): Float64Array => column.slice(start.completions, completions);
  const timeline = {
    completedUs: after(completedUs),
    responseUs: after(responseUs),
    disk: disk.slice(start.completions, completions),
  };
  return {
    start,
    end,
    events,
    stageCount: engine.tally.stageCount,
    responses: byChain(timeline.disk, timeline.responseUs, network.chains.length),
    timeline,
    traces: new Map(trace ? options.traced.map((index) => [index, trace.of(index)]) : []),
  };
}

function twiceAsLong<Column extends Float64Array | Uint16Array>(column: Column, longer: Column): Column {
  longer.set(column);
  return longer;
}

/** A disk is recorded from the middle of the run on; one too slow to have its requests then, from the first tenth on. */
function beginTraces(engine: Engine, trace: TraceRecorder, traced: readonly number[], share: number): void {
  if (share < 0.1) return;
  const totals = engine.tally.totals();
  for (const index of traced) {
    const expected = (totals[index]!.completed / share) * 0.5;
    if (share < 0.5 && expected >= 2 * maxConsecutive) continue;
    trace.begin(index);
    engine.trace = trace;
  }
}

/** The checkpoint after which every disk has left its warm-up, at most half of the run. */
function cut(kept: readonly Checkpoint[], disk: Uint16Array, responseUs: Float64Array, chains: number): Checkpoint {
  const drops = byChain(disk, responseUs, chains).map(warmup);
  const isPast = (checkpoint: Checkpoint): boolean =>
    drops.every((drop, chain) => checkpoint.totals[chain]!.completed >= drop);
  const half = kept[Math.floor((kept.length - 1) / 2)]!;
  return kept.slice(0, Math.floor((kept.length - 1) / 2)).find(isPast) ?? half;
}

function byChain(disk: Uint16Array, responseUs: Float64Array, chains: number): Float64Array[] {
  const sizes = new Int32Array(chains);
  for (const chain of disk) sizes[chain]!++;
  const result = Array.from(sizes, (size) => new Float64Array(size));
  sizes.fill(0);
  for (let n = 0; n < disk.length; n++) result[disk[n]!]![sizes[disk[n]!]!++] = responseUs[n]!;
  return result;
}

const checkpointOf = (engine: Engine, completions: number): Checkpoint => ({
  now: engine.now,
  completions,
  totals: engine.tally.totals(),
  waitingUs: engine.tally.waitingUs.slice(),
  serviceUs: engine.tally.serviceUs.slice(),
  presentArea: engine.queues.presentArea.slice(),
  busyArea: engine.queues.busyArea.slice(),
  departures: engine.queues.departures.slice(),
});
