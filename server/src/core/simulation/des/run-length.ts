/**
 * How long a run lasts: for the requests that were asked for, and further until the slowest disk has enough of them, as far
 * as a bound on the events lets it. A disk that cannot get there within the bound does not keep the run going. There is a
 * bound, too, for the requests that were asked for.
 */
import type { Chain } from "../network.ts";

type Circulating = Pick<Chain, "population">;

/** So many completed requests leave enough measured ones for a mean: ten times as many as circulate. */
export function enoughRequests({ population = 0 }: Circulating): number {
  return Math.max(400, 12 * population);
}

/** And so many for its interval: requests that were there together correlate, and a batch must be longer than that. */
function ampleRequests({ population = 0 }: Circulating): number {
  return Math.max(400, 40 * population);
}

/** Far more than all but requests of many megabytes through an emulated controller take. */
const eventsOfRequest = 200;

export class RunLength {
  /** Where requests take very many events each, the run ends with these, before it has its requests. */
  readonly maxEvents: number;
  /** By chain: wished for, and needed. */
  private readonly aims: readonly (readonly number[])[];
  /** Once the requests are done: how many of each chain the run goes on for. */
  private goals: readonly number[] | undefined;
  private lastEvent = 0;

  /** `extraEvents`: by how many the run may go on when the requests are done. */
  constructor(
    chains: readonly Circulating[],
    private readonly requests: number,
    private readonly extraEvents: number,
  ) {
    this.maxEvents = Math.max(100_000, eventsOfRequest * requests);
    this.aims = chains.map((chain) => [ampleRequests(chain), enoughRequests(chain)]);
  }

  /** The share of the run that is done before it waits for slow disks. */
  share(events: number, completions: number): number {
    return Math.min(1, Math.max(completions / this.requests, events / this.maxEvents));
  }

  /** Whether the run is over after so many events and completed requests, in all and by chain. */
  isOver(events: number, completions: number, completed: readonly number[]): boolean {
    if (completions < this.requests) return events >= this.maxEvents;
    if (!this.goals) {
      this.lastEvent = events + this.extraEvents;
      this.goals = this.aims.map((aims, chain) => {
        const most = completed[chain]! * (this.lastEvent / events);
        return aims.find((aim) => aim <= most) ?? 0;
      });
    }
    return events >= this.lastEvent || this.goals.every((goal, chain) => completed[chain]! >= goal);
  }
}
