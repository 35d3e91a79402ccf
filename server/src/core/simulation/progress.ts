/** How far a simulation is, from what its tasks say. */
import type { Batch } from "./plan.ts";
import type { SimulationTask } from "./tasks.ts";

export class Progress {
  readonly #onProgress: (share: number) => void;
  #from = 0;
  #to = 0;
  #weights: readonly number[] = [];
  #shares: number[] = [];

  constructor(onProgress: (share: number) => void = () => {}) {
    this.#onProgress = onProgress;
  }

  begin({ tasks, doneShare }: Batch): void {
    this.#from = this.#to;
    this.#to = doneShare;
    this.#weights = tasks.map(weightOf);
    this.#shares = tasks.map(() => 0);
  }

  /** A task of the batch says which share of it is done. */
  told(task: number, share: number): void {
    this.#shares[task] = share;
    const whole = this.#weights.reduce((sum, weight) => sum + weight, 0);
    const done = this.#weights.reduce((sum, weight, n) => sum + weight * this.#shares[n]!, 0);
    this.#onProgress(this.#from + (this.#to - this.#from) * (done / whole));
  }
}

/** About as long as simulating so many requests. */
function weightOf(task: SimulationTask): number {
  return task.kind === "assumptions" ? 500 * task.costIds.length : task.requests;
}
