/**
 * A virtual machine of a layout as plain values, for the exporters: defaults are filled in, paths have one form,
 * parents come before children. It does not consider what a target supports.
 */
import { bootDevice, bySlot, startupOf } from "../model/boot.ts";
import {
  type Device,
  type Disk,
  type DiskType,
  effectiveType,
  generationOf,
  isDisk,
  known,
  type ParentDisk,
  parentsOf,
  slotTitle,
  type VirtualMachine,
} from "../model/layout.ts";
import type { WindowsPath } from "../model/windows-path.ts";
import type { VmSlot } from "../schema/controllers.ts";
import type { StartupClass } from "../schema/statements/vm.ts";

export interface VmPlan {
  readonly name: string;
  /** Empty for a VM without a host. */
  readonly host: string;
  readonly generation: 1 | 2;
  readonly processors: number;
  /** The number of SCSI controllers that the layout needs. */
  readonly scsiControllers: number;
  /** Every file that a disk of the VM depends on, once, parents before children. */
  readonly files: readonly FilePlan[];
  /** In the order of their slots, IDE first. */
  readonly disks: readonly DiskPlan[];
  readonly dvds: readonly DvdPlan[];
  /** The image in the floppy drive of generation 1. */
  readonly floppy: string | undefined;
  readonly adapters: readonly AdapterPlan[];
  /** Generation 1: all four classes. */
  readonly startup: readonly StartupClass[];
  /** Generation 2 without a boot order: the device that is tried first, if there is one. */
  readonly bootDevice: VmSlot | undefined;
  /** Generation 2: exactly what the firmware tries; empty if there is no boot order. */
  readonly bootOrder: readonly BootEntry[];
}

/** A drive, all network adapters, or an entry of the guest's boot loader. */
export type BootEntry = VmSlot | "network" | "file";

export interface FilePlan {
  readonly path: string;
  /** `undefined` for a parent of which the layout states only the path. */
  readonly type: DiskType | undefined;
  readonly parent: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly blockSizeBytes: number | undefined;
  readonly sectorSizeBytes: number | undefined;
  readonly physicalSectorSizeBytes: number | undefined;
}

export interface DiskPlan extends VmSlot {
  /** A file, or the number of a whole disk of the host. */
  readonly content: string | number;
  readonly minimumIops: number;
  readonly maximumIops: number;
  readonly isShared: boolean;
}

export interface DvdPlan extends VmSlot {
  /** An image, a drive of the host such as `D:\`, or nothing. */
  readonly path: string | undefined;
  readonly isPhysical: boolean;
}

export interface AdapterPlan {
  /** The name that Hyper-V gives to a new adapter, with a number, because adapters have no names in a layout. */
  readonly name: string;
  readonly isLegacy: boolean;
  readonly switchName: string | undefined;
}

/** The plan of a VM without errors. */
export function vmPlan(vm: VirtualMachine): VmPlan {
  const generation = generationOf(vm) ?? 1;
  const devices = [...vm.devices].sort((a, b) => a.controllerType.localeCompare(b.controllerType) || bySlot(a, b));
  const bootOrder = generation === 2 ? bootOrderOf(vm) : [];
  const boot = generation === 2 && bootOrder.length === 0 ? bootDevice(vm, devices) : undefined;
  return {
    name: vm.name?.value ?? "",
    host: known(vm.on) ?? "",
    generation,
    processors: known(vm.processors) ?? 1,
    scsiControllers: scsiControllersOf(vm),
    files: filesOf(devices),
    disks: devices.filter(isDisk).map(diskPlan),
    dvds: devices.flatMap(dvdPlan),
    floppy: vm.floppy?.file && pathText(vm.floppy.file.value),
    adapters: vm.adapters.map(({ legacy, switchName }, index) => ({
      name: index === 0 ? "Network Adapter" : `Network Adapter ${index + 1}`,
      isLegacy: legacy !== undefined,
      switchName: switchName?.value,
    })),
    startup: startupOf(vm),
    bootDevice: boot && slotPlan(boot),
    bootOrder,
  };
}

/** The BootDevice values that Set-VMBios takes. */
export const bootDeviceNames: Readonly<Record<StartupClass, string>> = {
  cd: "CD",
  ide: "IDE",
  "legacy-network": "LegacyNetworkAdapter",
  floppy: "Floppy",
};

/** Whether the layout states enough to create the file: a size, or a parent. Any other file must already exist. */
export function isDescribed({ type, sizeBytes }: FilePlan): boolean {
  return type === "differencing" || (type !== undefined && sizeBytes !== undefined);
}

function scsiControllersOf(vm: VirtualMachine): number {
  const used = vm.devices.flatMap((device) => (device.controllerType === "SCSI" ? device.slot.value.controller : []));
  return Math.max(-1, ...used, ...vm.controllers.map(({ value }) => value)) + 1;
}

function bootOrderOf({ bootOrder }: VirtualMachine): readonly BootEntry[] {
  if (!bootOrder || bootOrder === "unknown") return [];
  return bootOrder.entries.map(({ value }) =>
    typeof value === "string"
      ? value
      : { controllerType: "SCSI", controller: value.controller, location: value.location },
  );
}

function slotPlan({ controllerType, slot: { value } }: Device): VmSlot {
  return { controllerType, controller: value.controller, location: value.location };
}

function diskPlan(device: Device): DiskPlan {
  const { content } = device;
  if (content.kind === "dvd") throw new Error(`${slotTitle(device)} is not a disk`);
  return {
    ...slotPlan(device),
    content: content.kind === "disk" ? pathText(content.file.value) : content.number.value,
    minimumIops: content.minimumIops?.value ?? 0,
    maximumIops: content.maximumIops?.value ?? 0,
    isShared: content.shared !== undefined,
  };
}

function dvdPlan(device: Device): readonly DvdPlan[] {
  const { content } = device;
  if (content.kind !== "dvd") return [];
  const { iso, drive } = content;
  // To Hyper-V a drive is a path: "D:" alone would be the current folder of that drive.
  const physical = drive && (/^[a-z]:$/i.test(drive.value) ? `${drive.value}\\` : drive.value);
  return [
    { ...slotPlan(device), path: iso ? pathText(iso.value) : physical, isPhysical: content.physical !== undefined },
  ];
}

/** The mention of a file that states more about it wins, because a parent may be described elsewhere. */
function filesOf(devices: readonly Device[]): readonly FilePlan[] {
  const files = new Map<string, FilePlan>();
  for (const { content } of devices) {
    if (content.kind !== "disk") continue;
    for (const parent of [...parentsOf(content)].reverse()) {
      const { key } = parent.file.value;
      if (files.get(key)?.type === undefined) files.set(key, parentFile(parent));
    }
    files.set(content.file.value.key, diskFile(content));
  }
  return [...files.values()];
}

function diskFile(disk: Disk): FilePlan {
  const parent = disk.parent === "unknown" ? undefined : disk.parent;
  return {
    path: pathText(disk.file.value),
    type: effectiveType(disk),
    parent: parent && pathText(parent.file.value),
    sizeBytes: disk.sizeBytes?.value,
    blockSizeBytes: disk.blockSizeBytes?.value,
    sectorSizeBytes: disk.sectorSizeBytes?.value,
    physicalSectorSizeBytes: disk.physicalSectorSizeBytes?.value,
  };
}

function parentFile({ file, parent }: ParentDisk): FilePlan {
  const own = parent && parent !== "unknown" ? parent : undefined;
  return {
    path: pathText(file.value),
    type: own && "differencing",
    parent: own && pathText(own.file.value),
    sizeBytes: undefined,
    blockSizeBytes: undefined,
    sectorSizeBytes: undefined,
    physicalSectorSizeBytes: undefined,
  };
}

/** With backslashes; `.`, `..` and doubled separators are resolved. */
function pathText({ text, form, root, segments }: WindowsPath): string {
  const written = text.replaceAll("/", "\\");
  const isPlain = !/\\\.{0,2}(?=\\|$)/.test(written.slice(2));
  if (isPlain && !written.startsWith("\\\\?\\")) return written;
  return [form === "drive" ? root.toUpperCase() : root, ...segments].join("\\");
}
