/** The size limits of the formats of virtual disk files. */
import { type Disk, effectiveType } from "../model/layout.ts";
import { largestVhd, largestVhdx } from "../schema/hyper-v-limits.ts";

export type DiskFormat = "VHD" | "VHDX" | "VHD Set";

/** The format that an extension denotes. */
export function formatOf(extension: string): DiskFormat | undefined {
  if (extension === ".vhd") return "VHD";
  if (extension === ".vhdx") return "VHDX";
  return extension === ".vhds" ? "VHD Set" : undefined;
}

/** In bytes; `undefined` if the format of the file is not known. */
export function largestDisk(disk: Disk): number | undefined {
  const format = formatOf(disk.file.value.extension);
  if (format === undefined) return undefined;
  return format === "VHD" ? largestVhd : largestVhdx;
}

/** Why the disk cannot have the sector size that it states; `undefined` if it can, or states none. */
export function sectorSizeRefusal(disk: Disk): string | undefined {
  return disk.sectorSizeBytes && refusal(disk, disk.sectorSizeBytes.value);
}

/** The same for the physical sector size. */
export function physicalSectorSizeRefusal(disk: Disk): string | undefined {
  const stated = disk.physicalSectorSizeBytes?.value;
  if (stated === undefined) return undefined;
  const isBelow = stated < sectorBytes(disk);
  return refusal(disk, stated) ?? (isBelow ? "A physical sector is never smaller than a logical one" : undefined);
}

function refusal(disk: Disk, bytes: number): string | undefined {
  if (effectiveType(disk) === "differencing") return "A differencing disk has the sectors of its parent";
  const is4096OnVhd = disk.file.value.extension === ".vhd" && bytes === 4096;
  return is4096OnVhd ? "A VHD has sectors of 512 bytes" : undefined;
}

/** The logical sector size in bytes: the stated one if the disk can have it, otherwise 512. */
export function sectorBytes(disk: Disk): number {
  return disk.sectorSizeBytes && sectorSizeRefusal(disk) === undefined ? disk.sectorSizeBytes.value : 512;
}
