/**
 * What the analytic engine reads from a network: for each disk its mean demand on every station, inside and outside the
 * one resource that it holds (the IDE channel, or the right to be outstanding). Averages over the kinds of requests.
 */

import type { Chain, Network } from "../network.ts";
import type { Operation } from "../operations.ts";
import { meanPositioningUs, positioningVariance, queueingSpeedup } from "../paths/media-model.ts";
import type { Station } from "../stations.ts";
import { type ChainDemands, type Demand, serversOf } from "./chain-demands.ts";

/** The demands of one disk. */
export function demandsOf(network: Network, chain: Chain): ChainDemands {
  const collector = new Collector(network.stations, chain);
  for (const kind of chain.kinds) collector.kind(kind.operations, kind.probability, kind.isRandom, kind.bytes);
  return collector.result();
}

/** Sums over the kinds of requests: mean time, second moment, time weighted by the share of the station, positioning. */
class Sums {
  us = 0;
  visits = 0;
  /** Squares of the single visits' times. */
  squares = 0;
  constant = 0;
  second = 0;
  weight = 0;
  largestShare = 0;
  positioning = 0;
  interrupted = 0;
}

class Collector {
  private readonly outer = new Map<number, Sums>();
  private readonly inner = new Map<number, Sums>();
  /** For the kind being read: mean time and variance of all its visits to a station together, outside and inside. */
  private visits = new Map<Sums, { us: number; variance: number }>();
  private outerDelay = 0;
  private innerDelay = 0;
  private innerDelayVariance = 0;
  private ring = 0;
  private ringStation: number | undefined;
  private host: { station: number; us: number } | undefined;
  private limit: { station: number; us: number } | undefined;
  private gate: number | undefined;
  private holdings = 0;
  private isForked = false;
  private flush: { station: number; us: number } | undefined;
  /** The number of disks in the array whose first station this is. */
  private readonly disks = new Map<number, number>();

  constructor(
    private readonly stations: readonly Station[],
    private readonly chain: Chain,
  ) {}

  kind(operations: readonly Operation[], probability: number, isRandom: boolean, bytes: number): void {
    let held = 0;
    let until = -1;
    let share = probability;
    let forkedUntil = -1;
    let branches = 1;
    this.visits.clear();
    operations.forEach((operation, index) => {
      if (index >= until) share = probability;
      if (index >= forkedUntil) branches = 1;
      switch (operation.kind) {
        case "acquire":
          // If a virtual processor is held within the channel, the outer resource is the one that limits.
          if (held++ === 0) {
            this.gate = operation.station;
            this.holdings += probability;
          }
          break;
        case "release":
          held--;
          break;
        case "delay": {
          const variance = operation.shape === "constant" ? 0 : operation.part.us * operation.part.us;
          if (held > 0) {
            this.innerDelay += share * operation.part.us;
            this.innerDelayVariance += share * variance;
          } else this.outerDelay += share * operation.part.us;
          break;
        }
        case "fork":
          this.isForked = true;
          branches = operation.branches;
          forkedUntil = index + 1 + operation.length;
          break;
        case "limit":
          this.limit = { station: operation.station, us: (this.limit?.us ?? 0) + share * operation.us };
          break;
        case "ring-in":
          this.ring += share * operation.part.us;
          break;
        case "allocate":
          until = index + 1 + operation.length;
          share = probability * allocationShare(this.chain, isRandom, bytes);
          break;
        case "arm": {
          const arm = this.stations[operation.station]!.arm!;
          const positioning = operation.isRandom ? meanPositioningUs(arm) : 0;
          const us = positioning + arm.overheadUs + operation.bytes * arm.usPerByte;
          this.add(
            held > 0,
            operation.station,
            probability,
            share * branches,
            us,
            operation.isRandom ? positioningVariance(arm) : 0,
            us,
            positioning,
            meanPositioningUs(arm) - positioning,
          );
          this.disks.set(operation.station, operation.count);
          break;
        }
        case "serve": {
          if (this.stations[operation.station]!.kind === "batch") {
            this.flush = { station: operation.station, us: (this.flush?.us ?? 0) + share * operation.us };
            if (held > 0) this.innerDelay += share * operation.us;
            else this.outerDelay += share * operation.us;
            break;
          }
          const setup = operation.setup ?? [];
          if (setup.length > 0) {
            this.ring += share * setup.reduce((sum, part) => sum + part.us, 0);
            this.ringStation = operation.station;
          }
          if (operation.cpu !== undefined)
            this.host = { station: operation.cpu, us: (this.host?.us ?? 0) + share * operation.us };
          const variance =
            operation.shape === "constant"
              ? 0
              : (operation.us * operation.us) / (operation.shape === "exponential" ? 1 : operation.shape);
          // The disks of an array are alike, and are treated as one station with the servers of all.
          if (operation.isMember) this.disks.set(operation.station, operation.count);
          for (let n = 0; n < (operation.isMember ? 1 : operation.count); n++)
            this.add(
              held > 0,
              operation.station + n,
              probability,
              operation.isMember ? share * branches : share / operation.count,
              operation.us,
              variance,
              operation.us * operation.weight,
              0,
              0,
              operation.shape !== "exponential",
            );
        }
      }
    });
    // Visits of one request add up, but their squares do not.
    for (const [entry, { us, variance }] of this.visits) entry.second += probability * (variance + us * us);
  }

  private add(
    inside: boolean,
    station: number,
    probability: number,
    share: number,
    us: number,
    variance: number,
    weighted: number,
    positioning: number,
    interrupted: number,
    isConstant = false,
  ): void {
    const map = inside ? this.inner : this.outer;
    const entry = map.get(station) ?? new Sums();
    const visits = this.visits.get(entry) ?? { us: 0, variance: 0 };
    visits.us += (share / probability) * us;
    visits.variance += (share / probability) * variance;
    this.visits.set(entry, visits);
    entry.us += share * us;
    if (us > 0) entry.visits += share;
    entry.squares += share * (variance + us * us);
    if (isConstant) entry.constant += share * us;
    entry.weight += share * weighted;
    if (us > 0) entry.largestShare = Math.max(entry.largestShare, weighted / us);
    entry.positioning += share * positioning;
    entry.interrupted += share * interrupted;
    map.set(station, entry);
  }

  result(): ChainDemands {
    const finish = (map: ReadonlyMap<number, Sums>): Map<number, Demand> =>
      new Map(
        [...map].map(([index, entry]) => {
          const disks = this.disks.get(index) ?? 1;
          const one = this.demand(this.stations[index]!, entry, disks);
          return [index, { ...one, servers: one.servers * disks }];
        }),
      );
    const capacity = this.gate === undefined ? 0 : this.stations[this.gate]!.servers;
    return {
      outer: finish(this.outer),
      inner: finish(this.inner),
      outerDelayUs: this.outerDelay,
      innerDelayUs: this.innerDelay,
      innerDelayVariance: this.innerDelayVariance,
      ringUs: this.ring,
      ringStation: this.ringStation,
      host: this.host,
      limit: this.limit,
      isForked: this.isForked,
      isOnArray: [...this.disks.values()].some((disks) => disks > 1),
      flush: this.flush,
      gate: this.gate === undefined ? undefined : { station: this.gate, capacity, visits: this.holdings },
    };
  }

  private demand(station: Station, entry: Sums, disks: number): Demand {
    const variance = Math.max(0, entry.second - entry.us * entry.us);
    const constantShare = entry.us > 0 ? entry.constant / entry.us : 0;
    const { arm } = station;
    const { us, visits, largestShare } = entry;
    const residualUs = us > 0 ? entry.squares / (2 * us) : 0;
    const always = { us, variance, visits, residualUs, constantShare, largestShare };
    if (station.kind === "weighted") return { ...always, servers: entry.weight > 0 ? us / entry.weight : 1 };
    if (!arm) return { ...always, servers: serversOf(station) };
    const armDemand = { model: arm, positioningUs: entry.positioning, interruptedUs: entry.interrupted };
    if (entry.positioning === 0) return { ...always, servers: 1, arm: armDemand };
    const rest = entry.us - entry.positioning;
    const gain = (n: number): number => entry.us / (entry.positioning / queueingSpeedup(arm, n) + rest);
    const onArm = { ...always, servers: 1, arm: armDemand };
    return disks === 1 ? { ...onArm, speedup: gain } : { ...onArm, gain: (n) => gain(n / disks) };
  }
}

/** How often a write allocates a block: always for random writes to an empty disk, once per block for sequential ones. */
export function allocationShare(chain: Chain, isRandom: boolean, bytes: number): number {
  return isRandom ? 1 : Math.min(1, bytes / chain.blockSizeBytes);
}
