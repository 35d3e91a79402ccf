import { generationOf } from "../../model/layout.ts";
import { guestFacts } from "../../schema/guests.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Older systems cannot start on the UEFI of generation 2. */
export const guestNotOnGeneration2 = defineRule({
  code: "guest-not-on-generation-2",
  severity: "error",
  link: pages.generations,
  why: "Generation 2 starts through UEFI and offers no emulated disk. Windows before 8 and Server before 2012 cannot start there.",
  bad: String.raw`
vm web01 {
  generation 2
  guest windows-server-2008-r2
        ^^^^^^^^^^^^^^^^^^^^^^
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 2
  guest windows-server-2012
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 2 || !vm.guest || vm.guest === "unknown") return;
    const { value, range } = vm.guest;
    if (guestFacts(value)?.bootsOnGeneration2 !== false) return;
    report({ at: range, message: `${value} cannot start in generation 2. Use generation 1, or a later guest system.` });
  },
});
