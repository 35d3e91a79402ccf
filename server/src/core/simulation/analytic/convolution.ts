/**
 * Throughput of a closed single-class product-form network by the convolution method (Buzen), with rescaling. Mean
 * value analysis with multiple servers is avoided on purpose, because it is unstable near saturation.
 */

/** A station of a closed network: its demand, and how many times faster it works with n requests than with one. */
export interface ClosedStation {
  readonly demandUs: number;
  readonly speedup: (requests: number) => number;
}

/** The largest population that double precision supports without further scaling. */
export const largestPopulation = 512;

/** The usual speedup of `servers` servers, which may be fractional. */
export const multiServer =
  (servers: number) =>
  (requests: number): number =>
    Math.min(requests, servers);

/**
 * Throughput per microsecond for 1 to `population` requests; index n is for n requests, index 0 is 0. `delayUs` is the
 * time spent without waiting. The demands and the delay must not all be 0.
 */
export function closedThroughput(
  stations: readonly ClosedStation[],
  delayUs: number,
  population: number,
): Float64Array {
  const busy = stations.filter(({ demandUs }) => demandUs > 0);
  const total = delayUs + busy.reduce((sum, { demandUs }) => sum + demandUs, 0);
  const largest = busy.reduce((most, { demandUs, speedup }) => Math.max(most, demandUs / speedup(population)), 0);
  // With the time unit near 1/X the terms stay within e^population.
  const unit = Math.max(largest, total / population);
  const constants = new Float64Array(population + 1);
  constants[0] = 1;
  for (let n = 1; n <= population; n++) constants[n] = (constants[n - 1]! * (delayUs / unit)) / n;
  const terms = new Float64Array(population + 1);
  for (const { demandUs, speedup } of busy) {
    if (speedup(2) === 1 && speedup(population) === 1) addSingleServer(constants, demandUs / unit);
    else addStation(constants, terms, demandUs / unit, speedup);
  }
  const throughput = new Float64Array(population + 1);
  for (let n = 1; n <= population; n++) throughput[n] = constants[n - 1]! / constants[n]! / unit;
  return throughput;
}

function addSingleServer(constants: Float64Array, demand: number): void {
  for (let n = 1; n < constants.length; n++) constants[n] = constants[n]! + demand * constants[n - 1]!;
  rescale(constants);
}

function addStation(
  constants: Float64Array,
  terms: Float64Array,
  demand: number,
  speedup: (n: number) => number,
): void {
  terms[0] = 1;
  for (let n = 1; n < terms.length; n++) terms[n] = (terms[n - 1]! * demand) / speedup(n);
  for (let n = constants.length - 1; n >= 0; n--) {
    let sum = 0;
    for (let k = 0; k <= n; k++) sum += terms[k]! * constants[n - k]!;
    constants[n] = sum;
  }
  rescale(constants);
}

/** Only ratios matter, so a common factor can be dropped. */
function rescale(constants: Float64Array): void {
  let most = 0;
  for (const value of constants) most = Math.max(most, value);
  const factor = 1 / most;
  for (let n = 0; n < constants.length; n++) constants[n] = constants[n]! * factor;
}
