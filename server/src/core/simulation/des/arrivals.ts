/** When requests are issued, of which kind, and in which slot: in open loads by their rate, in closed ones when a request completes. */
import type { EventQueue } from "../kernel/event-queue.ts";
import { Random } from "../kernel/random.ts";
import type { Chain } from "../network.ts";
import type { Program } from "./program.ts";
import type { Requests } from "./requests.ts";

export class Arrivals {
  /** By chain: random numbers, and the distribution of its kinds. */
  private readonly random: readonly Random[];
  private readonly cumulative: readonly Float64Array[];
  /** By chain: 0 for a closed load. */
  private readonly meanGapUs: Float64Array;
  /** By chain: the next channel of its controller, in turn. */
  private readonly turn: Int32Array;
  /** By chain: requests of an open load in progress. */
  private readonly inside: Int32Array;

  constructor(
    private readonly chains: readonly Chain[],
    private readonly program: Program,
    private readonly requests: Requests,
    private readonly events: EventQueue,
    seed: number,
  ) {
    this.random = chains.map(({ stream }) => new Random(seed, 2 * stream + 1));
    this.cumulative = chains.map(cumulativeOf);
    this.meanGapUs = Float64Array.from(chains, ({ rate, burst }) => (rate === undefined ? 0 : (burst * 1e6) / rate));
    this.turn = new Int32Array(chains.length);
    this.inside = new Int32Array(chains.length);
  }

  isOpen(chain: number): boolean {
    return this.meanGapUs[chain]! > 0;
  }

  /** Schedules the next arrival of an open load; the event's payload is the number of its chain. */
  scheduleNext(chain: number): void {
    const random = this.random[chain]!;
    random.drawExponential();
    this.events.due[chain] = this.events.now + random.drawn[0]! * this.meanGapUs[chain]!;
    this.events.push(chain);
  }

  /** Whether a request of an open load may enter; not if its path is full. */
  admits(chain: number): boolean {
    if (this.inside[chain]! >= this.chains[chain]!.capacity) return false;
    this.inside[chain]!++;
    return true;
  }

  /** A request of an open load has completed. */
  leaves(chain: number): void {
    this.inside[chain]!--;
  }

  /** Puts a new request of the chain into the slot, at the beginning of its program. */
  issue(slot: number, chain: number): void {
    const requests = this.requests;
    const cumulative = this.cumulative[chain]!;
    let kind = 0;
    if (cumulative.length > 1) {
      const u = this.random[chain]!.uniform();
      while (kind < cumulative.length - 1 && u > cumulative[kind]!) kind++;
    }
    requests.chain[slot] = chain;
    requests.kind[slot] = kind;
    requests.at[slot] = this.program.starts[chain]![kind]!;
    requests.issued[slot] = this.events.now;
    requests.channel[slot] = this.turn[chain]!;
    this.turn[chain] = (this.turn[chain]! + 1) & 0xffff;
  }
}

function cumulativeOf({ kinds }: Chain): Float64Array {
  let sum = 0;
  return Float64Array.from(kinds, ({ probability }) => {
    sum += probability;
    return sum;
  });
}
