/** Closed formulas; times and rates in one unit of the caller's choice. */

/** Mean waiting time of M/G/1 by Pollaczek and Khinchine; `Infinity` for a station that cannot keep up. */
export function waitingMG1(rate: number, service: number, variance: number): number {
  const utilization = rate * service;
  if (utilization >= 1) return Number.POSITIVE_INFINITY;
  return (rate * (variance + service * service)) / (2 * (1 - utilization));
}
