/** Measures the best of several runs, and records one figure; a goal that is missed is printed as missed. */
import { type Goal, record } from "./results.ts";

export function best(runs: number, work: () => number): { readonly seconds: number; readonly count: number } {
  let seconds = Number.POSITIVE_INFINITY;
  let count = 0;
  for (let n = 0; n < runs; n++) {
    const start = performance.now();
    count = work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { seconds, count };
}

export function line(name: string, figure: string, goal?: Goal): void {
  record({ section: "core", name, figure, values: {}, ...(goal ? { goal } : {}) });
}
