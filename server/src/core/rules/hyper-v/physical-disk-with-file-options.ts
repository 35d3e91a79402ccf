import { childOf } from "../../model/bound.ts";
import type { PhysicalDiskUse } from "../../model/layout.ts";
import { type Fix, removeOption, removeStatement } from "../../model/problem.ts";
import type { Range } from "../../syntax/tree.ts";
import { type DiskDevice, physicalDisksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A physical disk has none of the options of a virtual disk file. */
export const physicalDiskWithFileOptions = defineRule({
  code: "physical-disk-with-file-options",
  severity: "error",
  why: "A pass-through disk is the host's disk as it is: its size, sectors and speed are its own, and there is no file that could be fixed, shared or differencing. Storage QoS works on virtual hard disk files only.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk physical 3 fixed
                           ^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk physical 3
}`,
  scope: "vm",
  check(context, report) {
    for (const holder of physicalDisksOf(context)) {
      for (const { what, at, remedy } of fileOptions(holder)) {
        const message = `Physical disk ${holder.disk.number.value} cannot have a ${what}: it is the host's own disk, used as it is. Remove it, or name a virtual hard disk file instead.`;
        report({ at, message, fixes: [remedy(`Remove the ${what}`)] });
      }
    }
  },
});

interface FileOption {
  readonly what: string;
  readonly at: Range;
  remedy(title: string): Fix;
}

function fileOptions({ device, disk }: DiskDevice<PhysicalDiskUse>): readonly FileOption[] {
  const {
    type,
    sizeBytes,
    shared,
    parent,
    blockSizeBytes,
    sectorSizeBytes,
    physicalSectorSizeBytes,
    minimumIops,
    maximumIops,
  } = disk;
  const words: readonly [string, Range | undefined][] = [
    ["type", type?.range],
    ["size", sizeBytes?.range],
    ['"shared"', shared],
  ];
  const statements: readonly [string, Range | undefined, string][] = [
    ["parent", parent && parent !== "unknown" ? parent.keyword : undefined, "parent"],
    ["block size", blockSizeBytes?.range, "block-size"],
    ["sector size", sectorSizeBytes?.range, "sector-size"],
    ["physical sector size", physicalSectorSizeBytes?.range, "physical-sector-size"],
    ["minimum IOPS", minimumIops?.range, "minimum-iops"],
    ["maximum IOPS", maximumIops?.range, "maximum-iops"],
  ];
  return [
    ...words.flatMap(([what, at]) => (at ? [{ what, at, remedy: (title: string) => removeOption(title, at) }] : [])),
    ...statements.flatMap(([what, at, keyword]) => {
      const whole = childOf(device.statement, keyword)?.range;
      return at && whole ? [{ what, at, remedy: (title: string) => removeStatement(title, whole) }] : [];
    }),
  ];
}
