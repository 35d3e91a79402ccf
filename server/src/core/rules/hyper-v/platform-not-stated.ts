import type { VirtualMachine } from "../../model/layout.ts";
import { listReleases, type Release } from "../../schema/releases.ts";
import { defineRule, type Finding } from "../rule.ts";

/** Something in the file depends on the release, and none is stated. */
export const platformNotStated = defineRule({
  code: "platform-not-stated",
  severity: "information",
  isAboutAbsence: true,
  why: "Limits differ between the releases of Hyper-V. Without a stated platform the layout is held against every release that knows its generation and the extensions of its disks, and what only some accept is a warning.",
  bad: String.raw`
vm web01 {
   ^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhd" boot
  scsi 0:64 disk "D:\VMs\web01\data.vhd"
}`,
  good: String.raw`
platform windows-server-2008-r2
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhd" boot
  scsi 0:63 disk "D:\VMs\web01\data.vhd"
}`,
});

/** Ranged once in a file, at the first VM whose outcome differs between the releases in question. */
export function platformNotStatedFinding(vm: VirtualMachine, accepting: readonly Release[]): Finding {
  const name = vm.name ? `"${vm.name.value}"` : "a VM";
  const advice =
    accepting.length > 0
      ? `${listReleases(accepting)} would accept everything in this file. State the one you use, such as: platform ${accepting.at(-1)}`
      : "No release accepts everything in this file. State the one you use.";
  return {
    at: vm.name?.range ?? vm.statement.keyword,
    message: `Whether ${name} is valid depends on the release, and no platform is stated. ${advice}`,
  };
}
