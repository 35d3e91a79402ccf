import { childOf } from "../../model/bound.ts";
import type { Ranged } from "../../model/layout.ts";
import { removeStatement } from "../../model/problem.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { physicalSectorSizeRefusal, sectorSizeRefusal } from "../disk-sizes.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** The sector size is one that the disk can have. */
export const sectorSizeNotSupported = defineRule({
  code: "sector-size-not-supported",
  severity: "error",
  why: "The logical sector of a VHD is 512 bytes, and only a VHDX can have 4096. A differencing disk has the sectors of its parent, so it states none. The physical sector that a disk shows is at least as large as the logical one.",
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
      const check = (keyword: string, size: Ranged<number> | undefined, refusal: string | undefined) => {
        const statement = childOf(device.statement, keyword);
        if (refusal === undefined || !size || !statement) return;
        const name = keyword.replaceAll("-", " ");
        const message = `${refusal}, so "${disk.file.value.text}" cannot have a ${name} of ${size.value}. Remove it.`;
        report({ at: size.range, message, fixes: [removeStatement(`Remove the ${name}`, statement.range)] });
      };
      check("sector-size", disk.sectorSizeBytes, sectorSizeRefusal(disk));
      check("physical-sector-size", disk.physicalSectorSizeBytes, physicalSectorSizeRefusal(disk));
    }
  },
});
