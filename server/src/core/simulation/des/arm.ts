/** The arm of a spinning disk in one run: the time to reach a request's position, given the previous one. */
import { power } from "../kernel/arithmetic.ts";
import type { Random } from "../kernel/random.ts";
import { type ArmModel, queueingSpeedup } from "../paths/media-model.ts";

/** Seek times are kept at equally spaced quantiles of the distance between two random places. */
const seekSteps = 2048;

export class Arm {
  /** The disk whose request it served last; -1 before the first. */
  lastChain = -1;
  private readonly seeks: Float64Array;

  constructor(readonly model: ArmModel) {
    this.seeks = seekQuantiles(model);
  }

  /** Microseconds of seek and rotation at a queue depth (including the request itself); 0 for a request that `continues` a run. */
  position(chain: number, continues: boolean, queueDepth: number, random: Random): number {
    let us = 0;
    if (!continues) {
      const place = random.uniform() * seekSteps;
      const step = Math.floor(place);
      const seek = this.seeks[step]! + (place - step) * (this.seeks[step + 1]! - this.seeks[step]!);
      us = (seek + random.uniform() * this.model.revolutionUs) / queueingSpeedup(this.model, queueDepth);
    }
    this.lastChain = chain;
    return us;
  }
}

/** Distances between two random places have the distribution 1 - (1 - x)^2; x = 1 - sqrt(1 - u) inverts it. */
function seekQuantiles(arm: ArmModel): Float64Array {
  return Float64Array.from(
    { length: seekSteps + 1 },
    (_, step) => arm.seekTrackUs + arm.seekRangeUs * power(1 - Math.sqrt(1 - step / seekSteps), arm.seekPower),
  );
}
