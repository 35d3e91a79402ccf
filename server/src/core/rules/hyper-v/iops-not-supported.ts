import { childOf } from "../../model/bound.ts";
import { removeStatement } from "../../model/problem.ts";
import { hasStorageQos, pages } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** Storage QoS works from 2012 R2 on, on disks of one VM. */
export const iopsNotSupported = defineRule({
  code: "iops-not-supported",
  severity: "error",
  why: "Minimum and maximum IOPS belong to Storage QoS, which came with Windows Server 2012 R2. A shared disk cannot have limits, because each of its VMs would count on its own.",
  link: pages.storagePerformance,
  bad: String.raw`
platform windows-server-2012
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { maximum-iops 500 }
                                                          ^^^
}`,
  good: String.raw`
platform windows-server-2012-r2
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot { maximum-iops 500 }
}`,
  scope: "release",
  check(context, report) {
    const { vm, release } = context;
    if (vm.devices.every(({ content }) => content.kind !== "disk" || !(content.minimumIops || content.maximumIops)))
      return;
    for (const { device, disk } of disksOf(context)) {
      if (hasStorageQos(release) && !disk.shared) continue;
      const message = hasStorageQos(release)
        ? `"${disk.file.value.text}" is shared, and a shared disk cannot have IOPS limits. Remove the limit.`
        : `${release} has no IOPS limits. Remove the limit, or use Windows Server 2012 R2 or later.`;
      for (const [limit, keyword] of [
        [disk.minimumIops, "minimum-iops"],
        [disk.maximumIops, "maximum-iops"],
      ] as const) {
        const statement = childOf(device.statement, keyword);
        if (!limit || !statement) continue;
        report({ at: limit.range, message, fixes: [removeStatement("Remove the limit", statement.range)] });
      }
    }
  },
});
