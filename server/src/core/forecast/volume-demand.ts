/** How much of its volume a disk's open load or its reservation takes. */
import type { Device, VirtualMachine } from "../model/layout.ts";
import type { Definitions } from "../rule-context.ts";
import { defaultLoad } from "../schema/loads.ts";
import { volumeCapacity } from "../simulation/analytic/volume-capacity.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { checkSpec } from "../simulation/system-spec.ts";
import { forecast } from "./forecast.ts";

export interface VolumeDemand {
  /** What the volume can serve of this disk's requests, per second. */
  readonly capacityIops: number;
  /** Arrivals per second; `undefined` for a closed load. */
  readonly rate: number | undefined;
  /** Units of Storage QoS in one request, on average. */
  readonly unitsPerRequest: number;
}

/** `undefined` where the disk cannot be simulated, or has no volume. A disk without requests counts with the usual ones. */
export function volumeDemand(
  device: Device,
  vm: VirtualMachine,
  definitions: Definitions,
  costs: Costs,
): VolumeDemand | undefined {
  const { spec } = forecast([vm], definitions, { costs, device, idleLoad: defaultLoad });
  const disk = spec.vms[0]?.disks[0];
  if (!disk || checkSpec(spec) !== undefined) return undefined;
  const { rate, sizes } = disk.load;
  const weight = sizes.reduce((sum, { share }) => sum + share, 0);
  const units = sizes.reduce((sum, { bytes, share }) => sum + Math.ceil(bytes / unitBytes) * share, 0);
  return {
    capacityIops: volumeCapacity(buildNetwork(spec), 0, disk.volume),
    rate,
    unitsPerRequest: units / weight,
  };
}

/** Storage QoS counts a request as one I/O for each 8 KB of it. */
const unitBytes = 8192;
