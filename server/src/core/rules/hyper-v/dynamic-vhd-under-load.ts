import { effectiveType } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { mayUseVhdx } from "../advice.ts";
import { disksOf } from "../files-of.ts";
import { isWrittenTo } from "../loaded-disks.ts";
import { defineRule } from "../rule.ts";

/** A VHD that is written to under load is fixed. */
export const dynamicVhdUnderLoad = defineRule({
  code: "dynamic-vhd-under-load",
  severity: "information",
  why: "A dynamic VHD updates its tables each time it grows by a block, and its blocks are not aligned to the sectors of current disks. For disks that are written to, Microsoft advises fixed VHD, or VHDX of any type.",
  link: pages.storagePerformance,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" boot
  scsi 0:0 disk "D:\VMs\web01\data.vhd" dynamic { load oltp }
                ^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" boot
  scsi 0:0 disk "D:\VMs\web01\data.vhd" fixed { load oltp }
}`,
  scope: "vm",
  check(context, report) {
    for (const { device, disk } of disksOf(context)) {
      if (disk.file.value.extension !== ".vhd" || effectiveType(disk) !== "dynamic") continue;
      if (!isWrittenTo(device, context)) continue;
      const message = `"${disk.file.value.text}" is a dynamic VHD under a load that writes. Make it fixed${mayUseVhdx(context) ? ", or use a .vhdx file" : ""}.`;
      report({ at: disk.file.range, message });
    }
  },
});
