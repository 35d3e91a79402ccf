import { effectiveType } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { busyLoadOf } from "../loaded-disks.ts";
import { defineRule } from "../rule.ts";

/** A loaded disk is not differencing. */
export const differencingUnderLoad = defineRule({
  code: "differencing-under-load",
  severity: "warning",
  why: "A read from a differencing disk may have to look in every file of its chain, and all children of a parent read from one medium. That suits tests and desktops, not a disk under load.",
  link: pages.storagePerformance,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "D:\VMs\web01\data.vhdx" { parent "D:\Base\data.vhdx"; load oltp }
                ^^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "D:\VMs\web01\data.vhdx" { load oltp }
}`,
  scope: "vm",
  check(context, report) {
    for (const { device, disk } of disksOf(context)) {
      if (effectiveType(disk) !== "differencing" || !busyLoadOf(device, context)) continue;
      const message = `"${disk.file.value.text}" is differencing and carries a load. Merge it with its parent, or use a fixed or dynamic disk.`;
      report({ at: disk.file.range, message });
    }
  },
});
