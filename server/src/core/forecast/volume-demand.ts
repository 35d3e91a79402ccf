/** How much of its volume, and of those of its parents, a disk's open load or its reservation takes. */
import type { Device } from "../model/layout.ts";
import { type LoneContext, loneDisk } from "./lone-disk.ts";

export interface VolumeDemand {
  /** What a request takes of the volume of the disk, and then of those of its parents: microseconds by station. */
  readonly volumeUs: readonly ReadonlyMap<string, number>[];
  /** Arrivals per second; `undefined` for a closed load. */
  readonly rate: number | undefined;
  /** Units of Storage QoS in one request, on average. */
  readonly unitsPerRequest: number;
}

/** `undefined` where the disk cannot be simulated, or has no volume. A disk without requests counts with the usual ones. */
export function volumeDemand(device: Device, context: LoneContext): VolumeDemand | undefined {
  const lone = loneDisk(device, context);
  if (!lone) return undefined;
  const { rate, sizes } = lone.load;
  const weight = sizes.reduce((sum, { share }) => sum + share, 0);
  const unitBytes = context.costs["qos.unitBytes"]!;
  const units = sizes.reduce((sum, { bytes, share }) => sum + Math.ceil(bytes / unitBytes) * share, 0);
  return { volumeUs: lone.volumeUs, rate, unitsPerRequest: units / weight };
}
