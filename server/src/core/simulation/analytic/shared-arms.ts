/**
 * Spinning disks that only open loads share: all their arrivals together are one Poisson stream with a mix of services.
 */
import type { Demand } from "./chain-demands.ts";
import { openQueue } from "./reordering-station.ts";

export interface SharedArm {
  /**
   * Mean waiting time, in addition to the service that the request would have alone; negative if reordering gains more.
   * For a saturated disk, that just below saturation.
   */
  readonly waitUs: number;
  readonly busyShare: number;
}

/** The requests of one load at one station. */
export interface OpenVisit {
  readonly station: number;
  readonly demand: Demand;
  /** Number of identical loads there. */
  readonly count: number;
  /** The rate of all of them, per microsecond; `undefined` for requests that do not arrive at random times: those of a closed load, or through a serial channel. */
  readonly rate: number | undefined;
}

/** By station, for the spinning disks that only open loads visit, each request once and at random. */
export function sharedArms(visits: readonly OpenVisit[]): ReadonlyMap<number, SharedArm> {
  const byStation = new Map<number, OpenVisit[]>();
  for (const visit of visits) {
    const known = byStation.get(visit.station);
    if (known) known.push(visit);
    else byStation.set(visit.station, [visit]);
  }
  const arms = new Map<number, SharedArm>();
  for (const [station, own] of byStation) {
    const isOneStream = own.every(
      ({ rate, demand: { arm, visits, servers } }) =>
        rate !== undefined &&
        arm &&
        servers === 1 &&
        visits <= 1 &&
        (arm.interruptedUs === 0 || (own.length === 1 && own[0]!.count === 1)),
    );
    if (isOneStream) arms.set(station, sharedArm(own));
  }
  return arms;
}

/** The number of requests that a disk can make use of. */
export const deepest = 32;

function sharedArm(visits: readonly OpenVisit[]): SharedArm {
  const rate = visits.reduce((sum, visit) => sum + visit.rate!, 0);
  const mean = (of: (demand: Demand) => number): number =>
    visits.reduce((sum, visit) => sum + (visit.rate! / rate) * of(visit.demand), 0);
  const demandUs = mean(({ us }) => us);
  const variance = mean((demand) => demand.variance + demand.us * demand.us) - demandUs * demandUs;
  const speedup = (n: number): number => demandUs / mean((demand) => demand.us / (demand.speedup?.(n) ?? 1));
  const ceiling = speedup(deepest) / demandUs;
  // Above saturation there is no steady state; one slightly below represents it.
  const isSaturated = rate >= ceiling;
  const served = isSaturated ? 0.99 * ceiling : rate;
  const { busyShare, meanRequests } = openQueue({ demandUs, variance, speedup }, served);
  return { waitUs: meanRequests / served - demandUs, busyShare: isSaturated ? 1 : busyShare };
}
