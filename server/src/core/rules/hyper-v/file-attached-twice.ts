import { slotTitle } from "../../model/layout.ts";
import { isAbsolute } from "../../model/windows-path.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { type DiskDevice, disksOf } from "../files-of.ts";
import { defineRule, type VmContext } from "../rule.ts";

/** A VM attaches a virtual disk file once. */
export const fileAttachedTwice = defineRule({
  code: "file-attached-twice",
  severity: "error",
  why: "Hyper-V opens a virtual hard disk for one slot of a VM and refuses the second, whatever the case of the letters or the kind of slashes in its path. The second slot was most likely meant for another file.",
  link: pages.addHardDisk,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "c:\vms\web01\OS.vhdx"
                ^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "C:\VMs\web01\data.vhdx"
}`,
  scope: "vm",
  check(context, report) {
    for (const [{ disk }, earlier] of repeatedFiles(context)) {
      const { value, range } = disk.file;
      const message = `${slotTitle(earlier.device)} already holds "${value.text}". Name another file, or remove one of the two disks.`;
      const related = [{ at: earlier.disk.file.range, message: "The file is attached here first." }];
      report({ at: range, message, related });
    }
  },
});

/** Disks whose file the VM has already attached, each with the first disk that holds it. */
export function repeatedFiles(context: VmContext): readonly (readonly [repeated: DiskDevice, first: DiskDevice])[] {
  const first = new Map<string, DiskDevice>();
  return disksOf(context).flatMap((holder) => {
    const { value } = holder.disk.file;
    if (!isAbsolute(value)) return [];
    const earlier = first.get(value.key);
    if (!earlier) first.set(value.key, holder);
    return earlier ? [[holder, earlier] as const] : [];
  });
}
