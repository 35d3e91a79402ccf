/** Spinning disks on which open loads alone meet: all their arrivals together are one Poisson stream with a mix of services. */
import type { Demand } from "./chain-demands.ts";
import { openQueue } from "./reordering-station.ts";

export interface SharedArm {
  /**
   * Mean waiting time, beyond the service that the request would have alone; negative where reordering gains more. Of a
   * saturated disk it is that just below saturation.
   */
  readonly waitUs: number;
  readonly busyShare: number;
}

/** What one load brings to one station. */
export interface OpenVisit {
  readonly station: number;
  readonly demand: Demand;
  /** Loads like this one there. */
  readonly count: number;
  /** Of all of them, per microsecond; `undefined` for requests that do not come at any time: those of a closed load, or through a serial channel. */
  readonly rate: number | undefined;
}

/** By station, of the spinning disks that open loads alone visit, each request once and at random. */
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

/** As many requests as a disk makes use of. */
export const deepest = 32;

function sharedArm(visits: readonly OpenVisit[]): SharedArm {
  const rate = visits.reduce((sum, visit) => sum + visit.rate!, 0);
  const mean = (of: (demand: Demand) => number): number =>
    visits.reduce((sum, visit) => sum + (visit.rate! / rate) * of(visit.demand), 0);
  const demandUs = mean(({ us }) => us);
  const variance = mean((demand) => demand.variance + demand.us * demand.us) - demandUs * demandUs;
  const speedup = (n: number): number => demandUs / mean((demand) => demand.us / (demand.speedup?.(n) ?? 1));
  const ceiling = speedup(deepest) / demandUs;
  // Above saturation there is no steady state; one a little below stands for it.
  const isSaturated = rate >= ceiling;
  const served = isSaturated ? 0.99 * ceiling : rate;
  const { busyShare, meanRequests } = openQueue({ demandUs, variance, speedup }, served);
  return { waitUs: meanRequests / served - demandUs, busyShare: isSaturated ? 1 : busyShare };
}
