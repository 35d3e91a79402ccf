/** Which writes of a growing disk make a new block in one run. */
import type { Random } from "../kernel/random.ts";
import type { Chain } from "../network.ts";

export class Allocation {
  readonly #chains: readonly Chain[];
  readonly #allocated: Float64Array;
  readonly #writtenBytes: Float64Array;

  constructor(chains: readonly Chain[]) {
    this.#chains = chains;
    this.#allocated = new Float64Array(chains.length);
    this.#writtenBytes = new Float64Array(chains.length);
  }

  /** Whether this write makes a block: by chance for a random one, by its place for a sequential one. */
  makesBlock(index: number, kindIndex: number, random: Random): boolean {
    const chain = this.#chains[index]!;
    const kind = chain.kinds[kindIndex]!;
    if (this.#allocated[index]! >= chain.blocks) return false;
    if (kind.isRandom) {
      // Of B blocks a uniform write meets one of the missing ones, whichever they are.
      const isNew = random.uniform() * chain.blocks >= this.#allocated[index]!;
      if (isNew) this.#allocated[index]!++;
      return isNew;
    }
    const before = Math.ceil(this.#writtenBytes[index]! / chain.blockSizeBytes);
    this.#writtenBytes[index]! += kind.bytes;
    const made = Math.ceil(this.#writtenBytes[index]! / chain.blockSizeBytes) - before;
    if (made > 0) this.#allocated[index]! += made;
    return made > 0;
  }
}
