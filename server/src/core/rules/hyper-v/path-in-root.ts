import { hasFileShares } from "../../schema/hyper-v-limits.ts";
import { extensionRefusal } from "../file-extensions.ts";
import { isDiskFile, isWellFormed, namedFiles } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A virtual disk file is in a folder, not in a root. */
export const pathInRoot = defineRule({
  code: "path-in-root",
  severity: "warning",
  why: "Hyper-V gives each VM rights to its files, and in the root of a drive or share these rights cannot be controlled. Microsoft does not support virtual hard disks there, and a folder of their own costs nothing.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\os.vhdx" boot
               ^^^^^^^^^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "release",
  check(context, report) {
    const { vm, release } = context;
    for (const named of namedFiles(context)) {
      const { value, range } = named.file;
      if (!isDiskFile(named) || value.segments.length > 1 || !isWellFormed(value)) continue;
      const isRefusedShare = value.form === "share" && !hasFileShares(release);
      if (isRefusedShare || extensionRefusal(named, vm, release) !== undefined) continue;
      const where = value.form === "share" ? "a share" : "a drive";
      report({ at: range, message: `"${value.text}" is in the root of ${where}. Put it in a folder.` });
    }
  },
});
