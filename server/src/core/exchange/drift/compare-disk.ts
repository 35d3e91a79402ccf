/** Compares one virtual disk on both sides: type, size, parents and options, each only if both sides state it. */
import { type Device, type Disk, effectiveType, parentsOf, slotName } from "../../model/layout.ts";
import { parseWindowsPath } from "../../model/windows-path.ts";
import { formatSize } from "../../schema/format.ts";
import type { EstateDevice, EstateDisk } from "../inventory/estate.ts";
import type { Report } from "./difference.ts";

export function compareDisk(device: Device, disk: Disk, there: EstateDevice, host: EstateDisk, report: Report): void {
  const slot = slotName(device);
  const title = slot.toUpperCase();
  const { facts } = host;
  const type = effectiveType(disk);
  if (facts.type && type && facts.type !== type) {
    const message = `The disk at ${title} is ${facts.type} on the host, not ${type}.`;
    report("type-differs", message, disk.type?.range ?? disk.file.range, slot, there);
    return; // The rest depends on the type.
  }
  const size = disk.sizeBytes;
  const { sizeBytes = size?.value, sizeToleranceBytes = 0 } = facts;
  if (size && sizeBytes !== undefined && Math.abs(size.value - sizeBytes) > sizeToleranceBytes) {
    const message = `The disk at ${title} has ${formatSize(sizeBytes)} on the host, not ${formatSize(size.value)}.`;
    report("size-differs", message, size.range, slot, there);
  }
  compareParents(disk, facts, title, (message, at) => report("parent-differs", message, at, slot, there));
  const blockSize = disk.blockSizeBytes;
  if (blockSize && facts.blockSizeBytes && type !== "fixed" && blockSize.value !== facts.blockSizeBytes) {
    const message = `The disk at ${title} has blocks of ${formatSize(facts.blockSizeBytes)} on the host, not ${formatSize(blockSize.value)}.`;
    report("block-size-differs", message, blockSize.range, slot, there);
  }
  const sectorSize = disk.sectorSizeBytes?.value ?? 512;
  if (facts.sectorSizeBytes && type !== "differencing" && sectorSize !== facts.sectorSizeBytes) {
    const message = `The disk at ${title} has sectors of ${facts.sectorSizeBytes} bytes on the host, not ${sectorSize}.`;
    report("sector-size-differs", message, disk.sectorSizeBytes?.range ?? disk.file.range, slot, there);
  }
  const physical = disk.physicalSectorSizeBytes;
  if (
    physical &&
    facts.physicalSectorSizeBytes &&
    type !== "differencing" &&
    physical.value !== facts.physicalSectorSizeBytes
  ) {
    const message = `The disk at ${title} has physical sectors of ${facts.physicalSectorSizeBytes} bytes on the host, not ${physical.value}.`;
    report("physical-sector-size-differs", message, physical.range, slot, there);
  }
  if (host.isShared !== undefined && host.isShared !== (disk.shared !== undefined)) {
    const message = `The disk at ${title} is ${host.isShared ? "shared" : "not shared"} on the host.`;
    report("sharing-differs", message, disk.shared ?? disk.file.range, slot, there);
  }
  compareIops(disk, host, title, (message, at) => report("iops-differ", message, at, slot, there));
}

function compareIops(
  disk: Disk,
  host: EstateDisk,
  title: string,
  report: (message: string, at: Disk["file"]["range"]) => void,
): void {
  const limits = [
    ["minimum", disk.minimumIops, host.minimumIops],
    ["maximum", disk.maximumIops, host.maximumIops],
  ] as const;
  for (const [name, wanted, there] of limits) {
    if (there === undefined || there === (wanted?.value ?? 0)) continue;
    const found = there === 0 ? `no ${name} IOPS` : `a ${name} of ${there} IOPS`;
    report(
      `The disk at ${title} has ${found} on the host; the layout has ${wanted?.value || "none"}.`,
      wanted?.range ?? disk.file.range,
    );
  }
}

/** Only the first parent that differs: another file has other parents. */
function compareParents(
  disk: Disk,
  { parents: there = [], hasAllParents }: EstateDisk["facts"],
  title: string,
  report: (message: string, at: Disk["file"]["range"]) => void,
): void {
  const parents = parentsOf(disk).map(({ file }) => file);
  const index = parents.findIndex(({ value }, at) => parseWindowsPath(there[at] ?? "").key !== value.key);
  const [parent, found] = [parents[index], there[index]];
  if (!parent) return;
  const child = index === 0 ? `the disk at ${title}` : `"${parents[index - 1]!.value.text}"`;
  if (found !== undefined)
    report(`The parent of ${child} is "${found}" on the host, not "${parent.value.text}".`, parent.range);
  else if (index > 0 && hasAllParents)
    report(`The host has no parent of ${child}; the layout has "${parent.value.text}".`, parent.range);
}
