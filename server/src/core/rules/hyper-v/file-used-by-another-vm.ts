import { pages } from "../../schema/hyper-v-limits.ts";
import { type FileRole, fileRoles } from "../files-of.ts";
import { defineRule, type FactOf } from "../rule.ts";

/** A virtual disk file belongs to one VM, unless all VMs that attach it share it. */
export const fileUsedByAnotherVm = defineRule<FileRole>({
  code: "file-used-by-another-vm",
  severity: "error",
  why: "A running VM holds its virtual hard disks open, so a second VM with the same file does not start. Only a disk that each of them attaches as shared, for a guest cluster, may be held by several.",
  link: pages.addHardDisk,
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}
vm web02 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
               ^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}
vm web02 {
  ide 0:0 disk "C:\VMs\web02\os.vhdx" boot
}`,
  spanning: {
    facts: fileRoles,
    check(roles, report) {
      const [first, ...later] = firstAttachments(roles);
      if (!first) return;
      let firstAlone = first.fact.isShared ? undefined : first;
      for (const use of later) {
        const { item, fact } = use;
        const other = fact.isShared ? firstAlone : first;
        if (!fact.isShared) firstAlone ??= use;
        if (!other) continue;
        const mayShare = fact.mayBeShared && other.fact.mayBeShared;
        const orShare = mayShare ? ', or, for a guest cluster, add "shared" to the disk in both VMs' : "";
        const message = `VM "${other.fact.vmName}" already holds "${fact.file.text}". Name another file${orShare}.`;
        const related = [{ at: other.fact.file.at, in: other.item, message: "The file is attached here first." }];
        report(item, { at: fact.file.at, message, related });
      }
    },
  },
});

/** For each VM the first slot with the file; a file that one VM attaches twice is reported by another rule. */
function firstAttachments(roles: readonly FactOf<FileRole>[]): readonly FactOf<FileRole>[] {
  const attached = roles.filter(({ fact }) => !fact.edge);
  return attached.filter(({ item }, at) => item !== attached[at - 1]?.item);
}
