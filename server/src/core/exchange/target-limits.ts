/**
 * What each export target does not support, as one table: the comments in the exported text, the lines on standard
 * error and the table in the documentation are made from it.
 */
import type { Release } from "../schema/releases.ts";

/** Terraform has two providers, which support different things. */
export type Target = "powershell" | "ansible" | "windsorcli" | "taliesins";

interface TargetSpec {
  readonly title: string;
  /** The oldest host release that the target supports. */
  readonly oldestRelease: Release;
}

/** Sources: the documentation of the module, and of its Set-VM in each release; the README of each collection; the code of taliesins. */
export const targets: Readonly<Record<Target, TargetSpec>> = {
  powershell: { title: "PowerShell", oldestRelease: "windows-server-2012-r2" },
  ansible: { title: "Ansible microsoft.hyperv", oldestRelease: "windows-server-2016" },
  windsorcli: { title: "Terraform windsorcli/hyperv", oldestRelease: "windows-server-2019" },
  taliesins: { title: "Terraform taliesins/hyperv", oldestRelease: "windows-server-2016" },
};

export const targetNames = Object.keys(targets) as readonly Target[];

interface Limit {
  /** The part of a layout, as a row of the table. */
  readonly title: string;
  /** The reason as a clause, for each target that does not support it. */
  readonly reasons: Partial<Readonly<Record<Target, string>>>;
}

const noDiskNumber = "a disk needs the path of a file";
const noFirstBoot = "no field for the order of generation 1";
const controllersStay = "no field for SCSI controllers; only controller 0 is certain to exist";

/** Every part of a layout that some target does not support. All targets support everything else. */
export const targetLimits = {
  release: {
    title: "the release of the host",
    reasons: {
      powershell: "the script reads generations and Storage QoS, which came with Windows Server 2012 R2",
      ansible: "the collection is for Windows Server 2016 and later",
      windsorcli: "the provider is for Windows Server 2019 and later",
      taliesins: "the provider always sets the type of checkpoints, which came with Windows Server 2016",
    },
  },
  "cluster-role": {
    title: "the role in its failover cluster",
    reasons: {
      powershell: "run Add-ClusterVirtualMachineRole afterwards",
      ansible: "no module; run Add-ClusterVirtualMachineRole afterwards",
      windsorcli: "no field; run Add-ClusterVirtualMachineRole afterwards",
      taliesins: "no field; run Add-ClusterVirtualMachineRole afterwards",
    },
  },
  "physical-dvd": {
    title: "a drive of the host as DVD drive",
    reasons: {
      ansible: "not documented for the path of a DVD drive",
      windsorcli: "not documented for the path of a DVD drive",
      taliesins: "not documented for the path of a DVD drive",
    },
  },
  "dvd-on-scsi-generation-1": {
    title: "a DVD drive on SCSI in generation 1",
    reasons: {
      powershell: "Add-VMDvdDrive takes no controller type and uses IDE in generation 1",
      ansible: "a DVD drive has no controller type and goes to IDE in generation 1",
      windsorcli: "a DVD drive goes to IDE in generation 1",
      taliesins: "a DVD drive has no controller type and goes to IDE in generation 1",
    },
  },
  "location-above-63": {
    title: "a SCSI location above 63",
    reasons: {
      powershell: "Add-VMHardDiskDrive accepts locations 0 to 63",
      ansible: "controllers have locations 0 to 63",
      windsorcli: "controllers have locations 0 to 63",
      taliesins: "controllers have locations 0 to 63",
    },
  },
  floppy: {
    title: "a floppy image",
    reasons: { ansible: "no module", windsorcli: "no field", taliesins: "no field" },
  },
  "physical-disk": {
    title: "a pass-through disk",
    reasons: { ansible: noDiskNumber, windsorcli: noDiskNumber },
  },
  "vhd-set": {
    title: "a VHD Set (.vhds)",
    reasons: { ansible: "not documented", windsorcli: "not documented", taliesins: "not one of its formats" },
  },
  "scsi-controllers": {
    title: "SCSI controllers 1 to 3, and empty ones",
    reasons: { windsorcli: controllersStay, taliesins: controllersStay },
  },
  "block-size": {
    title: "block size",
    reasons: { ansible: "no option" },
  },
  "differencing-options": {
    title: "size or block size of a differencing disk",
    reasons: {
      windsorcli: "not accepted together with parent_path",
      taliesins: "not accepted together with parent_path",
    },
  },
  "sector-size": {
    title: "logical and physical sector size",
    reasons: { ansible: "no option", windsorcli: "no field" },
  },
  "size-step": {
    title: "a size that is not a multiple of 4096 bytes",
    reasons: { taliesins: "the provider accepts no other size, so the file must already exist" },
  },
  iops: {
    title: "minimum and maximum IOPS",
    reasons: {
      ansible: "no option",
      windsorcli: "no field",
      taliesins: "the provider loses them when it creates a VM; a second apply sets them",
    },
  },
  shared: {
    title: "a disk that several VMs share",
    reasons: { ansible: "no option", windsorcli: "no field" },
  },
  startup: {
    title: "start-up order of generation 1",
    reasons: { windsorcli: noFirstBoot, taliesins: noFirstBoot },
  },
  "boot-order": {
    title: "boot order of generation 2",
    reasons: {
      ansible: "a DVD drive is found by its English description, so only disks are named here",
      windsorcli: "its entries are devices in this file, not an entry of the guest's boot loader (file)",
      taliesins: "entries are identified by their English descriptions, so it fails on a host in another language",
    },
  },
  "legacy-network": {
    title: "a legacy network adapter",
    reasons: { ansible: "no option", windsorcli: "no field" },
  },
  "network-without-switch": {
    title: "a network adapter without switch",
    reasons: { windsorcli: "switch_name is required" },
  },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitKind = keyof typeof targetLimits;

/** Why `target` does not support it; `undefined` if it does. */
export function reasonOf(kind: LimitKind, target: Target): string | undefined {
  const { reasons }: Limit = targetLimits[kind];
  return reasons[target];
}
