/**
 * How long a run lasts: for the requests that were asked for, and further until the slowest disk has enough of them, as far
 * as a bound on the events lets it. A disk that cannot get there within the bound does not keep the run going.
 */
import type { Chain } from "../network.ts";

/** So many completed requests leave enough measured ones for a mean and its interval: ten times as many as circulate. */
export function enoughRequests({ population = 0 }: Pick<Chain, "population">): number {
  return Math.max(400, 12 * population);
}

export class RunLength {
  readonly #requests: number;
  readonly #extraEvents: number;
  readonly #enough: readonly number[];
  /** Once the requests are done: what the run goes on for. */
  #waitedFor: readonly number[] | undefined;
  #lastEvent = 0;

  /** `extraEvents`: by how many the run may go on when the requests are done. */
  constructor(chains: readonly Chain[], requests: number, extraEvents: number) {
    this.#requests = requests;
    this.#extraEvents = extraEvents;
    this.#enough = chains.map(enoughRequests);
  }

  /** Whether the run is over after so many events and completed requests, in all and by chain. */
  isOver(events: number, completions: number, completed: readonly number[]): boolean {
    if (completions < this.#requests) return false;
    if (!this.#waitedFor) {
      this.#lastEvent = events + this.#extraEvents;
      this.#waitedFor = [...this.#enough.keys()].filter((chain) => {
        const expectedEvents = events * (this.#enough[chain]! / Math.max(0.5, completed[chain]!));
        return completed[chain]! < this.#enough[chain]! && expectedEvents <= this.#lastEvent;
      });
    }
    return events >= this.#lastEvent || this.#waitedFor.every((chain) => completed[chain]! >= this.#enough[chain]!);
  }
}
