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
  readonly stageCount: number;
  /** Completions of each kind, by chain and kind. */
  readonly kindCompleted: readonly Float64Array[];
  readonly lost: Float64Array;
  readonly #completed: Float64Array;
  readonly #bytes: Float64Array;
  readonly #responseUs: Float64Array;
  readonly #exits: Float64Array;
  readonly #hypercalls: Float64Array;
  readonly #interrupts: Float64Array;
  // What the loop needs of the chains, so that it reads no objects.
  readonly #stagesOf: Int32Array;
  readonly #kindBytes: readonly Float64Array[];

  constructor(chains: readonly Chain[], stageCount: number) {
    const perChain = (): Float64Array => new Float64Array(chains.length);
    this.stageCount = stageCount;
    this.waitingUs = new Float64Array(chains.length * stageCount);
    this.serviceUs = new Float64Array(chains.length * stageCount);
    this.kindCompleted = chains.map(({ kinds }) => new Float64Array(kinds.length));
    this.lost = perChain();
    this.#completed = perChain();
    this.#bytes = perChain();
    this.#responseUs = perChain();
    this.#exits = perChain();
    this.#hypercalls = perChain();
    this.#interrupts = perChain();
    this.#stagesOf = Int32Array.from(chains, ({ stages }) => stages.length);
    this.#kindBytes = chains.map(({ kinds }) => Float64Array.from(kinds, ({ bytes }) => bytes));
  }

  /** Books a completed request and clears what its slot has gathered. */
  book(requests: Requests, slot: number, responseUs: number): void {
    const index = requests.chain[slot]!;
    const kind = requests.kind[slot]!;
    this.#completed[index]!++;
    this.#bytes[index]! += this.#kindBytes[index]![kind]!;
    this.#responseUs[index]! += responseUs;
    this.#exits[index]! += requests.exits[slot]!;
    this.#hypercalls[index]! += requests.signals[slot]!;
    this.#interrupts[index]! += requests.interrupts[slot]!;
    requests.exits[slot] = requests.signals[slot] = requests.interrupts[slot] = 0;
    this.kindCompleted[index]![kind]!++;
    const from = slot * this.stageCount;
    const to = index * this.stageCount;
    const stages = this.#stagesOf[index]!;
    const { waitingUs, serviceUs } = requests;
    for (let stage = 0; stage < stages; stage++) {
      this.waitingUs[to + stage]! += waitingUs[from + stage]!;
      this.serviceUs[to + stage]! += serviceUs[from + stage]!;
      waitingUs[from + stage] = 0;
      serviceUs[from + stage] = 0;
    }
  }

  /** By chain. */
  totals(): readonly ChainTotals[] {
    return this.kindCompleted.map((_, index) => ({
      completed: this.#completed[index]!,
      lost: this.lost[index]!,
      bytes: this.#bytes[index]!,
      responseUs: this.#responseUs[index]!,
      exits: this.#exits[index]!,
      hypercalls: this.#hypercalls[index]!,
      interrupts: this.#interrupts[index]!,
    }));
  }
}
