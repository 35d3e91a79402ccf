import type { BoundStatement } from "../../model/bound.ts";
import type { PhysicalDiskUse } from "../../model/layout.ts";
import { replaceText } from "../../model/problem.ts";
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
  vm(vm, surroundings, report) {
    for (const holder of physicalDisksOf(vm, surroundings)) {
      for (const { what, at, whole } of fileOptions(holder)) {
        const message = `Physical disk ${holder.disk.number.value} takes no ${what}: it is the host's disk as it is. Remove it, or name a virtual hard disk file instead.`;
        report({ at, message, fixes: [replaceText(`Remove the ${what}`, whole, "")] });
      }
    }
  },
});

interface FileOption {
  readonly what: string;
  readonly at: Range;
  /** What to remove. */
  readonly whole: Range;
}

function fileOptions({ device, disk }: DiskDevice<PhysicalDiskUse>): readonly FileOption[] {
  const statement = (keyword: string) => childOf(device.statement, keyword)?.range;
  const options: readonly [string, Range | undefined, Range | undefined][] = [
    ["type", disk.type?.range, disk.type?.range],
    ["size", disk.sizeBytes?.range, disk.sizeBytes?.range],
    ['"shared"', disk.shared, disk.shared],
    ["parent", disk.parent && disk.parent !== "unknown" ? disk.parent.keyword : undefined, statement("parent")],
    ["block size", disk.blockSizeBytes?.range, statement("block-size")],
    ["sector size", disk.sectorSizeBytes?.range, statement("sector-size")],
    ["minimum IOPS", disk.minimumIops?.range, statement("minimum-iops")],
    ["maximum IOPS", disk.maximumIops?.range, statement("maximum-iops")],
  ];
  return options.flatMap(([what, at, whole]) => (at && whole ? [{ what, at, whole }] : []));
}

function childOf(statement: BoundStatement, keyword: string): BoundStatement | undefined {
  return statement.children.find((child) => child.spec.keyword === keyword);
}
