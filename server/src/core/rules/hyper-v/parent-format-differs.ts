import { effectiveType, parentsOf } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { formatOf } from "../disk-sizes.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A child and its parent have the same format. */
export const parentFormatDiffers = defineRule({
  code: "parent-format-differs",
  severity: "error",
  why: "A differencing disk finds the data that it does not hold through the tables of its parent, and those of VHD and VHDX differ. Convert one of the two with Convert-VHD before creating the child.",
  link: pages.newVhd,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { parent "C:\Base\ws2019.vhd" }
                                                    ^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { parent "C:\Base\ws2019.vhdx" }
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      if (effectiveType(disk) !== "differencing") continue;
      let child = disk.file;
      for (const { file } of parentsOf(disk)) {
        const own = formatOf(child.value.extension);
        const other = formatOf(file.value.extension);
        // A VHD Set cannot be a parent at all; another rule reports that.
        if (own && other && other !== "VHD Set" && own !== other && !(own === "VHD Set" && child !== disk.file)) {
          const message = `"${child.value.text}" is a ${own} and its parent "${file.value.text}" a ${other}. Name a parent of the same format, or convert one of the two.`;
          report({ at: file.range, message, related: [{ at: child.range, message: "The child." }] });
        }
        child = file;
      }
    }
  },
});
