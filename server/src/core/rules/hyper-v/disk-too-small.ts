import { formatSize } from "../../schema/format.ts";
import { pages, smallestVhd } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A virtual disk has a size above 0, and a VHD at least 3 MB. */
export const diskTooSmall = defineRule({
  code: "disk-too-small",
  severity: "error",
  why: "A disk of 0 bytes cannot be created, and the smallest VHD has 3 MB. A size this small usually has the wrong unit.",
  link: pages.newVhd,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" fixed 40KB boot
                                           ^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" fixed 40GB boot
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      if (!disk.sizeBytes) continue;
      const { value, range } = disk.sizeBytes;
      if (value === 0) {
        report({
          at: range,
          message: `"${disk.file.value.text}" has a size of 0. Give it the size that the guest sees.`,
        });
      } else if (disk.file.value.extension === ".vhd" && value < smallestVhd) {
        const message = `${formatSize(value)} is too small: a .vhd file has at least 3 MB. Give it the size that the guest sees, such as 40GB.`;
        report({ at: range, message });
      }
    }
  },
});
