import { removeStatement } from "../../model/problem.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { sectorSizeRefusal } from "../disk-sizes.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** The sector size is one that the disk can have. */
export const sectorSizeNotSupported = defineRule({
  code: "sector-size-not-supported",
  severity: "error",
  why: "The logical sector of a VHD is 512 bytes, and only a VHDX can have 4096. A differencing disk has the sectors of its parent, so it states none.",
  link: pages.storagePerformance,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" boot { sector-size 4096 }
                                                        ^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" boot { sector-size 512 }
}`,
  scope: "vm",
  check(context, report) {
    for (const { device, disk } of disksOf(context)) {
      const refusal = sectorSizeRefusal(disk);
      const statement = device.statement.children.find((child) => child.spec.keyword === "sector-size");
      if (refusal === undefined || !disk.sectorSizeBytes || !statement) continue;
      const message = `${refusal}, so "${disk.file.value.text}" cannot have a sector size of ${disk.sectorSizeBytes.value}. Remove it.`;
      const fixes = [removeStatement("Remove the sector size", statement.range)];
      report({ at: disk.sectorSizeBytes.range, message, fixes });
    }
  },
});
