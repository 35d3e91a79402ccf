import type { Said } from "../../model/layout.ts";
import type { WindowsPath } from "../../model/windows-path.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { disksOf, fileKey, hostKey } from "../files-of.ts";
import { defineRule, type Fact } from "../rule.ts";

interface FileUse {
  readonly file: Said<WindowsPath>;
  readonly isShared: boolean;
  readonly vmName: string;
}

/** A virtual disk file belongs to one VM, unless all who hold it share it. */
export const fileUsedByAnotherVm = defineRule<FileUse>({
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
    facts(item, surroundings) {
      if (item.kind !== "vm") return [];
      const host = hostKey(item, surroundings);
      const facts = new Map<string, Fact<FileUse>>();
      for (const { disk } of disksOf(item, surroundings)) {
        const key = fileKey(disk.file.value, host);
        if (key === undefined || facts.has(key)) continue; // A file twice in one VM is another rule's.
        const fact = { file: disk.file, isShared: disk.shared !== undefined, vmName: item.name?.value ?? "" };
        facts.set(key, { key, fact });
      }
      return [...facts.values()];
    },
    check([first, ...later], report) {
      let firstAlone = first!.fact.isShared ? undefined : first;
      for (const use of later) {
        const { item, fact } = use;
        const other = fact.isShared ? firstAlone : first;
        if (!fact.isShared) firstAlone ??= use;
        if (!other) continue;
        const message = `VM "${other.fact.vmName}" already holds "${fact.file.value.text}". Name another file, or, for a guest cluster, add "shared" to the disk in both VMs.`;
        const related = [{ at: other.fact.file.range, in: other.item, message: "The file is attached here first." }];
        report(item, { at: fact.file.range, message, related });
      }
    },
  },
});
