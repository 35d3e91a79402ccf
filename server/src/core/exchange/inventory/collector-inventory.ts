/**
 * The JSON that the collector script (`collector-script.ts`) writes: one file for each host. Property names are those of
 * the cmdlets' objects, enumerations are their names, sizes are bytes. `null` means that the host has no such value.
 */

export interface CollectorInventory {
  /** Marks the file and gives the version of its form. */
  readonly HvvmInventory: 1;
  /** Computer name of the host. */
  readonly Name: string;
  /** As Win32_OperatingSystem has it, such as `Microsoft Windows Server 2022 Datacenter`. */
  readonly OperatingSystem: string;
  readonly BuildNumber: number;
  /** 1 is a client, 2 a domain controller, 3 a server. */
  readonly ProductType: 1 | 2 | 3;
  readonly LogicalProcessorCount: number;
  readonly ClusterName: string | null;
  readonly Volumes: readonly CollectorVolume[];
  readonly Disks: readonly CollectorDisk[];
  readonly VMs: readonly CollectorVm[];
  /** The files of the VMs' disks and their parents, each once. Empty if the script was run with `-SkipFiles`. */
  readonly VHDs: readonly CollectorVhd[];
}

export interface CollectorVolume {
  /** A drive or mounted folder without a backslash at its end, such as `D:` or `C:\ClusterStorage\Volume1`. */
  readonly Path: string;
  readonly Size: number;
  /** The host's disk that the volume is on; `null` if it is not on one. */
  readonly DiskNumber: number | null;
}

export interface CollectorDisk {
  readonly Number: number;
  readonly Size: number;
  /** `SATA`, `SAS`, `NVMe`, `RAID` and so on. */
  readonly BusType: string;
  /** `HDD`, `SSD`, `SCM` or `Unspecified`; `null` if the host does not list it as a physical disk. */
  readonly MediaType: string | null;
  /** Revolutions a minute; 0 for a disk that does not spin, 4294967295 if the disk does not say. */
  readonly SpindleSpeed: number | null;
}

export interface CollectorVm {
  readonly VMId: string;
  readonly Name: string;
  readonly Generation: 1 | 2;
  readonly State: string;
  readonly ProcessorCount: number;
  readonly MemoryStartup: number;
  readonly HardDrives: readonly CollectorHardDrive[];
  readonly DVDDrives: readonly CollectorDvdDrive[];
  readonly SCSIControllers: readonly { readonly ControllerNumber: number }[];
  /** `null` in generation 2, which has no floppy drive. */
  readonly FloppyDrive: { readonly Path: string | null } | null;
  readonly NetworkAdapters: readonly CollectorAdapter[];
  /** `CD`, `IDE`, `LegacyNetworkAdapter` and `Floppy`; empty in generation 2. */
  readonly StartupOrder: readonly string[];
  /** Empty in generation 1. */
  readonly BootOrder: readonly CollectorBootEntry[];
  /** Of generation 2: `On` or `Off`. */
  readonly SecureBoot: string | null;
}

export interface CollectorSlot {
  readonly ControllerType: "IDE" | "SCSI";
  readonly ControllerNumber: number;
  readonly ControllerLocation: number;
}

export interface CollectorHardDrive extends CollectorSlot {
  /** For a physical disk a text without use. */
  readonly Path: string | null;
  /** Of a physical disk; `null` for a file. */
  readonly DiskNumber: number | null;
  readonly SupportPersistentReservations: boolean | null;
  /** 0 means no limit. */
  readonly MinimumIOPS: number | null;
  readonly MaximumIOPS: number | null;
}

export interface CollectorDvdDrive extends CollectorSlot {
  readonly Path: string | null;
  /** `None`, `ISO` or `PassThrough`. */
  readonly DvdMediaType: string;
}

export interface CollectorAdapter {
  readonly Name: string;
  readonly IsLegacy: boolean;
  /** `null` or empty if it is not connected. */
  readonly SwitchName: string | null;
  /** 0 without a VLAN. */
  readonly VlanId: number | null;
}

export interface CollectorBootEntry {
  /** `Drive`, `Network` or `File`. */
  readonly BootType: string;
  /** Slot on SCSI of a drive, else `null`. */
  readonly ControllerNumber: number | null;
  readonly ControllerLocation: number | null;
}

/** Facts of a virtual disk file, or why it could not be read. */
export type CollectorVhd = CollectorVhdFacts | { readonly Path: string; readonly Error: string };

export interface CollectorVhdFacts {
  readonly Path: string;
  /** `VHD`, `VHDX` or `VHDSet`. */
  readonly VhdFormat: string;
  /** `Fixed`, `Dynamic` or `Differencing`. */
  readonly VhdType: string;
  readonly Size: number;
  /** 0 for a fixed disk, which has no blocks. */
  readonly BlockSize: number;
  readonly LogicalSectorSize: number;
  readonly PhysicalSectorSize: number;
  /** `null` or empty for a disk without parent. */
  readonly ParentPath: string | null;
}
