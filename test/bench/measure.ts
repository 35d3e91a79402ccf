/** Measures the best of several runs and prints one line per figure; a goal that is missed is printed as missed. */

import { type HeapProfiler, Session } from "node:inspector";
import { type Goal, record } from "./results.ts";

export interface Measured {
  readonly seconds: number;
  /** Processor time: on a shared machine, it measures speed better than elapsed time does. */
  readonly processorSeconds: number;
  readonly count: number;
}

export function best(runs: number, work: () => number): Measured {
  let seconds = Number.POSITIVE_INFINITY;
  let processorSeconds = Number.POSITIVE_INFINITY;
  let count = 0;
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    const before = process.cpuUsage().user;
    count = work();
    processorSeconds = Math.min(processorSeconds, (process.cpuUsage().user - before) / 1e6);
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { seconds, processorSeconds, count };
}

/** What `work` allocates on the heap, by the engine's own sampling, whether or not it is collected afterwards. */
export function allocatedBytes(work: () => void): number {
  const session = new Session();
  session.connect();
  session.post("HeapProfiler.startSampling", {
    samplingInterval: 4096,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  work();
  let bytes = 0;
  session.post("HeapProfiler.stopSampling", (_, { profile }) => {
    bytes = sizeOf(profile.head);
  });
  session.disconnect();
  return bytes;
}

const sizeOf = ({ selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number =>
  children.reduce((sum, child) => sum + sizeOf(child), selfSize);

export function line(name: string, figure: string, goal?: Goal): void {
  record({ section: "core", name, figure, values: {}, ...(goal ? { goal } : {}) });
}
