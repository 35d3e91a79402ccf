import { slotTitle } from "../../model/layout.ts";
import { hasOneChannelPerController, pages } from "../../schema/hyper-v-limits.ts";
import { isPreRelease } from "../../schema/releases.ts";
import { loadedByController } from "../loaded-disks.ts";
import { defineRule } from "../rule.ts";

/** In 2008 and 2008 R2, loaded disks have SCSI controllers of their own. */
export const busyDisksShareController = defineRule({
  code: "busy-disks-share-controller",
  severity: "information",
  why: "In Windows Server 2008 and 2008 R2 all disks of a SCSI controller share one channel and its 256 outstanding requests. The tuning guide of that time recommends a separate controller for each busy disk.",
  link: pages.storagePerformance,
  bad: String.raw`
platform windows-server-2008-r2
vm sql01 {
  ide 0:0 disk "C:\VMs\sql01\os.vhd" boot
  scsi 0:0 disk "D:\VMs\sql01\data.vhd" fixed { load oltp }
  scsi 0:1 disk "E:\VMs\sql01\log.vhd" fixed { load database-log }
  ^^^^
}`,
  good: String.raw`
platform windows-server-2008-r2
vm sql01 {
  ide 0:0 disk "C:\VMs\sql01\os.vhd" boot
  scsi 0:0 disk "D:\VMs\sql01\data.vhd" fixed { load oltp }
  scsi 1:0 disk "E:\VMs\sql01\log.vhd" fixed { load database-log }
}`,
  scope: "release",
  check(context, report) {
    const { release } = context;
    if (isPreRelease(release) || !hasOneChannelPerController(release)) return;
    for (const [controller, [first, second, ...others]] of loadedByController(context, "SCSI")) {
      if (!first || !second) continue;
      const names = `${slotTitle(first)} and ${slotTitle(second)}${others.length > 0 ? ` and ${others.length} more` : ""}`;
      const message = `${names} are loaded and share SCSI controller ${controller}. Give each loaded disk a controller of its own.`;
      const related = [first, ...others].map(({ statement }) => ({
        at: statement.keyword,
        message: "Loaded, on the same controller.",
      }));
      report({ at: second.statement.keyword, message, related });
    }
  },
});
