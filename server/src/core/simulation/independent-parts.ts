/** Which VMs of a system share anything: a host, or a volume. What shares nothing does not wait for each other. */
import type { SystemSpec, VmSpec } from "./system-spec.ts";

/** The part of a system that a disk depends on, and the disk's index in it. */
export interface PartOfDisk {
  readonly spec: SystemSpec;
  readonly disk: number;
}

/** The VMs that share something with the VM of `disk` (an index over all VMs), over any number of others, in their order. */
export function partOfDisk(spec: SystemSpec, disk: number): PartOfDisk {
  const first = firstDisks(spec);
  const own = first.filter((index) => index <= disk).length - 1;
  const parts = partNumbers(spec);
  const isKept = (vm: number) => parts[vm] === parts[own];
  const vms = spec.vms.filter((_, vm) => isKept(vm));
  const before = spec.vms.reduce((sum, { disks }, vm) => (vm < own && isKept(vm) ? sum + disks.length : sum), 0);
  const used = new Set(vms.flatMap(sharedKeys));
  const volumes = spec.volumes.filter(({ key }) => used.has(volumeKey(key)));
  return { spec: { ...spec, vms, volumes }, disk: before + disk - first[own]! };
}

/** Index of the first disk of each VM. */
function firstDisks({ vms }: SystemSpec): readonly number[] {
  let count = 0;
  return vms.map(({ disks }) => {
    const first = count;
    count += disks.length;
    return first;
  });
}

/** A number for each VM; VMs of one part have the same. */
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
