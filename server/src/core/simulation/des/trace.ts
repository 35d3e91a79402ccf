/**
 * Records single requests of a run, step by step, for drawings: which stage, when it began to wait, when its service
 * began and ended. Columns of fixed size; a request that does not fit is not recorded.
 */
import type { Network } from "../network.ts";

export interface TracedStep {
  /** Index into the stages of the disk's report. */
  readonly stage: number;
  readonly waitUs: number;
  readonly serviceUs: number;
  readonly endUs: number;
}

/** Times are microseconds of simulated time since the start of the run. */
export interface TracedRequest {
  readonly disk: number;
  readonly bytes: number;
  readonly isRead: boolean;
  readonly issuedUs: number;
  readonly completedUs: number;
  /** The request whose response time lies nearest to the disk's median or 99th percentile; others are consecutive. */
  readonly role?: "median" | "p99" | undefined;
  readonly steps: readonly TracedStep[];
}

const maximumSteps = 400_000;

export class TraceRecorder {
  readonly #network: Network;
  readonly #limit: number;
  readonly #recordOf = new Map<number, number>();
  readonly #requests: { disk: number; kind: number; issued: number; completed: number }[] = [];
  readonly #record = new Int32Array(maximumSteps);
  readonly #stage = new Int32Array(maximumSteps);
  readonly #times = new Float64Array(3 * maximumSteps);
  #steps = 0;
  #completed = 0;

  constructor(network: Network, limit: number) {
    this.#network = network;
    this.#limit = limit;
  }

  get isComplete(): boolean {
    return this.#completed >= this.#limit || this.#steps >= maximumSteps;
  }

  issue(slot: number, disk: number, kind: number, now: number): void {
    if (this.#requests.length >= this.#limit) return;
    this.#recordOf.set(slot, this.#requests.length);
    this.#requests.push({ disk, kind, issued: now, completed: -1 });
  }

  step(slot: number, stage: number, wait: number, service: number, end: number): void {
    const record = this.#recordOf.get(slot);
    if (record === undefined || this.#steps >= maximumSteps) return;
    const at = this.#steps++;
    this.#record[at] = record;
    this.#stage[at] = stage;
    this.#times[3 * at] = wait;
    this.#times[3 * at + 1] = service;
    this.#times[3 * at + 2] = end;
  }

  complete(slot: number, now: number): void {
    const record = this.#recordOf.get(slot);
    if (record === undefined) return;
    this.#requests[record]!.completed = now;
    this.#recordOf.delete(slot);
    this.#completed++;
  }

  /** The completed requests, in the order in which they were issued. */
  requests(): readonly TracedRequest[] {
    const steps: TracedStep[][] = this.#requests.map(() => []);
    const fits = this.#steps < maximumSteps ? this.#requests.length : this.#record[maximumSteps - 1]!;
    for (let at = 0; at < this.#steps; at++)
      steps[this.#record[at]!]!.push({
        stage: this.#stage[at]!,
        waitUs: this.#times[3 * at]!,
        serviceUs: this.#times[3 * at + 1]!,
        endUs: this.#times[3 * at + 2]!,
      });
    return this.#requests
      .map(({ disk, kind, issued, completed }, index) => {
        const { bytes, isRead } = this.#network.chains[disk]!.kinds[kind]!;
        return { disk, bytes, isRead, issuedUs: issued, completedUs: completed, steps: steps[index]! };
      })
      .filter(({ completedUs }, index) => completedUs >= 0 && index < fits);
  }
}
