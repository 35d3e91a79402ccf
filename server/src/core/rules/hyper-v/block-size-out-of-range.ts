import { formatSize } from "../../schema/format.ts";
import { pages, vhdBlockSizes, vhdxBlockSizes } from "../../schema/hyper-v-limits.ts";
import { formatOf } from "../disk-sizes.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A block size is one that the format knows. */
export const blockSizeOutOfRange = defineRule({
  code: "block-size-out-of-range",
  severity: "error",
  why: "A virtual hard disk grows by whole blocks. VHDX allows powers of two from 1 MB to 256 MB; VHD allows 512 KB and 2 MB.",
  link: pages.vhdx,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { block-size 3MB }
                                                        ^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { block-size 4MB }
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      const format = formatOf(disk.file.value.extension);
      if (!disk.blockSizeBytes || !format) continue;
      const { value, range } = disk.blockSizeBytes;
      if (format === "VHD" ? vhdBlockSizes.includes(value) : isVhdxBlockSize(value)) continue;
      const choice = format === "VHD" ? "512KB or 2MB" : "a power of two from 1MB to 256MB";
      report({ at: range, message: `A ${format} cannot have blocks of ${formatSize(value)}. Choose ${choice}.` });
    }
  },
});

function isVhdxBlockSize(bytes: number): boolean {
  return bytes >= vhdxBlockSizes.min && bytes <= vhdxBlockSizes.max && Number.isInteger(Math.log2(bytes));
}
