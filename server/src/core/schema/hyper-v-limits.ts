/**
 * Limits and features of the platform, each with the public page that documents it. They are stated nowhere else. Sizes
 * are in bytes.
 */
import { isAtLeast, isClient, isPreRelease, type Release } from "./releases.ts";

const learn = "https://learn.microsoft.com/windows-server";

/** Pages that hovers and rule pages link to. */
export const pages = {
  limits: `${learn}/virtualization/hyper-v/maximum-scale-limits`,
  generations: `${learn}/virtualization/hyper-v/plan/should-i-create-a-generation-1-or-2-virtual-machine-in-hyper-v`,
  storagePerformance: `${learn}/administration/performance-tuning/role/hyper-v-server/storage-io-performance`,
  guests: `${learn}/virtualization/hyper-v/supported-windows-guest-operating-systems-for-hyper-v-on-windows`,
  vhdSets: `${learn}/virtualization/hyper-v/manage/create-vhdset-file`,
  setVmBios: "https://learn.microsoft.com/powershell/module/hyper-v/set-vmbios",
  setVmFirmware: "https://learn.microsoft.com/powershell/module/hyper-v/set-vmfirmware",
  newVhd: "https://learn.microsoft.com/powershell/module/hyper-v/new-vhd",
  addHardDisk: "https://learn.microsoft.com/powershell/module/hyper-v/add-vmharddiskdrive",
  addDvd: "https://learn.microsoft.com/powershell/module/hyper-v/add-vmdvddrive",
  addNetworkAdapter: "https://learn.microsoft.com/powershell/module/hyper-v/add-vmnetworkadapter",
  emulatedHardware:
    "https://learn.microsoft.com/troubleshoot/windows-server/virtualization/synthetic-hardware-emulated-hardware-hyper-v",
  linux: `${learn}/virtualization/hyper-v/best-practices-for-running-linux-on-hyper-v`,
  diskNumbers: "https://learn.microsoft.com/windows-hardware/drivers/storage/msft-disk",
  vhdx: "https://learn.microsoft.com/openspecs/windows_protocols/ms-vhdx",
} as const;

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const gigabyte = 1024 * megabyte;
const terabyte = 1024 * gigabyte;

/** Source: maximum-scale-limits, which supersedes the numbers of texts on the pre-release. */
export const ideControllers = 2;
export const ideLocations = 2;
export const scsiControllers = 4;

/** Source: maximum-scale-limits (64); 255 was stated for the pre-release of 2008. */
export function scsiLocations(release: Release): number {
  return isPreRelease(release) ? 255 : 64;
}

/** Source: maximum-scale-limits. The number of synthetic adapters in 2008 is assumed to be that of 2008 R2. */
export function maxAdapters(kind: "legacy" | "synthetic", generation: 1 | 2, release: Release): number {
  if (kind === "legacy") return 4;
  return generation === 2 && isAtLeast(release, "windows-server-2019") ? 64 : 8;
}

/** Source: should-i-create-a-generation-1-or-2-virtual-machine; generation 2 came with 2012 R2. */
export function hasGeneration2(release: Release): boolean {
  return isAtLeast(release, "windows-server-2012-r2");
}

/** Up to 2012 R2 generation 1 takes DVD drives on IDE only; later pages count DVD drives on SCSI without naming a generation. */
export function refusesDvdOnScsi(release: Release): boolean {
  return !isAtLeast(release, "windows-server-2016");
}

/** Source: storage-io-performance (VHDX, file shares); create-vhdset-file (VHD Set). */
export function hasExtension(extension: string, release: Release): boolean {
  if (extension === ".vhdx") return isAtLeast(release, "windows-server-2012");
  if (extension === ".vhds") return isAtLeast(release, "windows-server-2016");
  return true;
}

export function hasFileShares(release: Release): boolean {
  return isAtLeast(release, "windows-server-2012");
}

/** Shared disks came with 2012 R2, for the server releases only. */
export function hasSharedDisks(release: Release): boolean {
  return isAtLeast(release, "windows-server-2012-r2") && !isClient(release);
}

export function hasStorageQos(release: Release): boolean {
  return isAtLeast(release, "windows-server-2012-r2");
}

/** Up to 2008 R2 a SCSI controller has one channel, and its disks share 256 outstanding requests. */
export function hasOneChannelPerController(release: Release): boolean {
  return !isAtLeast(release, "windows-server-2012");
}

/** Source: maximum-scale-limits; storage-io-performance. */
export const largestVhd = 2040 * gigabyte;
export const smallestVhd = 3 * megabyte;
export const largestVhdx = 64 * terabyte;

/** Source: should-i-create-a-generation-1-or-2-virtual-machine: an MBR boot partition ends at 2 TB. */
export const largestGeneration1Boot = 2 * terabyte;

/** Source: [MS-VHDX] and New-VHD. */
export const vhdxBlockSizes = { min: megabyte, max: 256 * megabyte } as const;
export const vhdBlockSizes: readonly number[] = [512 * kilobyte, 2 * megabyte];

/** Source: the Msvm_StorageAllocationSettingData class. One I/O of Storage QoS is up to 8 KB. */
export const maxIops = 1_000_000_000;

/**
 * With more levels, every read that reaches the oldest ones takes noticeably longer; a recommendation, not a limit of
 * the platform.
 */
export const longParentChain = 3;
