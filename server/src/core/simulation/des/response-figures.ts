/**
 * The response times of a disk, as far as its run supports them: what was not observed is `null`, and so is the
 * interval of a mean whose observations are correlated for longer than a batch. A note says how many requests it would
 * take.
 */
import { whole } from "../../figures.ts";
import { batchInterval, percentile } from "../kernel/statistics.ts";
import type { Chain } from "../network.ts";
import type { ResponseTime } from "../report.ts";
import { maxRequests } from "../system-spec.ts";
import { enoughRequests } from "./run-length.ts";

export interface ResponseFigures {
  readonly responseTimeUs: ResponseTime;
  readonly notes: readonly string[];
}

/**
 * Fewer than `fewest` requests give no figures. `offered` is that of the disk's prediction. `requestsFor` returns how
 * many requests a simulation needs in all to measure that many of this disk; `undefined` if more would not help.
 */
export function responseFigures(
  chain: Chain,
  series: Float64Array,
  fewest: number,
  throughputIops: number,
  offered: number,
  saturated: boolean,
  requestsFor: (measured: number) => number | undefined,
): ResponseFigures {
  const { mean, halfWidth, isCorrelated } = batchInterval(series);
  const outstanding = chain.population ?? (throughputIops * mean) / 1e6;
  const missing = whatIsMissing(chain, series.length, fewest, throughputIops * mean);
  if (missing) return { responseTimeUs: nothing, notes: [`${missing.why} ${takes(missing.needed, requestsFor)}`] };
  const sorted = series.slice().sort();
  const at = (share: number): number | null =>
    // For example 1 - 0.99, which is slightly more than a hundredth.
    series.length * (1 - share) >= 1 - 1e-9 ? percentile(sorted, share) : null;
  const memory = chain.population === undefined ? 200 * memoryOf(Math.min(offered, 0.9999), outstanding) : 0;
  const enough = Math.max(fewestForInterval, 10 * outstanding, memory);
  const isCarried = series.length >= enough && !isCorrelated && !saturated;
  const needed = isCorrelated ? Math.max(enough, 10 * series.length) : enough;
  const few =
    series.length < 100 ? [`Only ${series.length} of its requests were measured; its figures are rough.`] : [];
  return {
    responseTimeUs: {
      mean,
      halfWidth95: isCarried ? halfWidth : null,
      p50: at(0.5),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
      p999: at(0.999),
    },
    notes: isCarried
      ? few
      : [...few, saturated ? growing : `${noInterval(series.length)} ${takes(needed, requestsFor)}`],
  };
}

const growing = "Its mean has no interval: the longer a run lasts, the longer its requests wait.";

const noInterval = (measured: number): string =>
  `Its mean has no interval: there are ${whole(measured)} measured requests.`;

/**
 * The number of requests after which the queue of an open load is independent of its past, with a utilization ρ of
 * `offered`: about 1/(1 - √ρ)² without closed loads, and with them, which fill the rest of the station, the outstanding
 * requests divided by 1 - ρ. A batch takes ten times as many.
 */
function memoryOf(offered: number, outstanding: number): number {
  const idle = 1 - Math.sqrt(offered);
  return Math.max(1 / (idle * idle), outstanding / (1 - offered));
}

/** Fewer requests are not meaningful: with three arrivals, the rate may be anything from a third to twice as much. */
export const fewestForFigures = 10;
/** 20 batches of ten. */
const fewestForInterval = 200;

const nothing: ResponseTime = {
  mean: null,
  halfWidth95: null,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  p999: null,
};

interface Missing {
  /** A sentence. */
  readonly why: string;
  readonly needed: number;
}

/**
 * Why the run gives no response time; by Little's law, throughput times mean must equal the number of outstanding
 * requests.
 */
function whatIsMissing(chain: Chain, measured: number, fewest: number, product: number): Missing | undefined {
  if (measured < fewest) {
    const why =
      measured === 0
        ? "None of its requests was measured: the run ended before."
        : `Only ${measured} of its requests ${measured === 1 ? "was" : "were"} measured: too few for any figure.`;
    return { why, needed: enoughRequests(chain) };
  }
  const { population } = chain;
  if (population === undefined) return undefined;
  const isTurnedOver = measured >= 2 * population && Math.abs(product / 1e6 / population - 1) <= 0.1;
  if (isTurnedOver) return undefined;
  const why = `It has no response time: ${measured} of its requests were measured while ${population} are outstanding.`;
  return { why, needed: enoughRequests(chain) };
}

/** How many requests a simulation needs to measure that many of the disk. */
function takes(needed: number, requestsFor: (measured: number) => number | undefined): string {
  const requests = requestsFor(needed);
  const wanted = `It would take some ${roundedUp(needed)} of this disk`;
  if (requests === undefined) return `${wanted}.`;
  // Near saturation billions would be needed, and an exact number that nobody can run is not useful.
  return requests <= maxRequests
    ? `${wanted}, in a simulation of some ${roundedUp(requests)} requests.`
    : `No simulation measures enough of them: the longest has ${roundedUp(maxRequests)} requests.`;
}

/** Rounded up to two significant digits. */
function roundedUp(value: number): string {
  let step = 1;
  while (value >= 100 * step) step *= 10;
  return whole(Math.ceil(value / step - 1e-9) * step);
}
