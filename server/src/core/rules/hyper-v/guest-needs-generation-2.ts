import { generationOf, known } from "../../model/layout.ts";
import { generation2Guest } from "../../schema/guests.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { mayUseGeneration2 } from "../advice.ts";
import { defineRule } from "../rule.ts";

/** Windows 11 needs UEFI. */
export const guestNeedsGeneration2 = defineRule({
  code: "guest-needs-generation-2",
  severity: "warning",
  link: pages.generations,
  why: "According to the Hyper-V documentation, a Windows 11 guest needs generation 2. The generation of a VM cannot be changed later, so choose it before you create the disk.",
  bad: String.raw`
vm desk01 {
  guest windows-11
        ^^^^^^^^^^
  ide 0:0 disk "C:\VMs\desk01\os.vhdx" boot
}`,
  good: String.raw`
vm desk01 {
  generation 2
  guest windows-11
  scsi 0:0 disk "C:\VMs\desk01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    if (generationOf(vm) !== 1 || known(vm.guest) !== generation2Guest || vm.guest === "unknown") return;
    const advice = mayUseGeneration2({ vm, releases })
      ? "Make this a VM of generation 2, and put its disks on SCSI."
      : `${releases![0]} has none: use an older guest system, or a later platform.`;
    report({ at: vm.guest!.range, message: `${generation2Guest} needs generation 2. ${advice}` });
  },
});
