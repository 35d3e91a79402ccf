import { generationOf } from "../../model/layout.ts";
import { hasGeneration2, pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 2 came with 2012 R2. */
export const generationNotAvailable = defineRule({
  code: "generation-not-available",
  severity: "error",
  link: pages.generations,
  why: "Generation 2 came with Windows Server 2012 R2 and Windows 8.1. Older hosts know one kind of VM, and it starts from IDE.",
  bad: String.raw`
platform windows-server-2012
vm web01 {
  generation 2
             ^
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
platform windows-server-2012-r2
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "release",
  check({ vm, release }, report) {
    if (generationOf(vm) !== 2 || vm.generation === "unknown" || hasGeneration2(release)) return;
    const message = `${release} has no generation 2; it came with windows-server-2012-r2. Use generation 1 or a later platform.`;
    report({ at: vm.generation!.range, message });
  },
});
