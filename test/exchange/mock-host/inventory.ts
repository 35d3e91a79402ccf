/** What the collector would write of a mock host. */
import type {
  CollectorInventory,
  CollectorVhd,
  CollectorVm,
} from "../../../server/src/core/exchange/inventory/collector-inventory.ts";
import type { MockDrive, MockHost, MockVm } from "./host.ts";

export function inventoryOf(host: MockHost): CollectorInventory {
  const paths = new Map<string, CollectorVhd>();
  const visit = (path: string) => {
    const file = host.file(path);
    if (!file?.vhd || paths.has(path.toLowerCase())) return;
    const { ParentPath: parent } = file.vhd;
    const format = /\.vhdx$/i.test(path) ? "VHDX" : /\.vhds$/i.test(path) ? "VHDSet" : "VHD";
    paths.set(path.toLowerCase(), { Path: file.Path, VhdFormat: format, ...file.vhd });
    if (parent !== "") visit(parent);
  };
  for (const vm of host.vms)
    for (const { kind, Path: path, DiskNumber: number } of vm.drives)
      if (kind === "disk" && number === null && path !== null) visit(path);
  return {
    HvvmInventory: 1,
    Name: host.name === "" ? "host" : host.name,
    OperatingSystem: "Microsoft Windows Server 2019 Datacenter",
    BuildNumber: 17763,
    ProductType: 3,
    LogicalProcessorCount: 32,
    ClusterName: null,
    Volumes: [],
    Disks: [],
    VMs: host.vms.map(vmOf),
    VHDs: [...paths.values()],
  };
}

function vmOf(vm: MockVm): CollectorVm {
  return {
    VMId: vm.Id,
    Name: vm.Name,
    Generation: vm.Generation,
    State: vm.State,
    ProcessorCount: vm.ProcessorCount,
    MemoryStartup: 512 * 1024 * 1024,
    HardDrives: vm.drives
      .filter(({ kind }) => kind === "disk")
      .map((drive) => ({
        ...slotOf(drive),
        Path: drive.Path,
        DiskNumber: drive.DiskNumber,
        SupportPersistentReservations: drive.SupportPersistentReservations,
        MinimumIOPS: drive.MinimumIOPS,
        MaximumIOPS: drive.MaximumIOPS,
      })),
    DVDDrives: vm.drives
      .filter(({ kind }) => kind === "dvd")
      .map((drive) => ({ ...slotOf(drive), Path: drive.Path, DvdMediaType: mediaType(drive.Path) })),
    SCSIControllers: Array.from({ length: vm.scsiControllers }, (_, number) => ({ ControllerNumber: number })),
    FloppyDrive: vm.Generation === 1 ? { Path: vm.floppy } : null,
    NetworkAdapters: vm.adapters.map(({ Name, IsLegacy, SwitchName }) => ({ Name, IsLegacy, SwitchName, VlanId: 0 })),
    StartupOrder: vm.Generation === 1 ? vm.startupOrder : [],
    BootOrder: vm.bootOrder.map(({ BootType, Device }) => ({
      BootType,
      ControllerNumber: Device && "ControllerNumber" in Device ? Device.ControllerNumber : null,
      ControllerLocation: Device && "ControllerLocation" in Device ? Device.ControllerLocation : null,
    })),
    SecureBoot: vm.Generation === 2 ? "On" : null,
  };
}

function slotOf({ ControllerType, ControllerNumber, ControllerLocation }: MockDrive) {
  return { ControllerType, ControllerNumber, ControllerLocation };
}

function mediaType(path: string | null): string {
  if (path === null) return "None";
  return /^[a-z]:\\?$/i.test(path) ? "PassThrough" : "ISO";
}
