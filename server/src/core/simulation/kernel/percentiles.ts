/** The percentile curve of a dependent series with intervals. */
import { percentile, studentT95 } from "./statistics.ts";

export interface PercentilePoint {
  /** 0 to 1. */
  readonly share: number;
  readonly us: number;
  /** 95 % confidence interval. */
  readonly lowUs: number;
  readonly highUs: number;
}

const batches = 20;
/** A percentile is shown with at least this many observations beyond it. */
export const fewestBeyond = 10;

/**
 * Percentiles of a series in the order of observation, as far into the tail as it reaches. The interval is based on
 * order statistics, so it makes no assumption about the distribution. Observations of a queue depend on one another,
 * and a binomial interval would be too narrow; so the variance of the share that stays below is taken from batch means
 * of the indicator, never less than the binomial one, and Wilson's bounds with the sample size of that variance say
 * which ranks to read. If a batch of a short series of a busy queue has only a few excursions into the tail, the
 * interval is still slightly too narrow.
 */
export function percentilePoints(series: Float64Array): PercentilePoint[] {
  const n = series.length;
  if (n < batches) return [];
  const sorted = series.slice().sort();
  const size = Math.floor(n / batches);
  const sortedBatches = Array.from({ length: batches }, (_, at) => series.slice(at * size, (at + 1) * size).sort());
  const at = (rank: number): number => sorted[Math.max(0, Math.min(n - 1, Math.ceil(rank) - 1))]!;
  return shares
    .filter((share) => n * (1 - share) >= fewestBeyond && n * share >= fewestBeyond)
    .map((share) => {
      const us = percentile(sorted, share);
      const [low, high] = wilson(share, effectiveSize(sortedBatches, us, share, n));
      return { share, us, lowUs: Math.min(us, at(n * low)), highUs: Math.max(us, at(n * high)) };
    });
}

/**
 * The number of independent observations that would leave the same uncertainty about the share up to `us`; `total` is
 * that of all batches.
 */
function effectiveSize(sortedBatches: readonly Float64Array[], us: number, share: number, total: number): number {
  const below = sortedBatches.map((batch) => countUpTo(batch, us) / batch.length);
  const mean = below.reduce((sum, each) => sum + each, 0) / batches;
  const variance = below.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / (batches - 1) / batches;
  const binomial = share * (1 - share);
  return binomial / Math.max(variance, binomial / total);
}

/** Observations of a sorted series that are not above `us`. */
function countUpTo(sorted: Float64Array, us: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Wilson's score interval, with Student's t because the variance is itself estimated. */
function wilson(share: number, size: number): readonly [number, number] {
  const t = studentT95(batches - 1);
  const z2 = (t * t) / size;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = Math.sqrt(share * (1 - share) * z2 + (z2 * z2) / 4) / (1 + z2);
  return [middle - half, middle + half];
}

/** 0.02 to 0.88 evenly, then 18 in each tenth part of what is left, to 0.9999. In millionths, so that each is exact. */
const shares: readonly number[] = [
  ...Array.from({ length: 44 }, (_, n) => 20_000 * (n + 1)),
  ...[5000, 500, 50].flatMap((unit) => Array.from({ length: 18 }, (_, n) => 1e6 - unit * (20 - n))),
  1e6 - 100,
].map((millionths) => millionths / 1e6);
