/** What the format of a virtual disk file says of its sizes. */
import { type Disk, effectiveType } from "../model/layout.ts";
import { largestVhd, largestVhdx } from "../schema/hyper-v-limits.ts";

export type DiskFormat = "VHD" | "VHDX" | "VHD Set";

/** The format that an extension stands for. */
export function formatOf(extension: string): DiskFormat | undefined {
  if (extension === ".vhd") return "VHD";
  if (extension === ".vhdx") return "VHDX";
  return extension === ".vhds" ? "VHD Set" : undefined;
}

/** In bytes; `undefined` if the file is of no known format. */
export function largestDisk(disk: Disk): number | undefined {
  const format = formatOf(disk.file.value.extension);
  if (format === undefined) return undefined;
  return format === "VHD" ? largestVhd : largestVhdx;
}

/** Why the disk cannot have the sector size that it states; `undefined` if it can, or states none. */
export function sectorSizeRefusal(disk: Disk): string | undefined {
  if (!disk.sectorSizeBytes) return undefined;
  if (effectiveType(disk) === "differencing") return "A differencing disk has the sectors of its parent";
  const is4096OnVhd = disk.file.value.extension === ".vhd" && disk.sectorSizeBytes.value === 4096;
  return is4096OnVhd ? "A VHD has sectors of 512 bytes" : undefined;
}

/** The logical sector in bytes: the stated one where the disk can have it, else 512. */
export function sectorBytes(disk: Disk): number {
  return disk.sectorSizeBytes && sectorSizeRefusal(disk) === undefined ? disk.sectorSizeBytes.value : 512;
}
