/**
 * Several disks at once, each a class of its own: approximate mean value analysis over first-come-first-served
 * stations. An arriving request waits for the work of all requests at the station, each with its own service time and
 * the one in service with its residual time, not for its own service time multiplied by the queue length. Closed loads
 * see themselves less one request (Schweitzer) and less what that request delays of the others, open ones the mean over
 * time. Open loads that share a spinning disk without closed ones are one stream.
 */
import type { Network } from "../network.ts";
import { queueingSpeedup } from "../paths/media-model.ts";
import { fullMargin, kneeUtilization } from "../stations.ts";
import type { ChainDemands } from "./chain-demands.ts";
import { identicalDisks } from "./identical-disks.ts";
import {
  add,
  addGate,
  Occupancies,
  type RequestClass,
  requestClass,
  stationsOf,
  type Visit,
  withoutEarlier,
} from "./occupancies.ts";
import { deepest, type SharedArm, sharedArms } from "./shared-arms.ts";
import { type Occupancy, waitingMG1, waitingTime } from "./waiting-time.ts";

export interface Together {
  /** Per microsecond. */
  readonly throughput: number;
  readonly response: number;
  /** An open load that is not completely served. */
  readonly saturated: boolean;
  /** Whether its last passes agree. */
  readonly isSettled: boolean;
  /** The highest utilization of a station on its path by open loads, if all their requests were served. */
  readonly offered: number;
  readonly bottleneck: { readonly station: number; readonly utilization: number };
}

const passes = 200;
const tolerance = 1e-4;
/** Changes this large after many passes do not converge. */
const swinging = 0.05;
/** For a class beside one that diverges, such as an open load that is not completely served. */
const nearlySettled = 1e-3;

/** Throughput and response time of every chain. */
export function predictAll(network: Network, demands: readonly ChainDemands[]): readonly Together[] {
  const first = identicalDisks(network, demands);
  const classes: RequestClass[] = [];
  const standIn: RequestClass[] = [];
  demands.forEach((each, disk) => {
    const isFirst = first[disk] === disk;
    const own = isFirst ? requestClass(network, each, disk) : standIn[first[disk]!]!;
    if (isFirst) classes.push(own);
    standIn.push(own);
  });
  const occupancies = new Occupancies(network.stations.length, demands, standIn);
  for (const each of classes)
    if (each.demands.gate?.capacity === 1) each.mates = occupancies.holders(each.demands.gate.station);
  const arms = sharedArms(occupancies.visitors.flatMap((visitors) => visitors.map(openVisit)));
  stretch(classes, occupancies);
  let last = Number.POSITIVE_INFINITY;
  /** Step size of each pass: smaller if the figures oscillate. */
  let stride = 0.5;
  let isSettled = false;
  const settled = classes.map(() => false);
  for (let pass = 0; pass < passes && !isSettled && (pass < 60 || last < swinging); pass++) {
    occupancies.gather();
    const changes = classes.map((each) => step(each, occupancies, arms, stride));
    const change = Math.max(...changes);
    changes.forEach((own, index) => {
      settled[index] = own < nearlySettled;
    });
    stride = change > last ? Math.max(0.05, 0.7 * stride) : Math.min(0.5, 1.02 * stride);
    last = change;
    // In the first pass, no request is at a gate yet.
    isSettled = pass > 0 && change < tolerance;
  }
  occupancies.gather();
  for (const [station, { busyShare }] of arms) occupancies.at[station]!.busy = busyShare;
  const results = new Map(
    classes.map((each, index) => [
      each,
      {
        throughput: each.throughput,
        response: each.response,
        saturated: each.served < 0.9995,
        isSettled: settled[index]!,
        offered: occupancies.offeredTo(each),
        bottleneck: bottleneckOf(each, occupancies),
      },
    ]),
  );
  return standIn.map((each, disk) => {
    const { bottleneck, ...result } = results.get(each)!;
    const station = sameStation(bottleneck.station, each.demands, demands[disk]!);
    return { ...result, bottleneck: { ...bottleneck, station } };
  });
}

/** The disk's station that corresponds to `station` of the disk that represents it. */
function sameStation(station: number, standIn: ChainDemands, own: ChainDemands): number {
  if (standIn === own) return station;
  if (station === standIn.gate?.station) return own.gate!.station;
  if (station === standIn.limit?.station) return own.limit!.station;
  if (station === standIn.flush?.station) return own.flush!.station;
  return stationsOf(own)[stationsOf(standIn).indexOf(station)]!;
}

function openVisit({ each, visit: { station, demand, isInner }, count }: Occupancies["visitors"][number][number]) {
  const comesAtAnyTime = each.population === undefined && !(isInner && each.mates.length > 0);
  return { station, demand, count, rate: comesAtAnyTime ? each.rate * count : undefined };
}

/** A first guess: if more is demanded than a station serves, all its closed loads wait longer in proportion. */
function stretch(classes: readonly RequestClass[], occupancies: Occupancies): void {
  const closed = classes.filter(({ population }) => population !== undefined);
  const waits = new Map<Visit, number>();
  for (const { visits } of closed)
    for (const visit of visits) visit.us = visit.demand.us / (visit.demand.speedup?.(deepest) ?? 1);
  for (let round = 0; round < 20; round++) {
    occupancies.gather();
    for (const each of closed) {
      const { visit, excess } = fullest(each, occupancies);
      if (excess <= 1.01) continue;
      const longer = each.response * (excess - 1);
      each.response += longer;
      each.throughput = each.population! / each.response;
      if (visit) waits.set(visit, (waits.get(visit) ?? 0) + longer);
    }
  }
  for (const { visits, throughput } of closed)
    for (const visit of visits) visit.present = throughput * (visit.us + (waits.get(visit) ?? 0));
}

/** The visit (or the gate) at which closed loads demand the most of what open loads leave. */
function fullest({ visits, demands: { gate } }: RequestClass, occupancies: Occupancies) {
  const excessAt = ({ busy, openBusy }: Occupancy): number => (busy - openBusy) / Math.max(0.05, 1 - openBusy);
  let visit: Visit | undefined;
  let excess = gate ? excessAt(occupancies.at[gate.station]!) : 0;
  for (const each of visits) {
    const here = excessAt(occupancies.at[each.station]!);
    if (here > excess) [visit, excess] = [each, here];
  }
  return { visit, excess };
}

/** One pass for one class; returns the relative change of its response time. */
function step(
  each: RequestClass,
  occupancies: Occupancies,
  arms: ReadonlyMap<number, SharedArm>,
  stride: number,
): number {
  const { population, visits, demands } = each;
  const { limit } = demands;
  let outside = demands.outerDelayUs;
  let inside = demands.innerDelayUs;
  let ring = demands.ringUs;
  for (const visit of visits) {
    const { station, demand, isInner } = visit;
    const arm = arms.get(station);
    // Its demand on the disk is taken with the longest queue that the disk makes use of.
    if (arm) visit.us = demand.us / (demand.speedup?.(deepest) ?? 1);
    visit.timeUs = arm ? demand.us + arm.waitUs : timeAt(visit, each, occupancies, stride);
    if (station === demands.ringStation && !arm) ring = demands.ringUs * Math.max(0, 1 - occupancies.others.busy);
    if (isInner) inside += visit.timeUs;
    else outside += visit.timeUs;
  }
  inside += ring;
  const gateUs = timeBeforeGate(each, occupancies);
  let response = outside + inside + gateUs;
  if (limit && population === undefined)
    response += waitingMG1(Math.min(each.throughput, 0.999 / limit.us), limit.us, 0);
  else if (limit) response = Math.max(response, population! * limit.us);
  const change = Math.abs(response - each.response) / response;
  each.response += stride * (response - each.response);
  if (population === undefined)
    each.served = Math.min(
      1,
      each.served + stride * (Math.min(1.01, 0.999 / occupancies.offeredTo(each)) - each.served),
    );
  each.throughput = population === undefined ? each.rate * each.served : population / each.response;
  each.insideUs += stride * (inside - each.insideUs);
  each.atGate += stride * (each.throughput * (inside + gateUs) - each.atGate);
  for (const visit of visits) visit.present += stride * (each.throughput * visit.timeUs - visit.present);
  return change;
}

/** Waiting and service of all visits to a station; leaves in `occupancies.others` the requests that it finds there. */
function timeAt(visit: Visit, each: RequestClass, occupancies: Occupancies, stride: number): number {
  const { others } = occupancies;
  const { station, demand, isInner, present } = visit;
  const { throughput, mates, population, together } = each;
  const all = occupancies.at[station]!;
  const servers = Math.max(1, demand.servers);
  others.copyFrom(all);
  // Behind a serial channel, an open load is present at most once, like a closed one.
  const isSerial = isInner && mates.length > 0;
  if (isSerial) {
    for (const mate of mates)
      for (const theirs of mate.visits) if (theirs.station === station) add(others, mate, theirs, -1);
  } else if (population !== undefined) add(others, each, visit, -1 / together);
  const before = others.work;
  if (population !== undefined) others.yieldTo(all, servers);
  // An open load exceeds what an array serves only if it does so with the longest queue that each of its disks makes use of.
  if (demand.gain && population === undefined) visit.us = demand.us / demand.gain(deepest * servers);
  else if (demand.arm) visit.us += stride * (armTime(visit, each, others, all) - visit.us);
  const goRound = isSerial ? 1 : population === undefined ? undefined : together;
  if (goRound !== undefined) {
    const sinceUs = goRound / throughput / demand.visits;
    const awakeUs = sinceUs - (present / throughput - visit.us) / demand.visits;
    const share = before > 0 ? others.work / before : 1;
    if (occupancies.longestUs[station]! > awakeUs)
      withoutEarlier(others, occupancies.visitors[station]!, each, sinceUs, awakeUs, share);
  }
  const elsewhereUs = goRound === undefined ? undefined : (goRound - present) / throughput;
  return visit.us + demand.visits * waitingTime(others, all, servers, elsewhereUs);
}

function timeBeforeGate(each: RequestClass, occupancies: Occupancies): number {
  const { population, throughput, atGate } = each;
  const { gate } = each.demands;
  if (!gate || occupancies.isWide(gate)) return 0;
  const { others } = occupancies;
  const all = occupancies.at[gate.station]!;
  others.copyFrom(all);
  if (population !== undefined) addGate(others, each, gate, -1 / population);
  const elsewhereUs = population === undefined ? undefined : (population - atGate) / throughput;
  const first = waitingTime(others, all, gate.capacity, elsewhereUs);
  // A request of several commands returns for the next one at once, after all that are waiting.
  return first + (gate.visits - 1) * Math.max(0, others.work);
}

/**
 * Seek and transfer at a spinning disk: waiting requests give it a choice, and an interrupted sequential run costs a
 * seek.
 */
function armTime(visit: Visit, each: RequestClass, others: Occupancy, all: Occupancy): number {
  const { demand } = visit;
  const { model, positioningUs, interruptedUs } = demand.arm!;
  const busy = Math.max(1e-9, Math.min(1, all.busy, others.occupied));
  const gain = queueingSpeedup(model, 1 + others.occupied / busy);
  const shorter = 1 - busy + busy / gain;
  const cut = interruptedUs === 0 ? 0 : interruptedShare(each, visit, others);
  return demand.us - positioningUs + (positioningUs + cut * interruptedUs) * shorter;
}

/**
 * How often another disk was served before. In a closed load the requests return in the order in which they left, so
 * those of one disk stay together: others come only before the first of them, and open ones in between.
 */
function interruptedShare(
  { population, together, throughput }: RequestClass,
  { demand: { visits }, present }: Visit,
  others: Occupancy,
): number {
  if (population === undefined) {
    const all = others.openRate + others.closedRate;
    return all > 0 ? Math.max(0, 1 - (throughput * visits) / all) : 0;
  }
  const otherClosed = Math.max(0, others.closed - present * (1 - 1 / together));
  return Math.min(1, Math.min(1, otherClosed) / together + others.openRate / Math.max(others.closedRate, 1e-12));
}

/** As in the report of a run: the busiest station; below the knee, and among equally full ones, the one that takes the most time. */
function bottleneckOf(
  { visits, population, throughput, demands: { gate, limit, flush } }: RequestClass,
  occupancies: Occupancies,
): Together["bottleneck"] {
  const busyAt = (station: number): number => occupancies.at[station]!.busy;
  const longest = visits.reduce((most, visit) => (visit.timeUs > most.timeUs ? visit : most));
  const slowest = longest.station;
  let station = slowest;
  for (const { station: other } of visits) if (busyAt(other) > busyAt(station)) station = other;
  if (gate && busyAt(gate.station) > busyAt(station)) station = gate.station;
  if (limit && busyAt(limit.station) > busyAt(station)) station = limit.station;
  if (busyAt(station) < kneeUtilization || busyAt(slowest) > busyAt(station) - fullMargin) station = slowest;
  // A single request at a time has the flush to itself; several need a simulation.
  if (population === 1 && busyAt(station) < kneeUtilization && flush && flush.us > longest.timeUs)
    return { station: flush.station, utilization: Math.min(1, throughput * flush.us) };
  return { station, utilization: Math.min(1, busyAt(station)) };
}
