import { replaceValue } from "../../model/problem.ts";
import { formatSize } from "../../schema/format.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { largestDisk, sectorBytes } from "../disk-sizes.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A disk is made of whole sectors. */
export const sizeNotAligned = defineRule({
  code: "size-not-aligned",
  severity: "error",
  why: "A disk is made of whole logical sectors, of 512 bytes or of the size that the disk states. So its size is a multiple of the sector size.",
  link: pages.vhdx,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 42000000001B boot
                                            ^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" fixed 42000000512B boot
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      const sector = sectorBytes(disk);
      if (!disk.sizeBytes || disk.sizeBytes.value % sector === 0) continue;
      const { value, range } = disk.sizeBytes;
      const next = Math.ceil(value / sector) * sector;
      const size = formatSize(next);
      const isPossible = next <= (largestDisk(disk) ?? 0);
      const message = `${value} bytes are not a whole number of sectors of ${sector} bytes. ${isPossible ? `The next size is ${size}.` : "Choose a multiple."}`;
      report({ at: range, message, fixes: isPossible ? [replaceValue(`Change to ${size}`, range, size)] : [] });
    }
  },
});
