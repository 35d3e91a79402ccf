/** The cmdlets of the Hyper-V module that exported scripts use, on a mock host. A parameter beyond these is refused. */

import { pathRoot } from "./dotnet.ts";
import { driveAt, isSame, type MockAdapter, type MockDrive, type MockHost, type MockVm } from "./host.ts";
import type { Call, Cmdlet } from "./interpreter.ts";
import { ScriptError, spread, textOf } from "./values.ts";

type Named = <T>(name: string) => T;

export function cmdletsOf(host: MockHost): Readonly<Record<string, Cmdlet>> {
  const cmdlets: Record<string, Cmdlet> = {};
  const define = (name: string, parameters: readonly string[], run: (get: Named, call: Call) => readonly unknown[]) => {
    cmdlets[name] = (call) => {
      for (const key of call.named.keys())
        if (!parameters.some((parameter) => parameter.toLowerCase() === key))
          throw new ScriptError(`${name}: A parameter cannot be found that matches parameter name '${key}'.`);
      if (call.positional.length > 0) throw new Error(`${name}: the mock takes named arguments only`);
      return run(<T>(parameter: string) => (call.named.get(parameter.toLowerCase()) ?? null) as T, call);
    };
  };
  /** A change of devices: the VM must be off, as it is for IDE, controllers and the boot order. */
  const change = (vm: MockVm) => {
    if (vm.State !== "Off") throw new ScriptError(`Cannot change the running VM '${vm.Name}'.`);
    host.change();
  };
  const ofVm = (name: string, read: (vm: MockVm) => readonly unknown[]) =>
    define(name, ["VM"], (get) => read(get<MockVm>("VM")));

  define("Get-VM", ["ComputerName"], () => host.vms);
  define("Get-VMHost", ["ComputerName"], () => [{ LogicalProcessorCount: 32 }]);
  define("Get-CimInstance", ["ClassName"], () => [
    { Caption: "Microsoft Windows Server 2019 Datacenter", BuildNumber: "17763", ProductType: 3 },
  ]);
  ofVm("Get-VMHardDiskDrive", (vm) => vm.drives.filter(({ kind }) => kind === "disk"));
  ofVm("Get-VMDvdDrive", (vm) => vm.drives.filter(({ kind }) => kind === "dvd"));
  ofVm("Get-VMNetworkAdapter", (vm) => vm.adapters);
  ofVm("Get-VMSnapshot", (vm) => vm.snapshots);
  ofVm("Get-VMFloppyDiskDrive", (vm) => {
    if (vm.Generation === 2) throw new ScriptError("Generation 2 virtual machines do not support Floppy drives.");
    return [{ Path: vm.floppy }];
  });
  ofVm("Get-VMBios", (vm) => {
    if (vm.Generation === 2) throw new ScriptError("Generation 2 virtual machines do not support the VMBios cmdlets.");
    return [{ StartupOrder: vm.startupOrder }];
  });
  ofVm("Get-VMFirmware", (vm) => {
    if (vm.Generation === 1)
      throw new ScriptError("Generation 1 virtual machines do not support the VMFirmware cmdlets.");
    return [{ BootOrder: vm.bootOrder, SecureBoot: "On" }];
  });
  ofVm("Get-VMScsiController", (vm) =>
    Array.from({ length: vm.scsiControllers }, (_, number) => ({
      vm,
      ControllerNumber: number,
      Drives: vm.drives.filter((drive) => drive.ControllerType === "SCSI" && drive.ControllerNumber === number),
    })),
  );
  define("Get-Command", ["Name", "ErrorAction"], (get) =>
    get("Name") === "Get-ClusterGroup" && host.clusterGroups ? [{ Name: get("Name") }] : []);
  define("Get-ClusterGroup", [], () => {
    if (host.clusterGroups?.length === 0) throw new ScriptError("The cluster service is not running.");
    return host.clusterGroups ?? [];
  });
  define("Get-VMSwitch", [], () => host.switches);
  define("Get-Disk", [], () => host.disks);
  define("Get-VHD", ["Path", "ComputerName"], (get) => {
    const file = host.file(get("Path"));
    if (!file?.vhd) throw new ScriptError(`Getting the mounted storage instance for the path '${get("Path")}' failed.`);
    return [{ Path: file.Path, ...file.vhd }];
  });
  define("Test-Path", ["LiteralPath", "PathType"], (get) => {
    const path = textOf(get("LiteralPath"));
    if (isSame(get("PathType"), "Leaf")) return [host.file(path) !== undefined];
    return [[...host.roots].some((root) => isSame(root, path))];
  });

  define("New-VHD", [
    "Path",
    "ParentPath",
    "SizeBytes",
    "Dynamic",
    "Fixed",
    "Differencing",
    "BlockSizeBytes",
    "LogicalSectorSizeBytes",
    "PhysicalSectorSizeBytes",
  ], (get) => {
    host.change();
    const path = get<string>("Path");
    if (host.file(path)) throw new ScriptError(`Failed to create the virtual hard disk '${path}'. The file exists.`);
    if (![...host.roots].some((root) => isSame(root, pathRoot(path)))) throw new ScriptError("There is no such drive.");
    const parent = get<string | null>("ParentPath");
    const parentVhd = parent === null ? undefined : host.file(parent)?.vhd;
    if (get("Differencing") && !parentVhd) throw new ScriptError(`The parent '${parent}' is not there.`);
    if (get("Differencing") && get("LogicalSectorSizeBytes"))
      throw new ScriptError("Parameter set cannot be resolved using the specified named parameters.");
    const size = get<number | null>("SizeBytes") ?? parentVhd?.Size;
    if (size === undefined) throw new ScriptError("SizeBytes is required.");
    const isVhd = /\.vhd$/i.test(path);
    const vhd = {
      VhdType: get("Fixed") ? "Fixed" : get("Differencing") ? "Differencing" : "Dynamic",
      Size: size,
      BlockSize: get("Fixed") ? 0 : (get<number | null>("BlockSizeBytes") ?? (isVhd ? 2 ** 21 : 2 ** 25)),
      LogicalSectorSize: get<number | null>("LogicalSectorSizeBytes") ?? 512,
      PhysicalSectorSize: get<number | null>("PhysicalSectorSizeBytes") ?? (isVhd ? 512 : 4096),
      ParentPath: parent ?? "",
    };
    host.addFile({ Path: path, vhd });
    return [{ Path: path, ...vhd }];
  });
  define("New-VM", ["Name", "Generation", "NoVHD"], (get) => {
    host.change();
    return [host.newVm(get("Name"), get("Generation"))];
  });
  define("Set-VMProcessor", ["VM", "Count"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    vm.ProcessorCount = get("Count");
    return [];
  });
  define("Add-VMScsiController", ["VM"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    if (vm.scsiControllers === 4) throw new ScriptError("A VM has at most four SCSI controllers.");
    vm.scsiControllers++;
    return [];
  });
  define("Remove-VMScsiController", ["VMScsiController"], (get) => {
    const { vm, ControllerNumber: number } = get<{ vm: MockVm; ControllerNumber: number }>("VMScsiController");
    change(vm);
    vm.scsiControllers--;
    // Its drives are removed, too, and the controllers above it move down.
    remove(vm, (drive) => drive.ControllerType === "SCSI" && drive.ControllerNumber === number);
    for (const drive of vm.drives)
      if (drive.ControllerType === "SCSI" && drive.ControllerNumber > number) drive.ControllerNumber--;
    return [];
  });
  define("Add-VMHardDiskDrive", [
    "VM",
    "ControllerType",
    "ControllerNumber",
    "ControllerLocation",
    "Path",
    "DiskNumber",
    "MinimumIOPS",
    "MaximumIOPS",
    "SupportPersistentReservations",
  ], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    host.addDrive(vm, "disk", get("ControllerType"), get("ControllerNumber"), get("ControllerLocation"), {
      Path: get<number | null>("DiskNumber") === null ? get("Path") : `Disk ${get("DiskNumber")} 100.00 GB Bus 0 Lun 0`,
      DiskNumber: get("DiskNumber"),
      MinimumIOPS: get<number | null>("MinimumIOPS") ?? 0,
      MaximumIOPS: get<number | null>("MaximumIOPS") ?? 0,
      SupportPersistentReservations: get<boolean | null>("SupportPersistentReservations") ?? false,
    });
    return [];
  });
  define("Set-VMHardDiskDrive", [
    "VMHardDiskDrive",
    "ToControllerType",
    "ToControllerNumber",
    "ToControllerLocation",
    "MinimumIOPS",
    "MaximumIOPS",
    "SupportPersistentReservations",
  ], (get, { named }) => {
    const drive = present(get<MockDrive>("VMHardDiskDrive"));
    change(drive.vm);
    const type = get<"IDE" | "SCSI" | null>("ToControllerType");
    if (type !== null) {
      host.checkSlot(drive.vm, type, get("ToControllerNumber"), get("ToControllerLocation"));
      drive.ControllerType = type;
      drive.ControllerNumber = get("ToControllerNumber");
      drive.ControllerLocation = get("ToControllerLocation");
    }
    if (named.has("minimumiops")) drive.MinimumIOPS = get("MinimumIOPS");
    if (named.has("maximumiops")) drive.MaximumIOPS = get("MaximumIOPS");
    if (named.has("supportpersistentreservations"))
      drive.SupportPersistentReservations = get("SupportPersistentReservations");
    return [];
  });
  const removeDrive = (parameter: string) => (get: Named) => {
    const drive = present(get<MockDrive>(parameter));
    change(drive.vm);
    remove(drive.vm, (other) => other === drive);
    return [];
  };
  define("Remove-VMHardDiskDrive", ["VMHardDiskDrive"], removeDrive("VMHardDiskDrive"));
  define("Remove-VMDvdDrive", ["VMDvdDrive"], removeDrive("VMDvdDrive"));
  define("Add-VMDvdDrive", ["VM", "ControllerNumber", "ControllerLocation", "Path"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    const type = vm.Generation === 1 ? "IDE" : "SCSI";
    host.addDrive(vm, "dvd", type, get("ControllerNumber"), get("ControllerLocation"), { Path: get("Path") });
    return [];
  });
  define("Set-VMDvdDrive", ["VMDvdDrive", "Path"], (get) => {
    const drive = present(get<MockDrive>("VMDvdDrive"));
    change(drive.vm);
    const path = get<string | null>("Path");
    if (path !== null && !/^[a-z]:\\?$/i.test(path) && !host.file(path))
      throw new ScriptError(`Cannot find '${path}'.`);
    drive.Path = path;
    return [];
  });
  define("Set-VMFloppyDiskDrive", ["VM", "Path"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    const path = get<string | null>("Path");
    if (path !== null && !host.file(path)) throw new ScriptError(`Cannot find '${path}'.`);
    vm.floppy = path;
    return [];
  });
  define("Add-VMNetworkAdapter", ["VM", "IsLegacy", "SwitchName"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    host.addAdapter(vm, get<boolean | null>("IsLegacy") ?? false, get("SwitchName"));
    return [];
  });
  define("Remove-VMNetworkAdapter", ["VMNetworkAdapter"], (get) => {
    const adapter = get<MockAdapter>("VMNetworkAdapter");
    change(adapter.vm);
    adapter.vm.adapters = adapter.vm.adapters.filter((other) => other !== adapter);
    adapter.vm.bootOrder = adapter.vm.bootOrder.filter(({ Device }) => Device !== adapter);
    return [];
  });
  define("Connect-VMNetworkAdapter", ["VMNetworkAdapter", "SwitchName"], (get) => {
    const adapter = get<MockAdapter>("VMNetworkAdapter");
    change(adapter.vm);
    if (host.switches.filter(({ Name }) => isSame(Name, get("SwitchName"))).length !== 1)
      throw new ScriptError("The switch name is not unique, or there is none.");
    adapter.SwitchName = get("SwitchName");
    return [];
  });
  define("Disconnect-VMNetworkAdapter", ["VMNetworkAdapter"], (get) => {
    const adapter = get<MockAdapter>("VMNetworkAdapter");
    change(adapter.vm);
    adapter.SwitchName = null;
    return [];
  });
  define("Set-VMBios", ["VM", "StartupOrder"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    const order = spread(get("StartupOrder")).map(textOf);
    const known = ["CD", "IDE", "LegacyNetworkAdapter", "Floppy"];
    if (vm.Generation !== 1 || order.length !== 4 || known.some((name) => !order.includes(name)))
      throw new ScriptError("The start-up order is not valid.");
    vm.startupOrder = order;
    return [];
  });
  define("Set-VMFirmware", ["VM", "FirstBootDevice", "BootOrder"], (get) => {
    const vm = get<MockVm>("VM");
    change(vm);
    if (vm.Generation !== 2)
      throw new ScriptError("Generation 1 virtual machines do not support the VMFirmware cmdlets.");
    const entryOf = (given: unknown) => {
      const entry = vm.bootOrder.find((candidate) => candidate === given || candidate.Device === given);
      if (entry) return entry;
      const isDrive = vm.drives.includes(given as MockDrive);
      if (!isDrive && !vm.adapters.includes(given as MockAdapter)) throw new ScriptError("No such boot device.");
      return { BootType: isDrive ? "Drive" : "Network", Device: given as MockDrive | MockAdapter } as const;
    };
    const first = get<unknown>("FirstBootDevice");
    if (first !== null) {
      const entry = entryOf(first);
      vm.bootOrder = [entry, ...vm.bootOrder.filter((other) => other !== entry)];
    } else vm.bootOrder = spread(get("BootOrder")).map(entryOf); // Replaces the whole list: entries that are left out are removed.
    return [];
  });
  return cmdlets;
}

function remove(vm: MockVm, isGone: (drive: MockDrive) => boolean): void {
  const gone = vm.drives.filter(isGone);
  vm.drives = vm.drives.filter((drive) => !gone.includes(drive));
  vm.bootOrder = vm.bootOrder.filter(({ Device }) => !gone.includes(Device as MockDrive));
}

/** A drive object whose slot is empty by now has no effect. */
function present(drive: MockDrive): MockDrive {
  const { vm, ControllerType, ControllerNumber, ControllerLocation } = drive ?? {};
  if (!vm || driveAt(vm, ControllerType, ControllerNumber, ControllerLocation) !== drive)
    throw new ScriptError("The drive is not there any more.");
  return drive;
}
