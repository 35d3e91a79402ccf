import type { VirtualMachine } from "../../model/layout.ts";
import { isClient, listReleases, type Release } from "../../schema/releases.ts";
import { defineRule, type Finding } from "../rule.ts";

/** Something in the file depends on the release, and none is stated. */
export const platformNotStated = defineRule({
  code: "platform-not-stated",
  severity: "information",
  isAboutAbsence: true,
  why: "Limits differ between the releases of Hyper-V. Without a stated platform the layout is checked against every release that knows its generation and the extensions of its disks, and what only some of them accept is a warning.",
  bad: String.raw`
vm web01 {
   ^^^^^
  ide 0:0 disk "\\nas01\vms\web01\os.vhd" boot
}`,
  good: String.raw`
platform windows-server-2022
vm web01 {
  ide 0:0 disk "\\nas01\vms\web01\os.vhd" boot
}`,
});

/** Ranged once in a file, at the first VM whose outcome differs between the releases in question. */
export function platformNotStatedFinding(vm: VirtualMachine, accepting: readonly Release[]): Finding {
  const name = vm.name ? `"${vm.name.value}"` : "a VM";
  const servers = accepting.filter((release) => !isClient(release));
  const example = servers.at(-1) ?? accepting.at(-1);
  const advice = (platform: string) =>
    accepting.length > 0
      ? `${listReleases(accepting)} would accept everything in this file. State the one you use, such as: ${platform}`
      : "No release accepts everything in this file. State the one you use.";
  const message = (platform: string) =>
    `Whether ${name} is valid depends on the release, and no platform is stated. ${advice(platform)}`;
  return {
    at: vm.name?.range ?? vm.statement.keyword,
    message: message(`platform ${example}`),
    messageInJson: message(`"platform": "${example}"`),
  };
}
