/**
 * Several disks at once, each a class of its own: Bard and Schweitzer's approximate mean value analysis, several servers
 * by Sakasegawa's approximation, open loads as classes with a given throughput, and open loads that meet on a spinning
 * disk as one stream. An estimate, and shown as one; it is low where open and closed loads meet on a spinning disk that
 * is nearly saturated.
 */
import { power } from "../kernel/arithmetic.ts";
import type { Network } from "../network.ts";
import type { ChainDemands, Demand } from "./demands.ts";
import { type SharedArm, sharedArms } from "./shared-arms.ts";

export interface Together {
  /** Per microsecond. */
  readonly throughput: number;
  readonly response: number;
  readonly saturated: boolean;
  readonly bottleneck: { readonly station: number; readonly utilization: number };
}

const passes = 400;
const tolerance = 1e-7;

/** What a class asks of one station, as lists for the loop. */
interface Visit {
  readonly station: number;
  readonly demand: Demand;
  readonly isInner: boolean;
  readonly serverTimeUs: number;
}

interface ClassState {
  readonly visits: readonly Visit[];
  readonly delay: number;
  readonly innerDelay: number;
  readonly gate: number | undefined;
  readonly capacity: number;
  /** Requests that circulate; for open loads `undefined`. */
  readonly population: number | undefined;
  readonly rate: number;
  /** The limit of Storage QoS: its station and the time between two requests; no other class waits there. */
  readonly limit: ChainDemands["limit"];
  /** All that share its serial channel, itself included: while it holds the channel they are at no station within. */
  mates: readonly ClassState[];
  throughput: number;
  response: number;
  /** Time from entering the holding to leaving it, the same over all disks that share it, and the wait for it. */
  insideUs: number;
  meanInsideUs: number;
  gateUs: number;
  saturated: boolean;
  /** Requests that wait, by visit. */
  readonly queue: Float64Array;
}

/** Throughput and response time of every chain. */
export function predictAll(network: Network, demands: readonly ChainDemands[]): readonly Together[] {
  const classes = demands.map((each, index) => start(network, each, index));
  for (const each of classes) if (each.capacity === 1) each.mates = classes.filter(({ gate }) => gate === each.gate);
  const stations = network.stations.length;
  const busy = new Float64Array(stations);
  const queue = new Float64Array(stations);
  const arms = sharedArms(
    classes.flatMap(({ visits, population, rate }) =>
      visits.map((visit) => ({ ...visit, rate: population === undefined ? rate : undefined })),
    ),
  );
  // Per holding: requests there or waiting for it, their rate, and time held per time.
  const holding = new Float64Array(stations);
  const rate = new Float64Array(stations);
  const held = new Float64Array(stations);
  for (let pass = 0; pass < passes; pass++) {
    busy.fill(0);
    queue.fill(0);
    for (const column of [holding, rate, held]) column.fill(0);
    for (const each of classes) {
      each.visits.forEach(({ station, serverTimeUs }, index) => {
        busy[station]! += each.throughput * serverTimeUs;
        queue[station]! += each.queue[index]!;
      });
      if (each.gate === undefined) continue;
      holding[each.gate]! += each.throughput * (each.gateUs + each.insideUs);
      rate[each.gate]! += each.throughput;
      held[each.gate]! += each.throughput * each.insideUs;
    }
    for (const each of classes) if (each.gate !== undefined) each.meanInsideUs = held[each.gate]! / rate[each.gate]!;
    let change = 0;
    for (const each of classes) change = Math.max(change, step(each, busy, queue, holding, arms));
    if (change < tolerance) break;
  }
  const utilization = utilizations(classes, stations);
  for (const [station, { busyShare }] of arms) utilization[station] = busyShare;
  return classes.map((each) => ({
    throughput: each.throughput,
    response: each.response,
    saturated: each.saturated,
    bottleneck: bottleneckOf(each, utilization),
  }));
}

function start(network: Network, demands: ChainDemands, index: number): ClassState {
  const chain = network.chains[index]!;
  const visits = [...visitsOf(demands.outer, false), ...visitsOf(demands.inner, true)];
  const population = chain.population;
  const innerDelay = demands.innerDelayUs + demands.ringUs;
  const alone = visits.reduce((sum, { demand }) => sum + demand.us, demands.outerDelayUs + innerDelay);
  const slowest = Math.max(
    ...visits.map(({ serverTimeUs }) => serverTimeUs),
    demands.gate ? alone / demands.gate.capacity : 0,
    demands.limit?.us ?? 0,
  );
  const rate = (chain.rate ?? 0) / 1e6;
  const inside = visits.reduce((sum, { demand, isInner }) => sum + (isInner ? demand.us : 0), innerDelay);
  return {
    visits,
    delay: demands.outerDelayUs,
    innerDelay,
    gate: demands.gate?.station,
    capacity: demands.gate?.capacity ?? Number.POSITIVE_INFINITY,
    population,
    rate,
    limit: demands.limit,
    mates: [],
    throughput: population === undefined ? Math.min(rate, 0.999 / slowest) : Math.min(population / alone, 1 / slowest),
    response: alone,
    insideUs: inside,
    meanInsideUs: inside,
    gateUs: 0,
    saturated: false,
    queue: new Float64Array(visits.length),
  };
}

function visitsOf(demands: ReadonlyMap<number, Demand>, isInner: boolean): readonly Visit[] {
  return [...demands].map(([station, demand]) => ({ station, demand, isInner, serverTimeUs: serverTime(demand) }));
}

/** One pass for one class; returns the relative change of its throughput. */
function step(
  each: ClassState,
  busy: Float64Array,
  queue: Float64Array,
  holding: Float64Array,
  arms: ReadonlyMap<number, SharedArm>,
): number {
  const { population, visits } = each;
  // After Schweitzer an arriving request sees the others, and its own class short of itself.
  const short = population === undefined ? 0 : 1 / Math.min(population, each.capacity);
  let outside = each.delay;
  let inside = each.innerDelay;
  let served = each.rate;
  const waits = visits.map(({ station, demand, isInner, serverTimeUs }, index) => {
    const arm = arms.get(station);
    if (arm) {
      if (isInner) inside += demand.us + arm.waitUs;
      else outside += demand.us + arm.waitUs;
      served = Math.min(served, each.rate * arm.servedShare);
      return Math.max(0, arm.waitUs);
    }
    const servers = Math.max(1, demand.servers);
    const absent = isInner && each.mates.length > 0 ? queueOf(each.mates, station) : short * each.queue[index]!;
    const seen = Math.max(0, queue[station]! - absent);
    const utilization = Math.min(1, Math.max(0, busy[station]! - short * each.throughput * serverTimeUs));
    // Sakasegawa's approximation of the probability that all servers are busy; with one server it is the utilization.
    const allBusy = servers === 1 ? utilization : power(utilization, Math.sqrt(2 * (servers + 1)) - 1);
    const service = demand.speedup ? demand.us / demand.speedup(1 + seen) : demand.us;
    const wait = (service / servers) * (seen + allBusy);
    if (isInner) inside += service + wait;
    else outside += service + wait;
    return wait;
  });
  let gateUs = 0;
  if (each.gate !== undefined && (population === undefined || holding[each.gate]! > 0)) {
    const own = population === undefined ? 0 : (each.throughput * (each.gateUs + inside)) / population;
    const ahead = Math.max(0, holding[each.gate]! - own);
    // Whoever is at the holding in front of an arrival, beyond those that may hold it together.
    gateUs = (Math.max(0, ahead + 1 - each.capacity) * each.meanInsideUs) / each.capacity;
  }
  const response = outside + inside + gateUs;
  const slowest = Math.max(inside / each.capacity, each.limit?.us ?? 0, 1e-9);
  const target =
    population === undefined ? Math.min(served, 0.999 / slowest) : Math.min(population / response, 1 / slowest);
  each.saturated = population === undefined && each.rate > target;
  const next = each.throughput + 0.5 * (target - each.throughput);
  const change = Math.abs(next - each.throughput) / each.throughput;
  each.throughput = next;
  each.response = population === undefined ? response : population / next;
  each.insideUs = inside;
  each.gateUs = Math.max(0, each.response - outside - inside);
  waits.forEach((time, index) => {
    each.queue[index] = next * time;
  });
  return change;
}

const queueOf = (classes: readonly ClassState[], at: number): number =>
  classes.reduce(
    (sum, { visits, queue }) =>
      sum + visits.reduce((own, { station }, index) => own + (station === at ? queue[index]! : 0), 0),
    0,
  );

/** Time that a request keeps the whole station busy while `present` requests are there. */
const busyTime = (demand: Demand, present: number): number =>
  demand.us / (demand.speedup ? demand.speedup(present) : Math.max(1e-9, demand.servers));
/** The same with as many there as it can make use of. */
const serverTime = (demand: Demand): number => busyTime(demand, 32);

/** By station, from the classes as they ended. */
function utilizations(classes: readonly ClassState[], stations: number): Float64Array {
  const utilization = new Float64Array(stations);
  const waiting = new Float64Array(stations);
  for (const { visits, queue } of classes)
    visits.forEach(({ station }, index) => {
      waiting[station]! += queue[index]!;
    });
  for (const each of classes) {
    for (const { station, demand } of each.visits)
      utilization[station]! += each.throughput * busyTime(demand, 1 + waiting[station]!);
    if (each.limit) utilization[each.limit.station]! += each.throughput * each.limit.us;
    if (each.gate !== undefined) utilization[each.gate]! += (each.throughput * each.insideUs) / each.capacity;
  }
  return utilization;
}

function bottleneckOf({ visits, gate, limit }: ClassState, utilization: Float64Array): Together["bottleneck"] {
  let station = visits[0]!.station;
  const candidates = visits.map((visit) => visit.station);
  if (gate !== undefined) candidates.push(gate);
  if (limit) candidates.push(limit.station);
  for (const candidate of candidates) if (utilization[candidate]! > utilization[station]!) station = candidate;
  return { station, utilization: Math.min(1, utilization[station]!) };
}
