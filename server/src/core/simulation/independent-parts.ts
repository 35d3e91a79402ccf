/** Which VMs of a system share a host or a volume. Parts that share nothing do not wait for each other. */
import type { SystemSpec, VmSpec, VolumeSpec } from "./system-spec.ts";
import type { PilotResult } from "./tasks.ts";

/** VMs that share something, directly or through others, as a system of their own. */
export interface IndependentPart {
  readonly spec: SystemSpec;
  /** Indexes of its disks, counted over all VMs of the whole system, ascending. */
  readonly disks: readonly number[];
}

/** All parts with disks, in the order of their first ones. */
export function independentParts(spec: SystemSpec): readonly IndependentPart[] {
  const numbers = partNumbers(spec);
  const parts = new Map<number, { readonly vms: VmSpec[]; readonly volumes: VolumeSpec[]; readonly disks: number[] }>();
  const volumesOf = new Map<string, VolumeSpec[]>();
  let disk = 0;
  spec.vms.forEach((vm, index) => {
    if (vm.disks.length === 0) return;
    const part = parts.get(numbers[index]!) ?? { vms: [], volumes: [], disks: [] };
    parts.set(numbers[index]!, part);
    part.vms.push(vm);
    for (const _ of vm.disks) part.disks.push(disk++);
    for (const key of sharedKeys(vm)) volumesOf.set(key, part.volumes);
  });
  for (const volume of spec.volumes) volumesOf.get(volumeKey(volume.key))?.push(volume);
  return [...parts.values()].map(({ vms, volumes, disks }) => ({ spec: { ...spec, vms, volumes }, disks }));
}

/** Where a disk is. */
export interface PlaceOfDisk {
  readonly part: number;
  /** Its index in the part. */
  readonly at: number;
}

/** The place of each disk, by its index over all VMs. */
export function placesOfDisks(parts: readonly IndependentPart[]): readonly PlaceOfDisk[] {
  const places: PlaceOfDisk[] = [];
  parts.forEach(({ disks }, part) => {
    disks.forEach((disk, at) => {
      places[disk] = { part, at };
    });
  });
  return places;
}

/** Computing the elasticities of a whole data centre would take minutes. */
const maxDisksWeighed = 256;

/**
 * Indexes of the leading parts whose elasticities are computed: up to 256 disks in total, and those that need a
 * simulation as long as their total `effort` is at most `maxEffort`.
 */
export function leadingParts(
  parts: readonly IndependentPart[],
  pilots: readonly PilotResult[],
  effort: (part: number) => number,
  maxEffort: number,
): readonly number[] {
  let disks = 0;
  let spent = 0;
  const isBeyond = (part: number): boolean => {
    disks += parts[part]!.disks.length;
    if (!pilots[part]!.isPredictable) spent += effort(part);
    return disks > maxDisksWeighed || spent > maxEffort;
  };
  const all = [...parts.keys()];
  const beyond = all.findIndex(isBeyond);
  return beyond < 0 ? all : all.slice(0, beyond);
}

/** A number for each VM; VMs of the same part have the same number. */
function partNumbers({ vms }: SystemSpec): readonly number[] {
  const parents = vms.map((_, vm) => vm);
  const root = (vm: number): number => {
    let at = vm;
    while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  };
  const firstWith = new Map<string, number>();
  vms.forEach((vm, index) => {
    for (const key of sharedKeys(vm)) {
      const other = firstWith.get(key);
      if (other === undefined) firstWith.set(key, index);
      else parents[root(index)] = root(other);
    }
  });
  return vms.map((_, vm) => root(vm));
}

function sharedKeys({ host, disks }: VmSpec): readonly string[] {
  const volumes = disks.flatMap(({ volume, parentVolumes }) => [volume, ...parentVolumes]);
  return [`host ${host?.name ?? ""}`, ...volumes.map(volumeKey)];
}

function volumeKey(key: string): string {
  return `volume ${key}`;
}
