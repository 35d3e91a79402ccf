/** What one disk asks of the stations of its network on average: read by `demands.ts`, used by all of the analytic engine. */

import type { ArmModel } from "../paths/media-model.ts";
import { coresAtWork, type Station } from "../stations.ts";
import { multiServer } from "./convolution.ts";

export interface Demand {
  us: number;
  variance: number;
  /** Times that a request waits there; `us` is that of all of them. */
  visits: number;
  /** What an arrival at any time finds left of the service in progress, on average. */
  residualUs: number;
  /** Part of the time that does not vary as an exponential one does. */
  constantShare: number;
  /** Mean number of servers' worth that the station gives to this disk. */
  servers: number;
  /** The largest share of the station that one of its requests takes. */
  largestShare: number;
  /** Speedup with n requests there, beyond servers: reordering on a spinning disk. */
  speedup?: ((requests: number) => number) | undefined;
  /** Of an array of spinning disks: how much faster each of its servers is with n requests at all of them. */
  gain?: ((requests: number) => number) | undefined;
  /** Of a spinning disk. */
  arm?: ArmDemand | undefined;
}

/** Positioning of one disk's requests, of all visits, with nothing else in the queue. */
export interface ArmDemand {
  readonly model: ArmModel;
  /** Of its random requests; part of the demand. */
  readonly positioningUs: number;
  /** Of its sequential requests where another disk was served before; no part of the demand. */
  readonly interruptedUs: number;
}

export interface ChainDemands {
  /** Station index to demand, before and after the holding. */
  readonly outer: Map<number, Demand>;
  readonly inner: Map<number, Demand>;
  readonly outerDelayUs: number;
  /** Delays inside the holding, without those of empty rings. */
  readonly innerDelayUs: number;
  readonly innerDelayVariance: number;
  /** Delays inside the holding that only an empty ring causes, and the channel whose idleness decides. */
  readonly ringUs: number;
  readonly ringStation: number | undefined;
  /** Work on the host's processors that is also a demand of another station: of a virtual processor, a channel, vmwp.exe. */
  readonly host: { readonly station: number; readonly us: number } | undefined;
  /** The limit of Storage QoS: mean time that a request's tokens take to come back. Who finds them there does not wait. */
  readonly limit: { readonly station: number; readonly us: number } | undefined;
  /** A write goes to several disks at once and waits for the slowest: the demands bound it, and do not say its time. */
  readonly isForked: boolean;
  /** Each request goes to one disk of an array and waits there, though another may be idle: less than servers of one queue. */
  readonly isOnArray: boolean;
  /** Where durable writes wait for a flush, and its mean time over all requests: all that wait at the same time share one. */
  readonly flush: { readonly station: number; readonly us: number } | undefined;
  /** Index of the held station, how many hold it at once, and how often a request takes it: a large IDE request is several commands. */
  readonly gate: { readonly station: number; readonly capacity: number; readonly visits: number } | undefined;
}

/** Servers of a station; of processors, as many as their cores are worth. */
export const serversOf = (station: Station): number =>
  station.kind === "processors" ? coresAtWork(station, station.servers) : station.servers;

/** Work of a station with n requests there, over that of one server with one. */
export function speedupOf({ speedup, gain, servers }: Demand): (requests: number) => number {
  const ofServers = multiServer(servers);
  return speedup ?? (gain ? (n) => ofServers(n) * gain(n) : ofServers);
}

/** Demands inside and outside the holding together. */
export function combined({ outer, inner }: ChainDemands): Map<number, Demand> {
  const result = new Map(inner);
  for (const [station, demand] of outer) {
    const other = result.get(station);
    result.set(
      station,
      other
        ? {
            ...demand,
            us: demand.us + other.us,
            variance: demand.variance + other.variance,
            visits: demand.visits + other.visits,
          }
        : demand,
    );
  }
  return result;
}
