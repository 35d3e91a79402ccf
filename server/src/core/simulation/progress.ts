/** How far a simulation is, from what its tasks say. */

import { requestsOfBands } from "./bands.ts";
import { requestsToWeigh } from "./elasticities.ts";
import type { Batch } from "./plan.ts";
import type { SimulationTask } from "./tasks.ts";

export class Progress {
  private from = 0;
  private to = 0;
  private weights: readonly number[] = [];
  private shares: number[] = [];

  constructor(private readonly onProgress: ((share: number) => void) | undefined) {}

  begin({ tasks, doneShare }: Batch): void {
    this.from = this.to;
    this.to = doneShare;
    this.weights = tasks.map(weightOf);
    this.shares = tasks.map(() => 0);
  }

  /** A task of the batch says which share of it is done. */
  report(task: number, share: number): void {
    this.shares[task] = share;
    const whole = this.weights.reduce((sum, weight) => sum + weight, 0);
    const done = this.weights.reduce((sum, weight, n) => sum + weight * this.shares[n]!, 0);
    this.onProgress?.(this.from + (this.to - this.from) * (done / whole));
  }
}

/** The number of requests whose simulation is about as much work. */
export function weightOf(task: SimulationTask): number {
  const disks = task.spec.vms.reduce((sum, vm) => sum + vm.disks.length, 0);
  switch (task.kind) {
    case "pilot":
      return Math.max(8000, 400 * disks);
    case "run":
      return Math.max(task.requests, 400 * disks);
    case "compare":
      return task.requests;
    case "assumptions":
      return task.engine === "des" ? requestsToWeigh(task.spec, task.costIds.length) : 80 * disks * task.costIds.length;
    case "bands":
      return task.engine === "des" ? requestsOfBands : 240 * disks;
  }
}
