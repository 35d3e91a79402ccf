import { hasFileShares, pages } from "../../schema/hyper-v-limits.ts";
import { extensionRefusal } from "../file-extensions.ts";
import { isDiskFile, isWellFormed, namedFiles } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** Virtual disk files are on shares from 2012 on. */
export const networkPathNotSupported = defineRule({
  code: "network-path-not-supported",
  severity: "error",
  why: "Hyper-V keeps virtual hard disks on file shares since SMB 3, which came with Windows Server 2012. Earlier releases need them on a disk of the host, either local or on a storage network.",
  link: pages.storagePerformance,
  bad: String.raw`
platform windows-server-2008-r2
vm web01 {
  ide 0:0 disk "\\nas01\vms\web01\os.vhd" boot
               ^^^^^^^^^^^^^^^^^^^^^^^^^^
}`,
  good: String.raw`
platform windows-server-2012
vm web01 {
  ide 0:0 disk "\\nas01\vms\web01\os.vhd" boot
}`,
  scope: "release",
  check(context, report) {
    const { vm, release } = context;
    if (hasFileShares(release)) return;
    for (const named of namedFiles(context)) {
      const { value, range } = named.file;
      if (value.form !== "share" || !isDiskFile(named) || !isWellFormed(value)) continue;
      if (extensionRefusal(named, vm, release) !== undefined) continue;
      const message = `${release} does not support virtual hard disks on a share such as "${value.root}". Put "${value.text}" on a disk of the host, or use Windows Server 2012 or later.`;
      report({ at: range, message });
    }
  },
});
