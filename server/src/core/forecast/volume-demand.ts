/** How much of its volume a disk's open load or its reservation takes. */
import type { Device, VirtualMachine } from "../model/layout.ts";
import type { Definitions } from "../rule-context.ts";
import { defaultLoad } from "../schema/loads.ts";
import { volumeCapacity } from "../simulation/analytic/volume-capacity.ts";
import { buildNetwork } from "../simulation/network.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { checkSpec, type DiskSpec, type SystemSpec } from "../simulation/system-spec.ts";
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
    capacityIops: capacityOf(spec, disk),
    rate,
    unitsPerRequest: units / weight,
  };
}

const capacities = new WeakMap<Costs, Map<string, number>>();

/** More kinds of disk than a file has that people write. */
const maxKinds = 1000;

/** The network of a disk takes long to build, and thousands of disks differ in their names alone. */
function capacityOf(spec: SystemSpec, disk: DiskSpec): number {
  let known = capacities.get(spec.costs);
  if (!known || known.size === maxKinds) {
    known = new Map();
    capacities.set(spec.costs, known);
  }
  const kind = withoutNames(spec, disk);
  let capacity = known.get(kind);
  if (capacity === undefined) {
    capacity = volumeCapacity(buildNetwork(spec), 0, disk.volume);
    known.set(kind, capacity);
  }
  return capacity;
}

function withoutNames({ phase, vms, volumes }: SystemSpec, disk: DiskSpec): string {
  const [{ host, ...vm } = { host: undefined }] = vms;
  const place = (volume: string) => volumes.findIndex(({ key }) => key === volume);
  const own = {
    ...disk,
    slot: "",
    controller: "",
    volume: place(disk.volume),
    volumeLabel: "",
    parentVolumes: disk.parentVolumes.map(place),
    notes: [],
  };
  const media = volumes.map((volume) => ({ ...volume, key: "" }));
  return JSON.stringify([phase, { ...vm, name: "", disks: [] }, host?.processors, own, media]);
}

/** Storage QoS counts a request as one I/O for each 8 KB of it. */
const unitBytes = 8192;
