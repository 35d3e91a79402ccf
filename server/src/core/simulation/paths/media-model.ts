/**
 * The time that the parameters of a medium mean: seek curve and reordering of a spinning disk, units and link of flash.
 * The parameters themselves are in `media.ts`.
 */
import { logarithm, logarithm2 } from "../kernel/arithmetic.ts";
import type { VolumeSpec } from "../system-spec.ts";
import { type FlashParameter, type MediaId, media, mediaCostId } from "./media.ts";

type CostOf = (id: string) => number;

export interface ArmModel {
  readonly seekTrackUs: number;
  /** Full stroke beyond a single track. */
  readonly seekRangeUs: number;
  readonly seekPower: number;
  readonly revolutionUs: number;
  readonly overheadUs: number;
  /** Mean over the zones of the time per byte. */
  readonly usPerByte: number;
  readonly queueGain: number;
}

/** The most requests that a disk reorders: the tags of native command queueing. */
export const queueTags = 32;

export function armModel(medium: MediaId, cost: CostOf): ArmModel {
  const of = (name: Parameters<typeof mediaCostId>[1]): number => cost(mediaCostId(medium, name));
  const seekTrackUs = of("seekTrackUs");
  const seekRangeUs = Math.max(0, of("seekFullUs") - seekTrackUs);
  const inner = of("innerRate");
  const outer = of("outerRate");
  // A rate that falls linearly from the outer to the inner zone has the mean of 1/rate ln(outer/inner)/(outer - inner).
  const meanInverse =
    Math.abs(outer - inner) < 1e-6 * outer ? 1 / outer : (logarithm(outer) - logarithm(inner)) / (outer - inner);
  return {
    seekTrackUs,
    seekRangeUs,
    seekPower: seekPower(seekRangeUs === 0 ? 0 : (of("seekAverageUs") - seekTrackUs) / seekRangeUs),
    revolutionUs: of("revolutionUs"),
    overheadUs: of("overheadUs"),
    usPerByte: meanInverse,
    queueGain: of("queueGain"),
  };
}

/** Smallest and largest share of the longest seek, beyond the one to the next track, that the mean seek can be. */
export const seekShares = [0.02, 0.95] as const;

/**
 * Exponent p of the seek curve t(x) = track + range x^p whose mean over random pairs (density 2(1 - x)) is the average
 * seek: 2/((p+1)(p+2)) = share. Bounded, so that odd data sheets still give a curve.
 */
export function seekPower(share: number): number {
  const [least, most] = seekShares;
  const bounded = Math.min(most, Math.max(least, share));
  return (-3 + Math.sqrt(1 + 8 / bounded)) / 2;
}

/** Mean positioning time of a single random request: seek and half a revolution. */
export const meanPositioningUs = (arm: ArmModel): number =>
  arm.seekTrackUs + (arm.seekRangeUs * 2) / ((arm.seekPower + 1) * (arm.seekPower + 2)) + arm.revolutionUs / 2;

/** Variance of that positioning. */
export function positioningVariance(arm: ArmModel): number {
  const moment = (p: number): number => 2 / ((p + 1) * (p + 2));
  const mean = moment(arm.seekPower);
  const seek = arm.seekRangeUs * arm.seekRangeUs * (moment(2 * arm.seekPower) - mean * mean);
  return seek + (arm.revolutionUs * arm.revolutionUs) / 12;
}

/** How many times faster positioning gets with `queued` requests to choose from. */
export const queueingSpeedup = (arm: ArmModel, queued: number): number =>
  1 + arm.queueGain * logarithm2(Math.min(queueTags, Math.max(1, queued)));

/**
 * Time on a unit, share of the medium's units and time on the link. The published latency is that of a 4 KiB request
 * and contains its transfer; the published parallelism is that of the whole latency. A data sheet takes precedence over
 * the medium: by Little's law, its IOPS times its latency is the number of requests that it serves at the same time.
 */
export function flashModel(
  { medium, sheet = {} }: Pick<VolumeSpec, "medium" | "sheet">,
  isRead: boolean,
  bytes: number,
  cost: CostOf,
): { readonly unitUs: number; readonly weight: number; readonly transferUs: number } {
  const of = (read: FlashParameter, write: FlashParameter): number => cost(mediaCostId(medium, isRead ? read : write));
  const [sheetLatency, iops, bandwidth] = isRead
    ? [sheet.readLatencyUs, sheet.readIops, sheet.readBandwidth]
    : [sheet.writeLatencyUs, sheet.writeIops, sheet.writeBandwidth];
  const usual = of("readUs", "writeUs");
  const usualWays = of("readUnits", "writeUnits");
  // What a sheet does not state stays that of the medium: with another latency the disk has the same IOPS. If the sheet states
  // fewer IOPS than one request at a time has at its latency, which is a contradiction, the IOPS are kept.
  const most = iops ?? (1e6 * usualWays) / usual;
  const isUsual = iops === undefined && sheetLatency === undefined;
  const latency = isUsual ? usual : Math.max(sheetLatency ?? usual, 1e6 / most);
  const ways = isUsual ? usualWays : (most * latency) / 1e6;
  const rate = bandwidth === undefined ? of("readRate", "writeRate") : bandwidth / 1e6;
  const us = unitUs(latency, 4096 / rate);
  return { unitUs: us, weight: Math.min(1, latency / (ways * Math.max(us, 1e-9))), transferUs: bytes / rate };
}

/** Time on a unit for a request with this latency, which includes the transfer of 4 KiB. */
export const unitUs = (latency: number, transfer: number): number => Math.max(latency - transfer, latency / 10);

/** Whether a durable write may stay in the cache of the volume's disks. */
export const isProtected = ({ medium, powerLossProtection }: VolumeSpec): boolean =>
  powerLossProtection ?? media[medium].hasPowerLossProtection;
