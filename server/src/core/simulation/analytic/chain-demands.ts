/** What one disk demands of the stations of its network on average: computed by `demands.ts`, used by all of the analytic engine. */

import type { ArmModel } from "../paths/media-model.ts";
import { coresAtWork, type Station } from "../stations.ts";
import { multiServer } from "./convolution.ts";

export interface Demand {
  us: number;
  variance: number;
  /** Number of visits per request; `us` is the time of all of them. */
  visits: number;
  /** The mean remaining time of the service in progress, as seen by an arrival at a random time. */
  residualUs: number;
  /** The part of the time that does not vary like an exponential one. */
  constantShare: number;
  /** Mean number of servers that the station gives to this disk. */
  servers: number;
  /** The largest share of the station that one of its requests occupies. */
  largestShare: number;
  /** Speedup with n requests at the station, beyond the number of servers: reordering on a spinning disk. */
  speedup?: ((requests: number) => number) | undefined;
  /** For an array of spinning disks: how much faster each server is with n requests at all of them. */
  gain?: ((requests: number) => number) | undefined;
  /** For a spinning disk. */
  arm?: ArmDemand | undefined;
}

/** Positioning times of one disk's requests, over all visits, without other requests in the queue. */
export interface ArmDemand {
  readonly model: ArmModel;
  /** For its random requests; part of the demand. */
  readonly positioningUs: number;
  /** For its sequential requests after another disk was served; not part of the demand. */
  readonly interruptedUs: number;
}

export interface ChainDemands {
  /** By station index: the demand outside the held resource (before and after holding it). */
  readonly outer: Map<number, Demand>;
  readonly inner: Map<number, Demand>;
  readonly outerDelayUs: number;
  /** Delays while the resource is held, without those of empty rings. */
  readonly innerDelayUs: number;
  readonly innerDelayVariance: number;
  /** Delays while the resource is held that occur only if a ring is empty, and the channel whose idleness decides. */
  readonly ringUs: number;
  readonly ringStation: number | undefined;
  /** Work on the host's processors that is also a demand on another station: a virtual processor, a channel, vmwp.exe. */
  readonly host: { readonly station: number; readonly us: number } | undefined;
  /** The limit of Storage QoS: the mean time until a request's tokens are available again. A request that finds them available does not wait. */
  readonly limit: { readonly station: number; readonly us: number } | undefined;
  /** A write goes to several disks at once and waits for the slowest: the demands only give bounds on its time. */
  readonly isForked: boolean;
  /** Each request goes to one disk of an array and waits there even if another is idle: less throughput than servers with one queue. */
  readonly isOnArray: boolean;
  /** The station where durable writes wait for a flush, and its mean time over all requests: all that wait at the same time share one. */
  readonly flush: { readonly station: number; readonly us: number } | undefined;
  /** Index of the held station, its capacity, and how often a request takes it: a large IDE request consists of several commands. */
  readonly gate: { readonly station: number; readonly capacity: number; readonly visits: number } | undefined;
}

/** Number of servers of a station; for processors, as many as their cores are worth. */
export const serversOf = (station: Station): number =>
  station.kind === "processors" ? coresAtWork(station, station.servers) : station.servers;

/** The rate of work of a station with n requests, relative to one server with one request. */
export function speedupOf({ speedup, gain, servers }: Demand): (requests: number) => number {
  const ofServers = multiServer(servers);
  return speedup ?? (gain ? (n) => ofServers(n) * gain(n) : ofServers);
}

/** Demands outside and inside the held resource together. */
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
