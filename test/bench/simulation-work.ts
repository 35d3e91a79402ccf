/** The work that the benchmarks of the simulation measure. Each count is a number of events. */
import { Engine } from "../../server/src/core/simulation/des/engine.ts";
import { EventQueue } from "../../server/src/core/simulation/kernel/event-queue.ts";
import { Random } from "../../server/src/core/simulation/kernel/random.ts";
import type { SystemSpec } from "../../server/src/core/simulation/system-spec.ts";
import { series } from "../simulation/networks.ts";
import { disk, ideDisk, load, system } from "../simulation/specs.ts";
import { simulate } from "../support/simulate.ts";
import { best, type Measured } from "./measure.ts";

const million = 1e6;
/** The first runs are slower, until the engine's code is fully optimized. */
const runs = 12;

/**
 * Takes the earliest event and schedules another after an exponential time, and nothing else: what any simulation on this
 * heap must do for each event. Engine and whole model are compared with 32 events pending, as many as a busy disk has
 * outstanding; M/M/1 itself has two at most.
 */
function bareLoop(pending: number, events: number): number {
  const queue = new EventQueue(pending);
  const random = new Random(1, 1);
  for (let n = 0; n < pending; n++) {
    queue.due[n] = random.uniform();
    queue.push(n);
  }
  for (let n = 0; n < events; n++) {
    const payload = queue.pop();
    random.drawExponential();
    queue.due[payload] = queue.now + random.drawn[0]!;
    queue.push(payload);
  }
  return events;
}

/** M/M/1 at utilization 0.8: an arrival and a service per request. */
export function kernel(completions: number): number {
  return new Engine(series([{ us: 1, servers: 1 }], { rate: 0.8 }), 1).run(completions, Number.POSITIVE_INFINITY);
}

function wholeModel(spec: SystemSpec): number {
  const outcome = simulate(spec, { seed: 1, requests: 200_000 });
  return outcome.kind === "done" ? outcome.events : 0;
}

const queueDepth = 32;

export const work = {
  "loop of 2": () => best(runs, () => bareLoop(2, 2 * million)),
  "loop of 32": () => best(runs, () => bareLoop(32, 2 * million)),
  "loop of 256": () => best(runs, () => bareLoop(256, 2 * million)),
  kernel: () => best(runs, () => kernel(million)),
  "scsi-synthetic": () => best(runs, () => wholeModel(system([disk({ load: load({ queueDepth }) })]))),
  "ide-emulated": () => best(runs, () => wholeModel(system([ideDisk({ load: load({ queueDepth }) })]))),
} satisfies Readonly<Record<string, () => Measured>>;

export type Work = keyof typeof work;
