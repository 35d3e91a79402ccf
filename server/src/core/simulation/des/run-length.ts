/**
 * How long a run lasts: until the requested number of requests has completed, and further until the slowest disk has
 * enough of them, within a bound on the number of events. A disk that cannot get there within the bound does not
 * prolong the run. There is also a bound for the requested number of requests.
 */
import type { Chain } from "../network.ts";

type Circulating = Pick<Chain, "population">;

/** With this many completed requests, enough are measured for a mean: ten times as many as circulate. */
export function enoughRequests({ population = 0 }: Circulating): number {
  return Math.max(400, 12 * population);
}

/** With this many, enough for its interval: requests that are outstanding together correlate, and a batch must be longer than that. */
function ampleRequests({ population = 0 }: Circulating): number {
  return Math.max(400, 40 * population);
}

/** Far more than anything needs except requests of many megabytes through an emulated controller. */
const eventsOfRequest = 200;

export class RunLength {
  /** If requests take very many events each, the run ends after this many events, before it has all its requests. */
  readonly maxEvents: number;
  /** By chain: wanted, and necessary. */
  private readonly aims: readonly (readonly number[])[];
  /** After the requested number: how many of each chain the run continues for. */
  private goals: readonly number[] | undefined;
  private lastEvent = 0;

  /** `extraEvents`: by how many events the run may continue after the requested number of requests. */
  constructor(
    chains: readonly Circulating[],
    private readonly requests: number,
    private readonly extraEvents: number,
  ) {
    this.maxEvents = Math.max(100_000, eventsOfRequest * requests);
    this.aims = chains.map((chain) => [ampleRequests(chain), enoughRequests(chain)]);
  }

  /** The share of the run that is done before it continues for slow disks. */
  share(events: number, completions: number): number {
    return Math.min(1, Math.max(completions / this.requests, events / this.maxEvents));
  }

  /** Whether the run is over after that many events and completed requests, in total and by chain. */
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
