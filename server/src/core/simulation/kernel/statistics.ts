/** Statistics of a series of observations: warm-up, interval of the mean, percentiles. */

/** Share of the squared standard error that a longer warm-up must leave at most; random excursions leave more. */
const clearGain = 0.6;

/**
 * Warm-up: the number of observations to drop. The first tenth is always dropped, and more, up to half, if that clearly
 * improves MSER-5 (White: the rest has the minimum standard error, in batches of five). MSER-5 by itself ends the
 * warm-up directly after an early random excursion, which made the mean waiting time of M/M/8 at 0.9 2 % too low.
 */
export function warmup(series: Float64Array): number {
  const batches = Math.floor(series.length / 5);
  let sum = 0;
  let squares = 0;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let ofTenth = Number.POSITIVE_INFINITY;
  const tenth = Math.floor(batches / 10);
  for (let first = batches - 1; first >= 0; first--) {
    let mean = 0;
    for (let n = 0; n < 5; n++) mean += series[5 * first + n]! / 5;
    sum += mean;
    squares += mean * mean;
    const kept = batches - first;
    if (first > batches / 2 || kept < 2) continue;
    const error = Math.max(0, squares - (sum * sum) / kept) / (kept * kept);
    if (first === tenth) ofTenth = error;
    if (error <= least) [least, best] = [error, first];
  }
  return 5 * (best > tenth && least < clearGain * ofTenth ? best : tenth);
}

/** 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom. */
const studentT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** 97.5 % quantile of Student's t, the half-width of a two-sided 95 % interval in standard errors. */
export const studentT95 = (degrees: number): number => studentT[degrees - 1] ?? 1.96;

/** Mean and half-width of its 95% interval for independent values; for fewer than two, the half-width is the mean itself. */
export function interval(values: readonly number[]): { readonly mean: number; readonly halfWidth: number } {
  const n = values.length;
  if (n === 0) return { mean: 0, halfWidth: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, halfWidth: Math.abs(mean) };
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1);
  return { mean, halfWidth: studentT95(n - 1) * Math.sqrt(variance / n) };
}

export interface BatchInterval {
  readonly mean: number;
  readonly halfWidth: number;
  /** Whether observations correlate for longer than a batch, so that the interval is too narrow. */
  readonly isCorrelated: boolean;
}

/** Of the means of 20 independent batches, one series in forty correlates more from one to the next; of 200, as many. */
const maxCorrelation = 0.45;
const maxFineCorrelation = 0.14;

/**
 * Interval of the mean of a dependent series by up to 20 batch means of at least ten observations. A correlation that
 * lasts longer than a batch is also visible in batches that are ten times finer; chance is visible only in the twenty.
 */
export function batchInterval(series: Float64Array): BatchInterval {
  const mean = series.reduce((sum, value) => sum + value, 0) / Math.max(1, series.length);
  const means = batchMeans(series, 20);
  if (means.length < 2) return { mean, halfWidth: Math.abs(mean), isCorrelated: false };
  const fine = batchMeans(series, 200);
  const isInFineOnes = fine.length < 200 || lagOne(fine) > maxFineCorrelation;
  return {
    mean,
    halfWidth: interval(means).halfWidth,
    isCorrelated: lagOne(means) > maxCorrelation && isInFineOnes,
  };
}

/** Means of at most this many batches of ten observations or more. */
function batchMeans(series: Float64Array, most: number): readonly number[] {
  const count = Math.min(most, Math.floor(series.length / 10));
  const size = Math.floor(series.length / count);
  return Array.from({ length: count }, (_, batch) => {
    let sum = 0;
    for (let n = batch * size; n < (batch + 1) * size; n++) sum += series[n]!;
    return sum / size;
  });
}

/** Autocorrelation at lag 1. */
function lagOne(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let products = 0;
  let squares = 0;
  values.forEach((value, n) => {
    squares += (value - mean) * (value - mean);
    if (n > 0) products += (value - mean) * (values[n - 1]! - mean);
  });
  return squares > 0 ? products / squares : 0;
}

/** Nearest-rank percentile of a sorted series; 0 for an empty one. */
export function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}
