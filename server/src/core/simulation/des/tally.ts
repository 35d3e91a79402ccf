/** Sums of one run over the completed requests of each disk, as columns. */
import type { Chain } from "../network.ts";
import type { Requests } from "./requests.ts";

/** Sums of one chain. */
export interface ChainTotals {
  completed: number;
  /** Arrivals of an open load that found the path full. */
  lost: number;
  bytes: number;
  responseUs: number;
  exits: number;
  hypercalls: number;
  interrupts: number;
}

export class Tally {
  /** Sums by chain and stage, `stageCount` per chain. */
  readonly waitingUs: Float64Array;
  readonly serviceUs: Float64Array;
  /** Completions of each kind, by chain and kind. */
  readonly kindCompleted: readonly Float64Array[];
  readonly lost: Float64Array;
  private readonly responseUs: Float64Array;
  private readonly exits: Float64Array;
  private readonly hypercalls: Float64Array;
  private readonly interrupts: Float64Array;
  // The data of the chains that the loop needs, so that it reads no objects.
  private readonly stagesOf: Int32Array;
  private readonly kindBytes: readonly Float64Array[];

  constructor(
    chains: readonly Chain[],
    readonly stageCount: number,
  ) {
    const perChain = (): Float64Array => new Float64Array(chains.length);
    this.waitingUs = new Float64Array(chains.length * stageCount);
    this.serviceUs = new Float64Array(chains.length * stageCount);
    this.kindCompleted = chains.map(({ kinds }) => new Float64Array(kinds.length));
    this.lost = perChain();
    this.responseUs = perChain();
    this.exits = perChain();
    this.hypercalls = perChain();
    this.interrupts = perChain();
    this.stagesOf = Int32Array.from(chains, ({ stages }) => stages.length);
    this.kindBytes = chains.map(({ kinds }) => Float64Array.from(kinds, ({ bytes }) => bytes));
  }

  /** Books a completed request and clears what its slot has recorded. */
  book(requests: Requests, slot: number): void {
    const index = requests.chain[slot]!;
    const kind = requests.kind[slot]!;
    this.responseUs[index]! += requests.responseUs[slot]!;
    move(requests.exits, slot, this.exits, index);
    move(requests.signals, slot, this.hypercalls, index);
    move(requests.interrupts, slot, this.interrupts, index);
    this.kindCompleted[index]![kind]!++;
    const from = slot * this.stageCount;
    const to = index * this.stageCount;
    const stages = this.stagesOf[index]!;
    const { waitingUs, serviceUs } = requests;
    for (let stage = 0; stage < stages; stage++) {
      move(waitingUs, from + stage, this.waitingUs, to + stage);
      move(serviceUs, from + stage, this.serviceUs, to + stage);
    }
  }

  /** By chain. */
  totals(): readonly ChainTotals[] {
    return this.kindCompleted.map((kinds, index) => ({
      completed: kinds.reduce((sum, count) => sum + count, 0),
      lost: this.lost[index]!,
      bytes: kinds.reduce((sum, count, kind) => sum + count * this.kindBytes[index]![kind]!, 0),
      responseUs: this.responseUs[index]!,
      exits: this.exits[index]!,
      hypercalls: this.hypercalls[index]!,
      interrupts: this.interrupts[index]!,
    }));
  }
}

/**
 * Adds what a request has recorded to the sum of its disk, and clears it. Most requests have no value of most kinds.
 */
function move(gathered: Float64Array, from: number, sums: Float64Array, to: number): void {
  const value = gathered[from]!;
  if (value === 0) return;
  sums[to]! += value;
  gathered[from] = 0;
}
