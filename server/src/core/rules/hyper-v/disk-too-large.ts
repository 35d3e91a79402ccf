import { formatSize } from "../../schema/format.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { mayUseVhdx } from "../advice.ts";
import { largestDisk } from "../disk-sizes.ts";
import { disksOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A virtual disk is no larger than its format allows. */
export const diskTooLarge = defineRule({
  code: "disk-too-large",
  severity: "error",
  why: "A VHD describes at most 2040 GB and a VHDX at most 64 TB. New-VHD refuses more.",
  link: pages.limits,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" fixed 40GB boot
  scsi 0:0 disk "D:\VMs\web01\data.vhd" fixed 2041GB
                                              ^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" fixed 40GB boot
  scsi 0:0 disk "D:\VMs\web01\data.vhd" fixed 2040GB
}`,
  scope: "vm",
  check(context, report) {
    for (const { disk } of disksOf(context)) {
      const max = largestDisk(disk);
      if (!disk.sizeBytes || max === undefined || disk.sizeBytes.value <= max) continue;
      const { extension } = disk.file.value;
      const orVhdx = extension === ".vhd" && mayUseVhdx(context) ? ", or use a .vhdx file" : "";
      const message = `${formatSize(disk.sizeBytes.value)} is too large: a ${extension} file holds at most ${formatLimit(max)}. Make it smaller${orVhdx}.`;
      report({ at: disk.sizeBytes.range, message });
    }
  },
});

/** Written as 2040 GB and 64 TB, as on the platform's pages. */
function formatLimit(bytes: number): string {
  return formatSize(bytes).replace(/[A-Z]+$/, " $&");
}
