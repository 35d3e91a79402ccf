/** Writes forecast figures for people: three significant digits, with the unit that fits. */

/** `1.23 ms`, `456 µs`. */
export function duration(us: number): string {
  if (us >= 1e6) return `${significant(us / 1e6)} s`;
  return us >= 1000 ? `${significant(us / 1000)} ms` : `${significant(us)} µs`;
}

/** `12,300`. */
export function count(value: number): string {
  const rounded = value >= 100 ? Number(value.toPrecision(3)) : Number(significant(value));
  return rounded.toLocaleString("en-US");
}

/** `12,000`: two significant digits, never more than the value. */
export function atMost(value: number): string {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / step) * step).toPrecision(2)).toLocaleString("en-US");
}

/** `12.1 ×`, `0.083 ×`. */
export function ratio(value: number): string {
  return `${significant(value)} ×`;
}

function significant(value: number): string {
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}

/** `12.1 × the throughput`; within one percent, which no estimate tells apart, `the same throughput`. */
export function throughputInWords(factor: number): string {
  return Math.abs(factor - 1) < 0.01 ? "the same throughput" : `${ratio(factor)} the throughput`;
}
