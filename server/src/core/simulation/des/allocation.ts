/** Which writes of a disk whose blocks do not exist yet make one: each random one; of sequential ones the first in a block. */
import type { Chain } from "../network.ts";

export class Allocation {
  private readonly chains: readonly Chain[];
  private readonly writtenBytes: Float64Array;

  constructor(chains: readonly Chain[]) {
    this.chains = chains;
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
