/** Speed of the simulation: events per second as a ratio to a bare loop over the same heap, and times that a user feels. */
import { predict } from "../../server/src/core/simulation/analytic/predict.ts";
import { Engine } from "../../server/src/core/simulation/des/engine.ts";
import { EventQueue } from "../../server/src/core/simulation/kernel/event-queue.ts";
import { Random } from "../../server/src/core/simulation/kernel/random.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { simulate } from "../../server/src/core/simulation/simulate.ts";
import { series } from "../simulation/networks.ts";
import { disk, ideDisk, load, system } from "../simulation/specs.ts";
import { allocatedBytes, best, line, type Measured } from "./measure.ts";
import { simPy } from "./simpy.ts";

const million = 1e6;
/** The first runs are slower, until the engine's code has been compiled for good. */
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
function kernel(completions: number): number {
  const engine = new Engine(series([{ us: 1, servers: 1 }], { rate: 0.8 }), 1);
  let events = 0;
  for (let n = 0; n < completions; n++) events += engine.run();
  return events;
}

/** Millions of events in a second of processor time. */
const rateOf = ({ processorSeconds, count }: Measured): number => count / processorSeconds / million;

export function benchSimulation(): void {
  const loops = [2, 32, 256].map((pending) => {
    const rate = rateOf(best(runs, () => bareLoop(pending, 2 * million)));
    line(`bare heap loop, ${pending} pending events`, `${rate.toFixed(1)} M events/s`);
    return rate;
  });
  const [smallLoop, loop] = [loops[0]!, loops[1]!];
  const mm1 = best(runs, () => kernel(million));
  const kernelRate = rateOf(mm1);
  line(
    "kernel on M/M/1, arrivals and services",
    `${kernelRate.toFixed(1)} M events/s, ${(kernelRate / loop).toFixed(2)} of the loop with 32, ${(kernelRate / smallLoop).toFixed(2)} with 2`,
    { text: "15 M events/s or 0.7 of the loop with 32", isMet: kernelRate >= 15 || kernelRate / loop >= 0.7 },
  );

  const other = simPy();
  line(
    `SimPy${other ? ` ${other.version}` : ""} on the same M/M/1`,
    other
      ? `${(other.eventsPerSecond / million).toFixed(3)} M events/s, 1/${Math.round((kernelRate * million) / other.eventsPerSecond)} of the kernel`
      : "not installed",
  );

  for (const [name, spec] of [
    ["scsi-synthetic", system([disk({ load: load({ queueDepth: 32 }) })])],
    ["ide-emulated", system([ideDisk({ load: load({ queueDepth: 32 }) })])],
  ] as const) {
    const whole = best(runs, () => {
      const outcome = simulate(spec, { seed: 1, requests: 200_000 });
      return outcome.kind === "done" ? outcome.events : 0;
    });
    line(
      `whole model with report, ${name}`,
      `${rateOf(whole).toFixed(1)} M events/s, ${(rateOf(whole) / loop).toFixed(2)} of the loop with 32`,
      {
        text: "5 M events/s or 0.25 of the loop with 32",
        isMet: rateOf(whole) >= 5 || rateOf(whole) / loop >= 0.25,
      },
    );
    line(`200 000 requests, ${name}`, `${whole.seconds.toFixed(2)} s`, { text: "0.6 s", isMet: whole.seconds <= 0.6 });
  }

  const deepest = system([disk({ load: load({ queueDepth: 256 }) })], {
    volumes: [{ key: "C:", medium: "ssd-nvme-datacenter" }],
    vm: { processors: 64 },
  });
  const figure = best(50, () => predict(buildNetwork(deepest), 0).throughputIops);
  line("analytic figure, 256 outstanding, network included", `${(figure.seconds * 1000).toFixed(2)} ms`, {
    text: "5 ms",
    isMet: figure.seconds <= 0.005,
  });

  // Last, because what samples allocations slows down whatever runs after it.
  const perEvent = allocatedBytes(() => kernel(million)) / mm1.count;
  line("allocated by the kernel, buffers of the run included", `${perEvent.toFixed(2)} bytes per event`, {
    text: "nothing per event",
    isMet: perEvent < 1,
  });
}
