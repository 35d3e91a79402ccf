/**
 * A mock Hyper-V host: its state, and how its cmdlets change it. What is known of the real ones, from the module's
 * pages and from the providers that drive it: a new VM has an adapter and in generation 1 an empty DVD drive at IDE 1:0;
 * names are not unique; a slot holds one drive; devices change only while the VM is off; a file that exists is not made
 * again; the firmware's order follows the devices.
 */
import { ScriptError } from "./values.ts";

export interface MockFile {
  readonly Path: string;
  /** `undefined` for files that are not virtual hard disks. */
  readonly vhd?: {
    readonly VhdType: string;
    readonly Size: number;
    readonly BlockSize: number;
    readonly LogicalSectorSize: number;
    readonly PhysicalSectorSize: number;
    readonly ParentPath: string;
  };
}

export interface MockDrive {
  readonly kind: "disk" | "dvd";
  readonly vm: MockVm;
  ControllerType: "IDE" | "SCSI";
  ControllerNumber: number;
  ControllerLocation: number;
  Path: string | null;
  DiskNumber: number | null;
  MinimumIOPS: number;
  MaximumIOPS: number;
  SupportPersistentReservations: boolean;
  /** Of a DVD drive: `None`, `ISO` or `PassThrough`. */
  readonly DvdMediaType: string;
}

export interface MockAdapter {
  readonly vm: MockVm;
  Name: string;
  IsLegacy: boolean;
  SwitchName: string | null;
}

/** An entry of the firmware's order; `File` is an entry that the guest's boot loader added. */
export interface MockBootEntry {
  readonly BootType: "Drive" | "Network" | "File";
  readonly Device: MockDrive | MockAdapter | null;
}

export interface MockVm {
  readonly Id: string;
  Name: string;
  Generation: 1 | 2;
  State: string;
  ProcessorCount: number;
  MemoryStartup: number;
  scsiControllers: number;
  drives: MockDrive[];
  adapters: MockAdapter[];
  floppy: string | null;
  startupOrder: string[];
  bootOrder: MockBootEntry[];
  snapshots: string[];
}

export class MockHost {
  readonly files = new Map<string, MockFile>();
  readonly vms: MockVm[] = [];
  /** Roots of the existing drives and shares, such as `C:\`. */
  readonly roots = new Set<string>();
  readonly disks: { readonly Number: number; readonly IsOffline: boolean }[] = [];
  readonly switches: { readonly Name: string }[] = [];
  /** The machines of the host's cluster, as group and owner; `undefined` where the host has no module for clusters. */
  clusterGroups:
    | { readonly Name: string; readonly GroupType: string; readonly OwnerNode: { readonly Name: string } }[]
    | undefined;
  /** How many more changes the host makes before it fails, to test a script that is interrupted halfway. */
  changesLeft = Number.POSITIVE_INFINITY;
  changes = 0;

  constructor(
    readonly name: string,
    /** The number of SCSI controllers of a new generation 1 VM, which differs between releases. */
    readonly newScsiControllers: 0 | 1,
  ) {}

  /** Called before every change. */
  change(): void {
    if (this.changesLeft <= 0) throw new ScriptError("The host failed.");
    this.changesLeft--;
    this.changes++;
  }

  addFile(file: MockFile): void {
    this.files.set(file.Path.toLowerCase(), file);
  }

  file(path: string): MockFile | undefined {
    return this.files.get(path.toLowerCase());
  }

  newVm(name: string, generation: 1 | 2): MockVm {
    const vm: MockVm = {
      Id: `${this.name}-${this.vms.length}`,
      Name: name,
      Generation: generation,
      State: "Off",
      ProcessorCount: 1,
      MemoryStartup: 512 * 1024 * 1024,
      scsiControllers: generation === 2 ? 1 : this.newScsiControllers,
      drives: [],
      adapters: [],
      floppy: null,
      startupOrder: ["CD", "IDE", "LegacyNetworkAdapter", "Floppy"],
      bootOrder: [],
      snapshots: [],
    };
    this.vms.push(vm);
    this.addAdapter(vm, false, null);
    if (generation === 1) this.addDrive(vm, "dvd", "IDE", 1, 0, {});
    return vm;
  }

  addAdapter(vm: MockVm, isLegacy: boolean, switchName: string | null): void {
    if (isLegacy && vm.Generation === 2) throw new ScriptError("Generation 2 has no legacy network adapter.");
    if (switchName !== null && this.switches.filter(({ Name }) => isSame(Name, switchName)).length !== 1)
      throw new ScriptError(`The switch name '${switchName}' is not unique, or there is none.`);
    const adapter: MockAdapter = { vm, Name: "Network Adapter", IsLegacy: isLegacy, SwitchName: switchName };
    vm.adapters.push(adapter);
    if (vm.Generation === 2) vm.bootOrder.push({ BootType: "Network", Device: adapter });
  }

  addDrive(
    vm: MockVm,
    kind: MockDrive["kind"],
    controllerType: "IDE" | "SCSI",
    controller: number,
    location: number,
    settings: Partial<MockDrive>,
  ): void {
    this.checkSlot(vm, controllerType, controller, location);
    const drive: MockDrive = {
      kind,
      vm,
      ControllerType: controllerType,
      ControllerNumber: controller,
      ControllerLocation: location,
      Path: null,
      DiskNumber: null,
      MinimumIOPS: 0,
      MaximumIOPS: 0,
      SupportPersistentReservations: false,
      get DvdMediaType() {
        return this.Path === null ? "None" : /^[a-z]:\\?$/i.test(this.Path) ? "PassThrough" : "ISO";
      },
      ...settings,
    };
    this.checkContent(vm, drive);
    vm.drives.push(drive);
    if (vm.Generation === 2) vm.bootOrder.push({ BootType: "Drive", Device: drive });
  }

  checkSlot(vm: MockVm, type: "IDE" | "SCSI", controller: number, location: number): void {
    if (type === "IDE" && vm.Generation === 2)
      throw new ScriptError("Generation 2 virtual machines do not support IDE.");
    const controllers = type === "IDE" ? 2 : vm.scsiControllers;
    if (controller >= controllers || location >= (type === "IDE" ? 2 : 64))
      throw new ScriptError(`There is no slot ${type} ${controller}:${location}.`);
    if (driveAt(vm, type, controller, location))
      throw new ScriptError(`There is already a drive in controller '${controller}', location '${location}'.`);
  }

  private checkContent(vm: MockVm, { kind, Path: path, DiskNumber: number }: MockDrive): void {
    if (number !== null && !this.disks.some((disk) => disk.Number === number && disk.IsOffline))
      throw new ScriptError(`Disk ${number} is not there, or not offline.`);
    if (number !== null || path === null || /^[a-z]:\\?$/i.test(path)) return;
    if (!this.file(path)) throw new ScriptError(`Cannot find '${path}'.`);
    if (kind === "disk" && vm.drives.some((drive) => drive.kind === "disk" && isSame(drive.Path, path)))
      throw new ScriptError(`Cannot add '${path}'. The disk is already connected to the virtual machine '${vm.Name}'.`);
  }
}

export function driveAt(vm: MockVm, type: string, controller: number, location: number): MockDrive | undefined {
  return vm.drives.find(
    (drive) =>
      drive.ControllerType === type && drive.ControllerNumber === controller && drive.ControllerLocation === location,
  );
}

export function isSame(a: string | null, b: string | null): boolean {
  return (a ?? "").toLowerCase() === (b ?? "").toLowerCase();
}

/** The whole state of the host, to compare two moments. */
export function snapshotOf(host: MockHost): string {
  const plain = (key: string, value: unknown) => {
    if (key === "vm") return undefined;
    return value;
  };
  return JSON.stringify([[...host.files.values()], host.vms, host.disks, host.switches], plain, 1);
}
