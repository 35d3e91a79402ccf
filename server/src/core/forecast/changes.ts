/** What another slot, disk type, driver state or medium would change: the same system with one disk changed. */

import { bootDevice, devicesInReach } from "../model/boot.ts";
import { hasDrivers } from "../model/drivers.ts";
import { generationOf } from "../model/layout.ts";
import { startsFrom } from "../schema/controllers.ts";
import { type Media, mediaWords } from "../schema/media.ts";
import type { MediaId } from "../simulation/paths/media.ts";
import type { DiskSpec, SystemSpec, VolumeSpec } from "../simulation/system-spec.ts";
import type { Forecast } from "./forecast.ts";

/** The possible changes of a disk's statement or its volume, in the words of the report. */
export const diskChanges = [
  "load the VMBus drivers",
  "move to SCSI",
  "move to SCSI and load the VMBus drivers",
  "move to IDE",
  "fixed disk",
  "own SCSI controller",
] as const;

export type DiskChange = (typeof diskChanges)[number];

/** Another medium for the volume or physical disk that the disk is on. */
export interface MediumChange {
  readonly medium: Media;
  readonly insteadOf: Media;
}

/** Parses the `change` of a report; `undefined` for a text that no report contains. */
export function readChange(text: string): DiskChange | MediumChange | undefined {
  const [medium = "", insteadOf = "", ...others] = text.split(insteadOfWords);
  if (others.length === 0 && isMedia(medium) && isMedia(insteadOf)) return { medium, insteadOf };
  return diskChanges.find((change) => change === text);
}

const insteadOfWords = " instead of ";

function isMedia(word: string): word is Media {
  return Object.hasOwn(mediaWords, word);
}

/** One change of one disk. `disk` is its index in both systems. */
export interface Change {
  readonly disk: number;
  readonly vm: string;
  readonly slot: string;
  /** Such as `move to SCSI`. */
  readonly change: string;
  readonly spec: SystemSpec;
}

/** The next faster medium of each; the fastest has none. */
const fasterMedium: Readonly<Partial<Record<Media, MediaId>>> = {
  "hdd-5400": "hdd-7200",
  "hdd-7200": "ssd-sata",
  "hdd-15000": "ssd-sata",
  "ssd-sata": "ssd-nvme-datacenter",
  "ssd-nvme": "optane",
  "ssd-nvme-datacenter": "optane",
};

/** The next faster medium; an array, a pool or a data sheet cannot be replaced by a single word, and neither can a medium whose cache is described. */
export function fasterMediumOf({
  medium,
  disks = 1,
  sheet = {},
  powerLossProtection,
}: VolumeSpec): MediaId | undefined {
  const isBuiltIn = disks === 1 && Object.keys(sheet).length === 0 && powerLossProtection === undefined;
  return isBuiltIn ? fasterMedium[medium as Media] : undefined;
}

/** The changes worth simulating for each disk, in a fixed order. A change of a VM or a volume that affects several disks is one system, so that it is simulated once. */
export function changes({ spec, disks }: Forecast): readonly Change[] {
  const all: Change[] = [];
  const isStarted = spec.phase === "with-drivers" || spec.phase === "first-writes";
  const withFaster = new Map<string, SystemSpec>();
  let index = 0;
  spec.vms.forEach((vm, vmIndex) => {
    let withLoaded: SystemSpec | undefined;
    vm.disks.forEach((disk, diskIndex) => {
      const at = index++;
      const add = (change: DiskChange | MediumChange, changed: SystemSpec) =>
        all.push({ disk: at, vm: vm.name, slot: disk.slot, change: changeText(change), spec: changed });
      const withDisk = (part: Partial<DiskSpec>) => replaceDisk(spec, vmIndex, diskIndex, { ...disk, ...part });
      const { vm: layoutVm, device } = disks[at]!;
      const generation = generationOf(layoutVm);
      const isBoot = bootDevice(layoutVm, devicesInReach(layoutVm)) === device;
      const startsThere = generation === undefined || startsFrom("SCSI", generation);
      const lacksDrivers = hasDrivers(layoutVm) === false;
      if (lacksDrivers) withLoaded ??= withDrivers(spec, vmIndex);
      const loaded = withLoaded ?? spec;
      if (isStarted && lacksDrivers) add("load the VMBus drivers", loaded);
      // A VM cannot start from a disk on a controller that its firmware does not see, and a guest without drivers does not see disks there.
      if (isStarted && disk.transport !== "scsi-synthetic" && (!isBoot || startsThere)) {
        const change = lacksDrivers ? "move to SCSI and load the VMBus drivers" : "move to SCSI";
        const moved: DiskSpec = { ...disk, transport: "scsi-synthetic", controller: "scsi 0" };
        add(change, replaceDisk(loaded, vmIndex, diskIndex, moved));
      } else if (isStarted && disk.transport === "scsi-synthetic" && generation === 1) {
        add("move to IDE", withDisk({ transport: "ide-enlightened", controller: "ide 0" }));
      }
      if (disk.type === "dynamic" || disk.type === "differencing")
        add("fixed disk", withDisk({ type: "fixed", parentVolumes: [] }));
      const isShared = vm.disks.some((other) => other !== disk && other.controller === disk.controller);
      if (disk.transport === "scsi-synthetic" && isShared)
        add("own SCSI controller", withDisk({ controller: freeController(vm.disks) }));
      const volume = spec.volumes.find(({ key }) => key === disk.volume);
      const faster = volume && fasterMediumOf(volume);
      if (volume && faster) {
        const changed = withFaster.get(volume.key) ?? withMedium(spec, volume.key, faster);
        withFaster.set(volume.key, changed);
        add({ medium: faster, insteadOf: volume.medium as Media }, changed);
      }
    });
  });
  return all;
}

/** The changes that no rule would advise to undo: a data disk belongs on SCSI, so only a boot disk moves to IDE. */
export function sensibleChanges(system: Forecast): readonly Change[] {
  return changes(system).filter(({ disk, change }) => {
    const { vm, device } = system.disks[disk]!;
    return change !== "move to IDE" || bootDevice(vm, devicesInReach(vm)) === device;
  });
}

function changeText(change: DiskChange | MediumChange): string {
  return typeof change === "string" ? change : change.medium + insteadOfWords + change.insteadOf;
}

function replaceDisk(spec: SystemSpec, vmIndex: number, diskIndex: number, disk: DiskSpec): SystemSpec {
  const vms = spec.vms.map((vm, at) =>
    at === vmIndex ? { ...vm, disks: vm.disks.map((old, d) => (d === diskIndex ? disk : old)) } : vm,
  );
  return { ...spec, vms };
}

/** The guest loads its drivers once, for all its disks. */
function withDrivers(spec: SystemSpec, vmIndex: number): SystemSpec {
  const vms = spec.vms.map((vm, at) =>
    at === vmIndex
      ? {
          ...vm,
          disks: vm.disks.map((disk) =>
            disk.transport === "ide-emulated" ? { ...disk, transport: "ide-enlightened" as const } : disk,
          ),
        }
      : vm,
  );
  return { ...spec, vms };
}

function withMedium(spec: SystemSpec, key: string, medium: MediaId): SystemSpec {
  return { ...spec, volumes: spec.volumes.map((volume) => (volume.key === key ? { ...volume, medium } : volume)) };
}

function freeController(disks: readonly DiskSpec[]): string {
  const used = new Set(disks.map(({ controller }) => controller));
  for (let number = 0; number < 4; number++) if (!used.has(`scsi ${number}`)) return `scsi ${number}`;
  return "scsi 3";
}
