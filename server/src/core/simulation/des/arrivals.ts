/** When requests are issued, of which kind, and in which slot: open loads by their rate, closed ones when one is through. */
import type { EventQueue } from "../kernel/event-queue.ts";
import { Random } from "../kernel/random.ts";
import type { Chain } from "../network.ts";
import type { Program } from "./program.ts";
import type { Requests } from "./requests.ts";

export class Arrivals {
  private readonly chains: readonly Chain[];
  private readonly program: Program;
  private readonly requests: Requests;
  private readonly events: EventQueue;
  /** By chain: random numbers, and the distribution of its kinds. */
  private readonly random: readonly Random[];
  private readonly cumulative: readonly Float64Array[];
  /** By chain: 0 for a closed load. */
  private readonly meanGapUs: Float64Array;
  /** By chain: whose turn it is among the channels of its controller. */
  private readonly turn: Int32Array;
  /** By chain: requests of an open load under way. */
  private readonly inside: Int32Array;
  private readonly free: Int32Array;
  private freeCount = 0;

  /** The slots from `taken` up to `end` serve the open loads. */
  constructor(
    chains: readonly Chain[],
    program: Program,
    requests: Requests,
    events: EventQueue,
    seed: number,
    taken: number,
    end: number,
  ) {
    this.chains = chains;
    this.program = program;
    this.requests = requests;
    this.events = events;
    this.random = chains.map(({ stream }) => new Random(seed, 2 * stream + 1));
    this.cumulative = chains.map(cumulativeOf);
    this.meanGapUs = Float64Array.from(chains, ({ rate, burst }) => (rate === undefined ? 0 : (burst * 1e6) / rate));
    this.turn = new Int32Array(chains.length);
    this.inside = new Int32Array(chains.length);
    this.free = new Int32Array(requests.slots);
    for (let slot = end - 1; slot >= taken; slot--) this.free[this.freeCount++] = slot;
  }

  isOpen(chain: number): boolean {
    return this.meanGapUs[chain]! > 0;
  }

  /** Schedules the next arrival of an open load; its payload stands after those of the slots. */
  scheduleNext(chain: number): void {
    const random = this.random[chain]!;
    const payload = this.requests.slots + chain;
    random.drawExponential();
    this.events.due[payload] = this.events.now + random.drawn[0]! * this.meanGapUs[chain]!;
    this.events.push(payload);
  }

  /** A slot for a request of an open load; -1 when its path is full. */
  take(chain: number): number {
    if (this.inside[chain]! >= this.chains[chain]!.capacity) return -1;
    this.inside[chain]!++;
    return this.free[--this.freeCount]!;
  }

  /** The request of an open load in `slot` is through. */
  giveBack(slot: number, chain: number): void {
    this.requests.issued[slot] = -1;
    this.inside[chain]!--;
    this.free[this.freeCount++] = slot;
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
