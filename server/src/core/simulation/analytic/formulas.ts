/** Closed formulas for one station with Poisson arrivals; times and rates in one unit of the caller's choice. */

/** Erlang C: probability that an arrival waits, for an offered load of `load` servers' worth on `servers` servers. */
export function erlangC(servers: number, load: number): number {
  // Erlang B by its stable recursion, then C from B.
  let b = 1;
  for (let n = 1; n <= servers; n++) b = (load * b) / (n + load * b);
  const utilization = load / servers;
  return b / (1 - utilization * (1 - b));
}

/** Mean waiting time of M/M/c; `Infinity` for a station that cannot keep up. */
export function waitingMMc(rate: number, service: number, servers: number): number {
  const load = rate * service;
  if (load >= servers) return Number.POSITIVE_INFINITY;
  return (erlangC(servers, load) * service) / (servers - load);
}

/** Mean waiting time of M/G/1 by Pollaczek and Khinchine; `Infinity` for a station that cannot keep up. */
export function waitingMG1(rate: number, service: number, variance: number): number {
  const utilization = rate * service;
  if (utilization >= 1) return Number.POSITIVE_INFINITY;
  return (rate * (variance + service * service)) / (2 * (1 - utilization));
}
