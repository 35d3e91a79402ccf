/**
 * Writes layouts as inventories of them: what the cmdlets, the collector, HVTools and `terraform show` would print of
 * hosts in the state that the layout describes. It replaces those hosts in tests.
 */
import {
  type Device,
  type Disk,
  effectiveType,
  generationOf,
  known,
  type LayoutItem,
  parentsOf,
  type VirtualMachine,
} from "../../server/src/core/model/layout.ts";
import { parseWindowsPath } from "../../server/src/core/model/windows-path.ts";

/** A file, as `readInventories` takes it. */
export interface InventoryFile {
  readonly name: string;
  readonly text: string;
}

function vmsOf(items: readonly LayoutItem[]): readonly VirtualMachine[] {
  return items.filter((item): item is VirtualMachine => item.kind === "vm");
}

/** What the collector writes for one host. */
export type CollectorInventory = ReturnType<typeof collectorInventories>[number];
export type CollectorVm = CollectorInventory["VMs"][number];
export type CollectorVhd = CollectorInventory["VHDs"][number];

/** The files that the collector writes, one for each host. */
export function collectedFiles(items: readonly LayoutItem[]): readonly InventoryFile[] {
  return collectorInventories(items).map((each) => ({ name: each.Name, text: JSON.stringify(each) }));
}

/** What is in them. */
export function collectorInventories(items: readonly LayoutItem[]) {
  const hosts = new Map<string, VirtualMachine[]>();
  for (const vm of vmsOf(items)) {
    const host = known(vm.on) ?? "HV";
    hosts.set(host.toLowerCase(), [...(hosts.get(host.toLowerCase()) ?? []), vm]);
  }
  return [...hosts.values()].map((vms) => ({
    HvvmInventory: 1,
    Name: known(vms[0]!.on) ?? "HV",
    OperatingSystem: "Microsoft Windows Server 2022 Datacenter",
    BuildNumber: 20348,
    ProductType: 3,
    LogicalProcessorCount: 64,
    ClusterName: null,
    Volumes: [],
    Disks: [],
    VMs: vms.map((vm) => collectorVm(vm, idOf(vm))),
    VHDs: vms.flatMap(vhdsOf),
  }));
}

/** An ID that is the same for the same name. */
function idOf(vm: VirtualMachine): string {
  let hash = 0;
  for (const character of vm.name!.value.toLowerCase()) hash = (hash * 31 + character.codePointAt(0)!) % 2 ** 47;
  return `00000000-0000-4000-8000-${hash.toString(16).padStart(12, "0")}`;
}

function collectorVm(vm: VirtualMachine, id: string) {
  const generation = generationOf(vm)!;
  return {
    VMId: id,
    Name: vm.name!.value,
    Generation: generation,
    State: "Off",
    ProcessorCount: known(vm.processors) ?? 1,
    MemoryStartup: 512 * 2 ** 20,
    HardDrives: vm.devices.filter(({ content }) => content.kind !== "dvd").map(hardDrive),
    DVDDrives: vm.devices.filter(({ content }) => content.kind === "dvd").map(dvdDrive),
    SCSIControllers: controllersOf(vm).map((ControllerNumber) => ({ ControllerNumber })),
    FloppyDrive: generation === 1 ? { Path: vm.floppy?.file?.value.text ?? null } : null,
    NetworkAdapters: vm.adapters.map(({ legacy, switchName }) => ({
      Name: "Network Adapter",
      IsLegacy: legacy !== undefined,
      SwitchName: switchName?.value ?? null,
      VlanId: 0,
    })),
    StartupOrder: generation === 1 ? startupOf(vm) : [],
    BootOrder: generation === 2 ? bootOrderOf(vm) : [],
    SecureBoot: generation === 2 ? "On" : null,
  };
}

function controllersOf(vm: VirtualMachine): readonly number[] {
  const used = vm.devices
    .filter((device) => device.controllerType === "SCSI")
    .map((device) => device.slot.value.controller);
  const count = Math.max(-1, ...used, ...vm.controllers.map(({ value }) => value)) + 1;
  return Array.from({ length: count }, (_, index) => index);
}

const startupNames: Readonly<Record<string, string>> = {
  cd: "CD",
  ide: "IDE",
  "legacy-network": "LegacyNetworkAdapter",
  floppy: "Floppy",
};

function startupOf({ startup }: VirtualMachine): readonly string[] {
  const words =
    startup === "unknown" || !startup
      ? ["cd", "ide", "legacy-network", "floppy"]
      : startup.entries.map(({ value }) => value);
  return words.map((word) => startupNames[word]!);
}

function bootOrderOf({ bootOrder }: VirtualMachine) {
  if (!bootOrder || bootOrder === "unknown") return [];
  return bootOrder.entries.map(({ value }) => ({
    BootType: value === "network" ? "Network" : value === "file" ? "File" : "Drive",
    ControllerNumber: typeof value === "string" ? null : value.controller,
    ControllerLocation: typeof value === "string" ? null : value.location,
  }));
}

function slotOf(device: Device) {
  const { controller, location } = device.slot.value;
  return { ControllerType: device.controllerType, ControllerNumber: controller, ControllerLocation: location };
}

function hardDrive(device: Device) {
  const { content } = device;
  const isFile = content.kind === "disk";
  return {
    ...slotOf(device),
    Path: isFile ? content.file.value.text : "Disk 3 20.00 GB Bus 0 Lun 0 Target 3",
    DiskNumber: content.kind === "physical-disk" ? content.number.value : null,
    SupportPersistentReservations: isFile && content.shared !== undefined,
    MinimumIOPS: (isFile && content.minimumIops?.value) || 0,
    MaximumIOPS: (isFile && content.maximumIops?.value) || 0,
  };
}

function dvdDrive(device: Device) {
  const { content } = device;
  if (content.kind !== "dvd") throw new Error("not a DVD drive");
  return {
    ...slotOf(device),
    Path: content.drive ? `${content.drive.value}\\` : (content.iso?.value.text ?? null),
    DvdMediaType: content.drive ? "PassThrough" : content.iso ? "ISO" : "None",
  };
}

/** The files of a VM and their parents. */
function vhdsOf(vm: VirtualMachine) {
  return vm.devices.flatMap(({ content }) => {
    if (content.kind !== "disk") return [];
    const parents = parentsOf(content).map(({ file }) => file.value.text);
    return [content.file.value.text, ...parents].map((Path, index) => ({
      Path,
      VhdFormat: formatOf(Path),
      VhdType: typeOf(content, index, parents.length),
      Size: content.sizeBytes?.value ?? 64 * 2 ** 30,
      BlockSize: (index === 0 ? content.blockSizeBytes?.value : undefined) ?? usualBlockSize(content, Path),
      LogicalSectorSize: content.sectorSizeBytes?.value ?? 512,
      PhysicalSectorSize: content.physicalSectorSizeBytes?.value ?? (formatOf(Path) === "VHD" ? 512 : 4096),
      ParentPath: parents[index] ?? null,
    }));
  });
}

function typeOf(disk: Disk, index: number, parents: number): string {
  const type = index < parents ? "differencing" : index === 0 ? (effectiveType(disk) ?? "dynamic") : "dynamic";
  return type.replace(/^./, (letter) => letter.toUpperCase());
}

function usualBlockSize(disk: Disk, path: string): number {
  const type = effectiveType(disk);
  if (type === "fixed") return 0;
  return formatOf(path) === "VHDX" && type !== "differencing" ? 2 ** 25 : 2 ** 21;
}

function formatOf(path: string): string {
  return parseWindowsPath(path).extension === ".vhd" ? "VHD" : "VHDX";
}
