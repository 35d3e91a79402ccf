import { maxIops, pages } from "../../schema/hyper-v-limits.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** IOPS limits are in range, and the minimum is not above the maximum. */
export const iopsOutOfRange = defineRule({
  code: "iops-out-of-range",
  severity: "error",
  why: "Hyper-V accepts limits up to 1,000,000,000 I/Os of 8 KB a second, and refuses a minimum above the maximum. A maximum of 0 means no limit.",
  link: pages.addHardDisk,
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot { minimum-iops 800; maximum-iops 500 }
                                                                             ^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot { minimum-iops 500; maximum-iops 800 }
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      const { minimumIops, maximumIops } = disk;
      if (!minimumIops && !maximumIops) continue;
      const limits = [minimumIops, maximumIops].flatMap((limit) => limit ?? []);
      const tooHigh = limits.filter(({ value }) => value > maxIops);
      for (const { value, range } of tooHigh) {
        report({
          at: range,
          message: `${value} is above 1,000,000,000, the highest limit that Hyper-V accepts. Lower it.`,
        });
      }
      if (tooHigh.length > 0 || !minimumIops || !maximumIops || maximumIops.value === 0) continue;
      if (minimumIops.value <= maximumIops.value) continue;
      const [earlier, later] = limits.sort((a, b) => a.range.start - b.range.start);
      const message = `The minimum of ${minimumIops.value} IOPS is above the maximum of ${maximumIops.value}. Lower the minimum, or raise the maximum.`;
      report({ at: later!.range, message, related: [{ at: earlier!.range, message: "The other limit." }] });
    }
  },
});
