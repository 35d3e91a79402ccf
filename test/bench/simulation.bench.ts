/**
 * Speed of the simulation: events per second as a ratio to a bare loop over the same heap, and times that a user
 * notices. Each of them runs in a thread of its own, as the simulation does in the editor: code that was compiled for
 * one of them
 * is slower for the next.
 */
import { Worker } from "node:worker_threads";
import { predict } from "../../server/src/core/simulation/analytic/predict.ts";
import { buildNetwork } from "../../server/src/core/simulation/network.ts";
import { disk, load, system } from "../simulation/specs.ts";
import { allocatedBytes, best, line, type Measured } from "./measure.ts";
import { simPy } from "./simpy.ts";
import { kernel, type Work } from "./simulation-work.ts";

const million = 1e6;

/** Millions of events per second of processor time. */
const rateOf = ({ processorSeconds, count }: Measured): number => count / processorSeconds / million;

/** The same bundle, as a thread. */
function apart(work: Work): Promise<Measured> {
  const thread = new Worker(new URL(import.meta.url), { workerData: work });
  return new Promise((resolve, reject) => thread.once("message", resolve).once("error", reject));
}

export async function benchSimulation(): Promise<void> {
  const loops: number[] = [];
  for (const pending of [2, 32, 256] as const) {
    const rate = rateOf(await apart(`loop of ${pending}`));
    line(`bare heap loop, ${pending} pending events`, `${rate.toFixed(1)} M events/s`);
    loops.push(rate);
  }
  const [smallLoop, loop] = [loops[0]!, loops[1]!];
  const mm1 = await apart("kernel");
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

  for (const name of ["scsi-synthetic", "ide-emulated"] as const) {
    const whole = await apart(name);
    line(
      `whole model with report, ${name}`,
      `${rateOf(whole).toFixed(1)} M events/s, ${(rateOf(whole) / loop).toFixed(2)} of the loop with 32`,
      {
        text: "5 M events/s or 0.25 of the loop with 32",
        isMet: rateOf(whole) >= 5 || rateOf(whole) / loop >= 0.25,
      },
    );
    line(`200,000 requests, ${name}`, `${whole.seconds.toFixed(2)} s`, { text: "0.6 s", isMet: whole.seconds <= 0.6 });
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

  // Last, because sampling allocations slows down whatever runs after it.
  for (let n = 0; n < 3; n++) kernel(million); // Compiled code allocates less.
  const perEvent = allocatedBytes(() => kernel(million)) / mm1.count;
  line("allocated by the kernel, buffers of the run included", `${perEvent.toFixed(2)} bytes per event`, {
    text: "nothing per event",
    isMet: perEvent < 1,
  });
}
