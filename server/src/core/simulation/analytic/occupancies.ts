/** The classes of requests that `together.ts` solves for, and their presence at each station. */
import type { Network } from "../network.ts";
import type { ChainDemands, Demand } from "./chain-demands.ts";
import { noOccupancy, Occupancy } from "./waiting-time.ts";

/** The demand of a class on one station, and the result of the last pass. */
export interface Visit {
  readonly station: number;
  readonly demand: Demand;
  readonly isInner: boolean;
  /** Service time of all visits with the present queue. */
  us: number;
  /** The same including waiting. */
  timeUs: number;
  /** Requests of the class at the station, waiting and in service. */
  present: number;
}

/** The requests of one disk. */
export interface RequestClass {
  readonly demands: ChainDemands;
  readonly visits: readonly Visit[];
  /** For the time in which the resource is held. */
  readonly innerVariance: number;
  /** Circulating requests; `undefined` for open loads. */
  readonly population: number | undefined;
  /** The largest number of requests at its stations, beyond the gate. */
  readonly together: number;
  /**
   * All classes that share its serial channel, including itself: while one holds the channel, the others are at no
   * station inside.
   */
  mates: readonly RequestClass[];
  /** For an open load: arrivals per microsecond, and the share of them that is served. */
  readonly rate: number;
  served: number;
  /** Per microsecond. */
  throughput: number;
  response: number;
  insideUs: number;
  /** Requests that hold the gate or wait for it. */
  atGate: number;
}

/** The initial state: as if no request waited. */
export function requestClass(network: Network, demands: ChainDemands, index: number): RequestClass {
  const { population, rate: perSecond = 0 } = network.chains[index]!;
  // No other disk meets the requests that Storage QoS holds back.
  const rate = Math.min(perSecond / 1e6, 1 / (demands.limit?.us ?? 0));
  const visits = [...visitsOf(demands.outer, false), ...visitsOf(demands.inner, true)];
  const timeOf = (inner: boolean): number =>
    visits.reduce((sum, { us, isInner }) => sum + (isInner === inner ? us : 0), 0);
  const insideUs = timeOf(true) + demands.innerDelayUs + demands.ringUs;
  const response = insideUs + timeOf(false) + demands.outerDelayUs;
  const throughput = population === undefined ? rate : population / response;
  for (const visit of visits) visit.present = throughput * visit.us;
  return {
    demands,
    visits,
    innerVariance: [...demands.inner.values()].reduce(
      (sum, { variance }) => sum + variance,
      demands.innerDelayVariance,
    ),
    population,
    together: Math.min(population ?? Number.POSITIVE_INFINITY, demands.gate?.capacity ?? Number.POSITIVE_INFINITY),
    mates: [],
    rate,
    served: 1,
    throughput,
    response,
    insideUs,
    atGate: 0,
  };
}

/** In the order of a class's visits. */
export const stationsOf = ({ outer, inner }: ChainDemands): readonly number[] => [
  ...[...outer].flatMap(([station, { us }]) => (us > 0 ? [station] : [])),
  ...[...inner].flatMap(([station, { us }]) => (us > 0 ? [station] : [])),
];

function visitsOf(demands: ReadonlyMap<number, Demand>, isInner: boolean): Visit[] {
  return [...demands]
    .filter(([, { us }]) => us > 0)
    .map(([station, demand]) => ({ station, demand, isInner, us: demand.us, timeUs: demand.us, present: 0 }));
}

/** The number of identical disks at one station. */
interface Visitor {
  readonly each: RequestClass;
  readonly visit: Visit;
  count: number;
}

/** The requests of all classes at each station. */
export class Occupancies {
  readonly at: readonly Occupancy[];
  readonly visitors: readonly Visitor[][];
  /** The longest service of one visit. */
  readonly longestUs: Float64Array;
  private readonly used: readonly number[];
  /** For a class that asks which requests it finds at a station; computed once because it is used so often. */
  readonly others = new Occupancy();
  /** By station: the number of requests that may hold it as their gate, in total. */
  private readonly maxHolders: Float64Array;
  /** By station: the classes that hold it as their gate, each with the number of disks there that it represents. */
  private readonly byGate: readonly RequestClass[][];
  private readonly classes: readonly RequestClass[];

  /** `standIn` is the class that represents each disk; only stations of representing classes are considered. */
  constructor(stations: number, demands: readonly ChainDemands[], standIn: readonly RequestClass[]) {
    this.classes = [...new Set(standIn)];
    this.at = Array.from({ length: stations }, () => new Occupancy());
    this.visitors = Array.from({ length: stations }, () => []);
    this.byGate = Array.from({ length: stations }, () => []);
    this.longestUs = new Float64Array(stations);
    this.maxHolders = new Float64Array(stations);
    const used = new Set(this.classes.flatMap(({ visits }) => visits.map(({ station }) => station)));
    this.used = [...used];
    const gates = new Set(this.classes.map(({ demands: { gate } }) => gate?.station));
    demands.forEach((own, disk) => {
      const each = standIn[disk]!;
      stationsOf(own).forEach((station, place) => {
        if (used.has(station)) this.visitor(station, each, each.visits[place]!).count++;
      });
      if (!own.gate || !gates.has(own.gate.station)) return;
      this.byGate[own.gate.station]!.push(each);
      this.maxHolders[own.gate.station]! += each.population ?? Number.POSITIVE_INFINITY;
    });
  }

  private visitor(station: number, each: RequestClass, visit: Visit): Visitor {
    const visitors = this.visitors[station]!;
    const known = visitors.find((visitor) => visitor.visit === visit);
    if (known) return known;
    const visitor = { each, visit, count: 0 };
    visitors.push(visitor);
    return visitor;
  }

  /** The classes of all that hold a gate, one for each disk. */
  holders(gate: number): readonly RequestClass[] {
    return this.byGate[gate]!;
  }

  /** Whether none of them ever waits for a gate. */
  isWide({ station, capacity }: NonNullable<ChainDemands["gate"]>): boolean {
    return this.maxHolders[station]! <= capacity;
  }

  /** Recomputes all sums from the classes. */
  gather(): void {
    for (const station of this.used) {
      const occupancy = this.at[station]!;
      occupancy.copyFrom(noOccupancy);
      this.longestUs[station] = 0;
      for (const { each, visit, count } of this.visitors[station]!) {
        add(occupancy, each, visit, count);
        this.longestUs[station] = Math.max(this.longestUs[station]!, serviceOf(visit));
      }
    }
    for (const { demands, throughput } of this.classes) {
      const { gate, limit } = demands;
      if (limit) this.at[limit.station]!.busy = throughput * limit.us;
      if (!gate) continue;
      const occupancy = this.at[gate.station]!;
      occupancy.copyFrom(noOccupancy);
      for (const holder of this.byGate[gate.station]!) addGate(occupancy, holder, holder.demands.gate!, 1);
    }
  }

  /** The highest utilization of a station on the path of a class by open loads, if all their requests were served. */
  offeredTo({ visits, demands: { gate, limit }, rate }: RequestClass): number {
    let most = limit ? rate * limit.us : 0;
    for (const { station } of visits) most = Math.max(most, this.at[station]!.offered);
    return gate ? Math.max(most, this.at[gate.station]!.offered) : most;
  }
}

/** Service time of one visit with the present queue. */
const serviceOf = ({ demand, us }: Visit): number => us / demand.visits;

/** Adds `share` of a class to those at a station; a negative share removes it. */
export function add(occupancy: Occupancy, each: RequestClass, { demand, us, present }: Visit, share: number): void {
  const servers = Math.max(1, demand.servers);
  const one = us / demand.visits / servers;
  const within = Math.min(1, present / each.together);
  const busy = (share * each.throughput * us) / servers;
  occupancy.occupied += (share * present) / servers;
  occupancy.variance += (share * present * (1 - within)) / (servers * servers);
  occupancy.work += share * present * one;
  occupancy.busy += busy;
  occupancy.yielding += busy * (1 - within);
  occupancy.whole += busy * one;
  occupancy.remaining += busy * (demand.residualUs / servers) * (us / demand.us);
  if (each.population === undefined) {
    occupancy.openBusy += busy;
    occupancy.openWhole += busy * one;
    occupancy.offered += (share * each.rate * us) / servers;
    occupancy.openRate += share * each.throughput * demand.visits;
  } else {
    occupancy.closed += share * present;
    occupancy.closedRate += share * each.throughput * demand.visits;
  }
}

/** The same for those that hold a gate or wait for it. */
export function addGate(
  occupancy: Occupancy,
  each: RequestClass,
  { capacity, visits }: NonNullable<ChainDemands["gate"]>,
  share: number,
): void {
  const { insideUs, innerVariance, throughput, population, atGate } = each;
  const one = insideUs / visits / capacity;
  const within = population === undefined ? 0 : Math.min(1, atGate / population);
  const busy = (share * throughput * insideUs) / capacity;
  occupancy.occupied += (share * atGate) / capacity;
  occupancy.variance += (share * atGate * (1 - within)) / (capacity * capacity);
  occupancy.work += share * atGate * one;
  occupancy.busy += busy;
  occupancy.whole += busy * one;
  occupancy.remaining += (busy * one * (1 + innerVariance / (insideUs * insideUs))) / 2;
  if (population === undefined) {
    occupancy.openBusy += busy;
    occupancy.openWhole += busy * one;
    occupancy.offered += (share * each.rate * insideUs) / capacity;
    occupancy.openRate += share * throughput * visits;
  } else occupancy.closedRate += share * throughput * visits;
}

/**
 * First come, first served: the requests that a request finds have arrived since its own last visit, `sinceUs` ago, of
 * which it spent `awakeUs` in transit and in service. Of requests with a longer service than that, it finds fewer than
 * the average number, and those have just begun. `share` of all is still in the occupancy.
 */
export function withoutEarlier(
  others: Occupancy,
  visitors: Occupancies["visitors"][number],
  self: RequestClass,
  sinceUs: number,
  awakeUs: number,
  share: number,
): void {
  for (const { each, visit, count } of visitors) {
    const stay = (share * visit.present) / (each.throughput * visit.demand.visits);
    const longer = Math.min(serviceOf(visit) - awakeUs, stay - sinceUs);
    if (longer <= 0 || each === self || self.mates.includes(each)) continue;
    const met = (share * sinceUs) / (sinceUs + longer);
    add(others, each, visit, count * (met - share));
    const servers = Math.max(1, visit.demand.servers);
    const { residualUs } = visit.demand;
    const left = Math.max(residualUs, serviceOf(visit) - sinceUs / 2);
    others.remaining += (count * met * each.throughput * visit.us * (left - residualUs)) / (servers * servers);
  }
}
