/**
 * How much of the time a station that gets faster with its queue is busy: 1 less the probability that it is empty.
 * Throughput times service time would not say it, for the service time changes with the queue.
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

/** Under Poisson arrivals, `rate` per microsecond; 1 where it cannot keep up. */
export function openBusyShare({ demandUs, speedup }: ClosedStation, rate: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; n < fastest; n++) {
    term *= (rate * demandUs) / speedup(n);
    sum += term;
  }
  const last = (rate * demandUs) / speedup(fastest);
  return last >= 1 ? 1 : 1 - 1 / (sum + (term * last) / (1 - last));
}

/** Queue length beyond which no station gets any faster: the tags of a disk. */
const fastest = 32;
