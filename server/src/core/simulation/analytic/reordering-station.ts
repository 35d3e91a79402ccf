/**
 * A station that gets faster with its queue: how much of the time it is busy, 1 less the probability that it is empty,
 * and how many requests it holds. Throughput times service time would not say it, for that time changes with the queue.
 */
import { type ClosedStation, closedThroughput } from "./convolution.ts";

/** In a closed network of `population` requests, which `others` and `delayUs` make up with it (Norton's theorem). */
export function closedBusyShare(
  station: ClosedStation,
  others: readonly ClosedStation[],
  delayUs: number,
  population: number,
): number {
  const elsewhereUs = others.reduce((sum, { demandUs }) => sum + demandUs, delayUs);
  if (elsewhereUs === 0) return 1;
  const rest = closedThroughput(others, delayUs, population);
  let [term, sum] = [1, 1];
  for (let n = 1; n <= population; n++) {
    term *= (rest[population - n + 1]! * station.demandUs) / station.speedup(n);
    sum += term;
  }
  return 1 - 1 / sum;
}

export interface OpenQueue {
  readonly busyShare: number;
  /** Requests there, waiting and served. */
  readonly meanRequests: number;
}

/**
 * Under Poisson arrivals, `rate` per microsecond, as a birth-death chain. Real service times vary less than its
 * exponential ones, and a disk reorders only what already waits; the two pull against each other. A station that cannot
 * keep up is always busy and has no mean.
 */
export function openQueue({ demandUs, speedup }: ClosedStation, rate: number): OpenQueue {
  const ratio = (rate * demandUs) / speedup(fastest);
  if (ratio >= 1) return { busyShare: 1, meanRequests: Number.POSITIVE_INFINITY };
  let [term, sum, weighted] = [1, 1, 0];
  for (let n = 1; n < fastest; n++) {
    term *= (rate * demandUs) / speedup(n);
    sum += term;
    weighted += n * term;
  }
  // From there on a geometric series.
  const rest = (term * ratio) / (1 - ratio);
  sum += rest;
  weighted += rest * (fastest + ratio / (1 - ratio));
  return { busyShare: 1 - 1 / sum, meanRequests: weighted / sum };
}

/** Queue length beyond which no station gets any faster: the tags of a disk. */
const fastest = 32;
