/**
 * A station that gets faster as its queue grows: how much of the time it is busy (1 minus the probability that it is
 * empty), and how many requests it holds. Throughput times service time would not give this, because that time changes
 * with the queue.
 */
import { power } from "../kernel/arithmetic.ts";
import { type ClosedStation, closedThroughput } from "./convolution.ts";

/** In a closed network of `population` requests together with `others` and `delayUs` (Norton's theorem). */
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
  /** Requests at the station, waiting and in service. */
  readonly meanRequests: number;
}

/** A station under Poisson arrivals: its mean service time alone, the variance of that, and how a queue changes it. */
export interface OpenStation extends ClosedStation {
  readonly variance: number;
}

/**
 * Under Poisson arrivals, `rate` per microsecond: M/G/1 whose service time is drawn for the queue depth at its start
 * (the one that has just left counts, as in the simulation), as the Markov chain of the requests that each departure
 * leaves behind. Arrivals find what departures leave, so its mean is the mean over time. Service times are taken as gamma
 * distributed. A station that cannot keep up is always busy and has no mean.
 */
export function openQueue({ demandUs, variance, speedup }: OpenStation, rate: number): OpenQueue {
  if ((rate * demandUs) / speedup(fastest) >= 1) return { busyShare: 1, meanRequests: Number.POSITIVE_INFINITY };
  const arrivals: Float64Array[] = [];
  const ofDepth = (depth: number): Float64Array => {
    const within = Math.min(depth, fastest);
    const factor = speedup(within);
    arrivals[within] ??= tails((rate * demandUs) / factor, (rate * rate * variance) / (factor * factor));
    return arrivals[within];
  };
  const left = new Float64Array(maxLeft + 1);
  left[0] = 1;
  let [sum, weighted, ratio] = [1, 0, 0];
  for (let n = 0; n < maxLeft; n++) {
    // The chain rises above n as often as it falls back to it, and it falls one by one, so no term is subtracted.
    let rising = ofDepth(1)[n + 1]!;
    for (let from = 1; from <= n; from++) rising += left[from]! * ofDepth(from + 1)[n - from + 2]!;
    left[n + 1] = rising / (1 - ofDepth(n + 2)[1]!);
    ratio = left[n + 1]! / left[n]!;
    sum += left[n + 1]!;
    weighted += (n + 1) * left[n + 1]!;
    if (left[n + 1]! * maxLeft < 1e-9 * sum) break;
    if (n + 1 === maxLeft && ratio < 1) {
      // From there on a geometric series.
      const rest = (left[n + 1]! * ratio) / (1 - ratio);
      sum += rest;
      weighted += rest * (maxLeft + 1 / (1 - ratio));
    }
  }
  return { busyShare: 1 - 1 / sum, meanRequests: weighted / sum };
}

/** Probabilities that at least n requests arrive during one service, from the mean and the variance of its length in arrival gaps. */
function tails(mean: number, variance: number): Float64Array {
  const result = new Float64Array(maxLeft + 2);
  const shape = (mean * mean) / Math.max(variance, 1e-6 * mean * mean);
  const share = mean / (shape + mean);
  let term = power(shape / (shape + mean), shape);
  let tail = 1;
  for (let n = 0; n < result.length; n++) {
    result[n] = Math.max(0, tail);
    tail -= term;
    term *= ((shape + n) / (n + 1)) * share;
  }
  return result;
}

/** The queue depth beyond which no station gets faster: the tags of a disk. */
const fastest = 32;
/** The largest number of requests left behind by a departure, before the rest is taken as a geometric series. */
const maxLeft = 200;
