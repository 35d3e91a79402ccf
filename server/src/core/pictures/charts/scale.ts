/** Scales and round ticks: where a value is on an axis, and which labels the axis has. */
import { ticks } from "d3-array";

/** Maps a value to a coordinate. Values outside the domain map outside the range. */
export type Scale = (value: number) => number;

type Span = readonly [number, number];

export function linearScale([low, high]: Span, [start, end]: Span): Scale {
  const length = high - low || 1;
  return (value) => start + ((value - low) / length) * (end - start);
}

/** Both ends of the domain must be positive. */
export function logScale([low, high]: Span, range: Span): Scale {
  const scale = linearScale([Math.log(low), Math.log(high)], range);
  return (value) => scale(Math.log(value));
}

/** About `wanted` round values from `low` to `high`. */
export function roundTicks([low, high]: Span, wanted: number): readonly number[] {
  return ticks(low, high, Math.max(1, wanted));
}

const maxLogTicks = 6;

/** At most six round figures for a logarithmic axis: the densest series that fits, of single digits up to wide steps. */
export function logTicks([low, high]: Span): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const within = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  for (const digits of [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]]) {
    const found = series(first, last, 1, digits).filter(within);
    if (found.length < 2) return roundTicks([low, high], 4);
    if (found.length <= maxLogTicks) return found;
  }
  const step = Math.ceil((last - first) / (maxLogTicks - 1));
  return series(first, last, step, [1]).filter(within);
}

/** Powers of two from `low` to `high`, at a regular step that leaves at most `most`. */
export function doublingTicks([low, high]: Span, most: number): readonly number[] {
  const first = Math.ceil(Math.log2(low) - 1e-9);
  const last = Math.floor(Math.log2(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  const found: number[] = [];
  for (let power = first; power <= last; power += step) found.push(2 ** power);
  return found;
}

/** Powers of ten times the digits; parsed from decimals, so that 0.3 is exactly 0.3. */
function series(first: number, last: number, step: number, digits: readonly number[]): readonly number[] {
  const found: number[] = [];
  for (let power = first; power <= last; power += step)
    for (const digit of digits) found.push(Number(`${digit}e${power}`));
  return found;
}
