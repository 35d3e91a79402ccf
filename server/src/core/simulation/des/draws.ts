/**
 * The random decisions about requests in progress: how long a step takes, where a disk's arm has to go, whether a write
 * allocates a block. Times are written into `us` of the request's slot, and booked for their stages.
 */
import { Random } from "../kernel/random.ts";
import type { Chain, Network } from "../network.ts";
import { queueTags } from "../paths/media-model.ts";
import { Arm } from "./arm.ts";
import type { Program } from "./program.ts";
import type { Requests } from "./requests.ts";
import type { TraceRecorder } from "./trace.ts";

export class Draws {
  /** By chain. */
  private readonly random: readonly Random[];
  private readonly arms: readonly (Arm | undefined)[];
  private readonly allocation: Allocation;

  constructor(
    { chains, stations }: Network,
    private readonly program: Program,
    private readonly requests: Requests,
    seed: number,
  ) {
    this.random = chains.map(({ stream }) => new Random(seed, 2 * stream + 2));
    this.arms = stations.map(({ arm }) => arm && new Arm(arm));
    this.allocation = new Allocation(chains);
  }

  /** How long an operation takes this time; not booked yet. */
  draw(slot: number, at: number): void {
    const requests = this.requests;
    const mean = this.program.us[at]!;
    const phases = this.program.phases[at]!;
    let us = mean;
    if (phases > 0 && mean > 0) {
      const random = this.random[requests.chain[slot]!]!;
      if (phases === 1) {
        random.drawExponential();
        us = mean * random.drawn[0]!;
      } else {
        random.drawErlang(phases);
        us = (mean * random.drawn[0]!) / phases;
      }
    }
    requests.us[slot] = us;
  }

  /** Books the drawn time for the stages that the operation consists of. */
  book(slot: number, at: number): void {
    const { us } = this.requests;
    const { stage, partStart, partEnd, partStage, partValue } = this.program;
    if (partStart[at] === partEnd[at]) this.requests.serve(slot, stage[at]!, us[slot]!);
    for (let part = partStart[at]!; part < partEnd[at]!; part++)
      this.requests.serve(slot, partStage[part]!, us[slot]! * partValue[part]!);
  }

  /** Adds and books the cost of waking the other side of a ring, if the operation has such a cost. */
  addSignal(slot: number, at: number, trace: TraceRecorder | undefined): void {
    const requests = this.requests;
    const { partEnd, setupEnd, partStage, partValue } = this.program;
    if (partEnd[at] === setupEnd[at]) return;
    const random = this.random[requests.chain[slot]!]!;
    requests.signals[slot]!++;
    for (let part = partEnd[at]!; part < setupEnd[at]!; part++) {
      random.drawExponential();
      const us = random.drawn[0]! * partValue[part]!;
      requests.serve(slot, partStage[part]!, us);
      requests.us[slot]! += us;
      trace?.precede(slot, partStage[part]!, us);
    }
  }

  /**
   * Seek, rotation and transfer at the arm of station `s` with a queue depth of `depth`, booked. `waiting` is the first
   * request that waits there; -1 for none.
   */
  drawArm(s: number, slot: number, at: number, depth: number, waiting: number): void {
    const requests = this.requests;
    const program = this.program;
    const arm = this.arms[s]!;
    const chain = requests.chain[slot]!;
    const continues = program.phases[at] !== 1 && this.continuesRun(arm, chain, waiting);
    const service = arm.position(chain, continues, depth, this.random[chain]!) + arm.model.overheadUs;
    const transfer = program.argument[at]! * arm.model.usPerByte;
    requests.serve(slot, program.stage[at]!, service);
    requests.serve(slot, program.secondStage[at]!, transfer);
    requests.us[slot] = service + transfer;
  }

  /**
   * Whether a sequential request comes after one of its own disk; one of another disk's file leaves the arm elsewhere.
   * A spinning disk reorders waiting requests, so it may come after any of them. Otherwise, closed loads would keep the
   * order in which their requests happened to start, and with it their seeks, for the whole run.
   */
  private continuesRun(arm: Arm, chain: number, waiting: number): boolean {
    let all = 1;
    let own = arm.lastChain < 0 || arm.lastChain === chain ? 1 : 0;
    for (let slot = waiting; slot >= 0 && all < queueTags; slot = this.requests.next[slot]!) {
      all++;
      if (this.requests.chain[slot] === chain) own++;
    }
    return own === all || (own > 0 && this.random[chain]!.uniform() * all < own);
  }

  /** The disk of an array that holds the requested data. */
  drawMember(slot: number, count: number): void {
    const random = this.random[this.requests.chain[slot]!]!;
    this.requests.member[slot] = Math.floor(random.uniform() * count);
  }

  /** Whether the write in `slot` allocates a block of its growing disk. */
  makesBlock(slot: number): boolean {
    const chain = this.requests.chain[slot]!;
    return this.allocation.makesBlock(chain, this.requests.kind[slot]!);
  }
}

/** Which writes of a disk without existing blocks allocate one: every random one; of sequential ones, the first in a block. */
class Allocation {
  private readonly writtenBytes: Float64Array;

  constructor(private readonly chains: readonly Chain[]) {
    this.writtenBytes = new Float64Array(chains.length);
  }

  makesBlock(index: number, kindIndex: number): boolean {
    const chain = this.chains[index]!;
    const kind = chain.kinds[kindIndex]!;
    if (kind.isRandom) return true;
    const before = Math.ceil(this.writtenBytes[index]! / chain.blockSizeBytes);
    this.writtenBytes[index]! += kind.bytes;
    return Math.ceil(this.writtenBytes[index]! / chain.blockSizeBytes) > before;
  }
}
