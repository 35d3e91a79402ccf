/**
 * The analytic engine: throughput, response time and bottleneck of disks from their demands, fast enough for a hover.
 * One disk with a closed load may be a product-form network; everything else is an estimate (`together.ts`), or needs a
 * simulation (`limitations.ts`).
 */
import type { Chain, Network } from "../network.ts";
import { kneeUtilization } from "../stations.ts";
import { type ChainDemands, combined, type Demand, serversOf, speedupOf } from "./chain-demands.ts";
import { type ClosedStation, closedThroughput, largestPopulation } from "./convolution.ts";
import { demandsOf } from "./demands.ts";
import { type Limitation, limitationsOf } from "./limitations.ts";
import { closedBusyShare } from "./reordering-station.ts";
import { predictAll, type Together } from "./together.ts";

export interface Prediction {
  readonly throughputIops: number;
  readonly responseTimeUs: number;
  /** Whether it is an open load that exceeds what the path can serve, so that there is no response time. */
  readonly saturated: boolean;
  /** The highest utilization of a station on its path by open loads, if all their requests were served. */
  readonly offered: number;
  readonly bottleneck: { readonly station: string; readonly utilization: number };
  readonly asymptotes: {
    readonly zeroLoadResponseUs: number;
    readonly maximumIops: number;
    /** Outstanding requests at which the two asymptotes meet. */
    readonly kneeQueueDepth: number;
  };
  /**
   * `estimate` if the network has no product form: several disks at once, open loads, or several requests at stations
   * with constant service times, which flash has. It is within 15% of the simulation. `simulation` if it would not be:
   * these figures are only bounds.
   */
  readonly method: "product-form" | "estimate" | "simulation";
  /** Why only a simulation gives figures. */
  readonly limitation?: Limitation | undefined;
}

const perSecond = 1e6;

/** One disk with all others idle. */
export function predict(network: Network, disk: number): Prediction {
  return predictTogether({ ...network, chains: [network.chains[disk]!] })[0]!;
}

/** The most that a disk's path can serve with all others idle. */
export interface Capacity {
  readonly maximumIops: number;
  /** The station that limits it. */
  readonly station: string;
  /** Whether an open load needs more than that. */
  readonly isExceeded: boolean;
}

/** The part of `predict` that needs no solution for the queues, for checking a thousand disks at once. */
export function capacity(network: Network, disk: number): Capacity {
  const chain = network.chains[disk]!;
  const ceilings = ceilingsOf(network, demandsOf(network, chain));
  return {
    maximumIops: ceilings.asymptotes.maximumIops,
    station: network.stations[ceilings.station]!.id,
    isExceeded: chain.rate !== undefined && (chain.rate / perSecond) * ceilings.perRequestUs > justReached,
  };
}

/**
 * All disks of the network at once: exact for a single one with a closed load and product form, otherwise an estimate.
 */
export function predictTogether(network: Network): readonly Prediction[] {
  const demands = network.chains.map((chain) => demandsOf(network, chain));
  const ceilings = demands.map((each) => ceilingsOf(network, each));
  const { population } = network.chains[0]!;
  const isAlone = demands.length === 1;
  const isExact = isAlone && population !== undefined && isProductForm(demands[0]!, population);
  // With more requests than the path accepts at once, the distribution of its service times does not matter.
  const isFull = isAlone && population !== undefined && population > (demands[0]!.gate?.capacity ?? population);
  const results = isExact || isFull ? [closed(demands[0]!, ceilings[0]!, population)] : predictAll(network, demands);
  const limitations = limitationsOf(network, demands, results);
  return results.map(({ throughput, response, bottleneck, saturated, offered }, index): Prediction => {
    const { asymptotes } = ceilings[index]!;
    const limitation = limitations[index];
    return {
      throughputIops: isAlone && saturated ? asymptotes.maximumIops : throughput * perSecond,
      responseTimeUs: response + burstUs(network.chains[index]!, ceilings[index]!),
      saturated,
      offered,
      bottleneck: { station: network.stations[bottleneck.station]!.id, utilization: bottleneck.utilization },
      asymptotes,
      method: limitation ? "simulation" : isExact ? "product-form" : "estimate",
      limitation,
    };
  });
}

/** Requests of one burst wait for each other at the slowest station. */
const burstUs = ({ burst }: Chain, { perRequestUs }: Ceilings): number => ((burst - 1) / 2) * perRequestUs;

/** Throughput and response time over the queue depth, for one disk with all others idle. */
export function predictCurve(
  network: Network,
  disk: number,
  largest: number,
): readonly { readonly queueDepth: number; readonly throughputIops: number; readonly responseTimeUs: number }[] {
  const demands = demandsOf(network, network.chains[disk]!);
  const throughput = throughputCurve(demands, Math.min(largest, largestPopulation));
  return Array.from(throughput.subarray(1), (value, index) => ({
    queueDepth: index + 1,
    throughputIops: value * perSecond,
    responseTimeUs: (index + 1) / value,
  }));
}

interface Ceilings {
  readonly asymptotes: Prediction["asymptotes"];
  /** Time per request at the slowest station with all its servers busy, and which station that is. */
  readonly station: number;
  readonly perRequestUs: number;
}

function ceilingsOf(network: Network, demands: ChainDemands): Ceilings {
  let station = demands.gate?.station ?? 0;
  let perRequestUs = 0;
  for (const [index, demand] of combined(demands)) {
    // Behind a serial channel, a spinning disk never sees more than one request.
    const most = demands.gate?.capacity ?? network.stations.length;
    const us = demand.us / speedupOf(demand)(Math.min(most, 1e6));
    if (us > perRequestUs) [station, perRequestUs] = [index, us];
  }
  const zeroLoadResponseUs =
    total(demands.outer) + total(demands.inner) + demands.outerDelayUs + demands.innerDelayUs + demands.ringUs;
  if (demands.gate) {
    const inside = zeroLoadResponseUs - total(demands.outer) - demands.outerDelayUs;
    if (inside / demands.gate.capacity > perRequestUs)
      [station, perRequestUs] = [demands.gate.station, inside / demands.gate.capacity];
  }
  if (demands.host) {
    const { station: host, us } = demands.host;
    const own = combined(demands).get(host)?.us ?? 0;
    const each = (us + own) / serversOf(network.stations[host]!);
    if (each > perRequestUs) [station, perRequestUs] = [host, each];
  }
  if (demands.limit && demands.limit.us > perRequestUs)
    [station, perRequestUs] = [demands.limit.station, demands.limit.us];
  const maximum = 1 / perRequestUs;
  return {
    asymptotes: { zeroLoadResponseUs, maximumIops: maximum * perSecond, kneeQueueDepth: zeroLoadResponseUs * maximum },
    station,
    perRequestUs,
  };
}

function closed(demands: ChainDemands, ceilings: Ceilings, population: number): Together {
  const solved = Math.min(population, largestPopulation);
  const throughput = throughputCurve(demands, solved)[solved]!;
  return {
    throughput,
    response: population / throughput,
    saturated: false,
    isSettled: true,
    offered: 0,
    bottleneck: bottleneckOf(demands, ceilings, solved, throughput),
  };
}

/** As in `together.ts`, but without waiting times. */
function bottleneckOf(
  demands: ChainDemands,
  ceilings: Ceilings,
  population: number,
  throughput: number,
): Together["bottleneck"] {
  const utilization = closedUtilization(demands, ceilings, population, throughput);
  if (utilization >= kneeUtilization) return { station: ceilings.station, utilization };
  const { flush } = demands;
  const [[station, demand]] = [...combined(demands)].sort(([, a], [, b]) => b.us - a.us) as [[number, Demand]];
  if (population === 1 && flush && flush.us > demand.us)
    return { station: flush.station, utilization: Math.min(1, throughput * flush.us) };
  return { station, utilization: Math.min(1, (throughput * demand.us) / Math.max(1, demand.servers)) };
}

/** Several requests at once must not meet a station whose service times are mostly constant. */
function isProductForm(demands: ChainDemands, population: number): boolean {
  if (population === 1) return true;
  const shared = demands.gate?.capacity === 1 ? demands.outer : combined(demands);
  return [...shared.values()].every(({ constantShare }) => constantShare < 0.5);
}

function closedUtilization(
  demands: ChainDemands,
  { station, perRequestUs }: Ceilings,
  population: number,
  throughput: number,
): number {
  const all = combined(demands);
  const own = all.get(station);
  if (!own?.speedup) return Math.min(1, throughput * perRequestUs);
  all.delete(station);
  const inside = Math.min(population, demands.gate?.capacity ?? population);
  const delayUs = demands.outerDelayUs + demands.innerDelayUs;
  return closedBusyShare({ demandUs: own.us, speedup: own.speedup }, stationsOf(all), delayUs, inside);
}

/**
 * Throughput for 1 to `population` requests. What happens while a request holds a place is solved first as a network of its
 * own, and then counts as a single station of the whole (Norton's theorem for queues); with one place that is the closed
 * form 1/S of a serial channel. How often a ring is empty depends on the throughput, so both are found in turn.
 */
function throughputCurve(demands: ChainDemands, population: number): Float64Array {
  const curve = unlimitedCurve(demands, population);
  const { limit } = demands;
  // Tokens become available at even intervals: below the limit no request waits for them.
  return limit ? curve.map((value) => Math.min(value, 1 / limit.us)) : curve;
}

function unlimitedCurve(demands: ChainDemands, population: number): Float64Array {
  if (demands.ringUs === 0) return curveWithRing(demands, population, demands.innerDelayUs);
  // Two curves: with rings that are always empty (one request), and with rings as empty as the channel is idle at the full population.
  const cautious = curveWithRing(demands, population, demands.innerDelayUs + demands.ringUs);
  const channel = demands.ringStation === undefined ? undefined : demands.inner.get(demands.ringStation);
  if (!channel) return cautious;
  const least = curveWithRing(demands, population, demands.innerDelayUs);
  return cautious.map((value, n) => {
    const inside = Math.min(n, demands.gate?.capacity ?? n);
    let x = value;
    for (let pass = 0; pass < 4 && inside > 1; pass++) {
      const empty = 1 - Math.min(1, (x * channel.us * (inside - 1)) / inside);
      x = 1 / (empty / value + (1 - empty) / least[n]!);
    }
    return x;
  });
}

function curveWithRing(demands: ChainDemands, population: number, innerDelayUs: number): Float64Array {
  const { gate } = demands;
  if (!gate || gate.capacity >= population)
    return closedThroughput(stationsOf(combined(demands)), demands.outerDelayUs + innerDelayUs, population);
  const inside = closedThroughput(stationsOf(demands.inner), innerDelayUs, gate.capacity);
  const alone = inside[1]!;
  const held: ClosedStation = {
    demandUs: 1 / alone,
    speedup: (n) => inside[Math.min(n, gate.capacity)]! / alone,
  };
  return closedThroughput([...stationsOf(demands.outer), held], demands.outerDelayUs, population);
}

/** The limit allows exactly this rate, apart from rounding. */
const justReached = 1 + 1e-9;

const stationsOf = (map: ReadonlyMap<number, Demand>): ClosedStation[] =>
  [...map.values()].map((demand) => ({ demandUs: demand.us, speedup: speedupOf(demand) }));
const total = (map: ReadonlyMap<number, Demand>): number => [...map.values()].reduce((sum, { us }) => sum + us, 0);
