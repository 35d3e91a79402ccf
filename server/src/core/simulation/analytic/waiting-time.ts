/** How long an arriving request waits at a station, first come, first served, for the work of all requests there. */
import { exponential, logarithm } from "../kernel/arithmetic.ts";

/** The requests at a station, in parts of its capacity: a request on one of c servers uses 1/c of it. */
export class Occupancy {
  /** Capacity that the requests there use or will use, waiting and in service; if it is above 1, some are waiting. */
  occupied = 0;
  /** Variance of that. */
  variance = 0;
  /** Time that the whole station needs for the requests there, each with its full service. */
  work = 0;
  /** Mean capacity in use, and how much of it by open loads. */
  busy = 0;
  openBusy = 0;
  /** Work of the services in progress at a random time: in total, by open loads, and what remains. */
  whole = 0;
  openWhole = 0;
  remaining = 0;
  /** Demand of open loads, if all of it were served. */
  offered = 0;
  /** Requests of closed loads at the station. */
  closed = 0;
  /** Visits of open and of closed loads, per microsecond. */
  openRate = 0;
  closedRate = 0;
  /** How much the presence of others would decrease for each request that were not there to delay them. */
  yielding = 0;

  /** Field by field, because this runs once per visit and step. */
  copyFrom(other: Occupancy): void {
    this.occupied = other.occupied;
    this.variance = other.variance;
    this.work = other.work;
    this.busy = other.busy;
    this.openBusy = other.openBusy;
    this.whole = other.whole;
    this.openWhole = other.openWhole;
    this.remaining = other.remaining;
    this.offered = other.offered;
    this.closed = other.closed;
    this.openRate = other.openRate;
    this.closedRate = other.closedRate;
    this.yielding = other.yielding;
  }

  /** The effect of one request less on the others: it had delayed them, so fewer of them are present. */
  yieldTo(all: Occupancy, servers: number): void {
    if (all.work <= 0) return;
    const waiting = servers === 1 ? 1 : Math.min(1, Math.max(0, (all.occupied - all.busy) / all.occupied));
    const factor = (waiting * Math.min(1, Math.max(0, this.yielding))) / Math.max(1, all.busy);
    this.work = Math.max(0, this.work - (all.work - this.work) * factor);
    this.occupied = Math.max(0, this.occupied - (all.occupied - this.occupied) * factor);
  }
}

export const noOccupancy = new Occupancy();

/**
 * Mean waiting time of one visit after `occupancy`, which is `all` of the station without the arriving request.
 * `elsewhereUs` is the time of a closed load from leaving the station to returning; open loads (`undefined`) arrive at
 * any time.
 */
export function waitingTime(
  occupancy: Occupancy,
  all: Occupancy,
  servers: number,
  elsewhereUs: number | undefined,
): number {
  const { occupied, work, busy } = occupancy;
  if (occupied <= 1e-9 || work <= 0) return 0;
  const utilization = Math.min(1, all.busy, occupied);
  const whole = occupancy.whole * (utilization / busy);
  // Below 0 if some services are much longer than the mean: those are in progress more often than not.
  const done = whole - leftInService(occupancy, utilization, elsewhereUs);
  if (servers === 1) return Math.max(0, work - done);
  const spread = Math.sqrt(Math.max(1e-12, occupancy.variance)) * (Math.sqrt(3) / Math.PI);
  // The last free server takes the newcomer at once.
  const beyond = smoothMax(occupied - 1 + 1 / servers, spread) / smoothMax(occupied, spread);
  const allBusy = 1 / (1 + exponential(Math.max(-600, Math.min(600, (1 - 0.5 / servers - occupied) / spread))));
  return Math.max(0, Math.min(1, beyond) * work - allBusy * done);
}

/**
 * Remaining work of the services in progress. An arrival at a random time finds the mean residual time. A request that
 * returns at once finds the service that began when it left: for an open load, in proportion to the number of its
 * services, not to their length. If the station is never idle, closed loads arrive when a service ends.
 */
function leftInService(occupancy: Occupancy, utilization: number, elsewhereUs: number | undefined): number {
  const share = utilization / occupancy.busy;
  const remaining = share * occupancy.remaining;
  if (elsewhereUs === undefined || occupancy.whole <= 0) return remaining;
  const whole = share * occupancy.whole;
  const open = share * occupancy.openWhole;
  const nextOpen = (utilization * occupancy.openBusy) / (occupancy.openRate + occupancy.closedRate);
  const next = whole - open + Math.min(open, nextOpen);
  const one = occupancy.whole / occupancy.busy;
  const atOnce = one / (one + Math.max(0, elsewhereUs));
  const never = square(square(square(square(utilization))));
  return atOnce * next + (1 - atOnce) * (never * whole + (1 - never) * remaining);
}

const square = (value: number): number => value * value;

/** Mean of the positive part of a logistic variable. */
function smoothMax(mean: number, spread: number): number {
  const x = mean / spread;
  return x > 30 ? mean : x < -30 ? 0 : spread * logarithm(1 + exponential(x));
}

/** Mean waiting time of M/G/1 by Pollaczek and Khinchine; `Infinity` for a station that cannot keep up. The caller chooses the unit of time. */
export function waitingMG1(rate: number, service: number, variance: number): number {
  const utilization = rate * service;
  if (utilization >= 1) return Number.POSITIVE_INFINITY;
  return (rate * (variance + service * service)) / (2 * (1 - utilization));
}
