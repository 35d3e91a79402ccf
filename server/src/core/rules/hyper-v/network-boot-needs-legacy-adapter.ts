import { generationOf } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 1 starts from the network through a legacy adapter only. */
export const networkBootNeedsLegacyAdapter = defineRule({
  code: "network-boot-needs-legacy-adapter",
  severity: "warning",
  isAboutAbsence: true,
  link: pages.generations,
  why: "The BIOS of generation 1 cannot use a synthetic adapter. Without a legacy one the network is skipped, and the VM starts from its disk although the order says otherwise.",
  bad: String.raw`
vm web01 {
  startup legacy-network ide cd floppy
          ^^^^^^^^^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  network "External"
}`,
  good: String.raw`
vm web01 {
  startup legacy-network ide cd floppy
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  network legacy "External"
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 1 || vm.mayBeIncomplete || !vm.startup || vm.startup === "unknown") return;
    const { entries } = vm.startup;
    const network = entries.findIndex(({ value }) => value === "legacy-network");
    const ide = entries.findIndex(({ value }) => value === "ide");
    if (network === -1 || (ide !== -1 && ide < network) || vm.adapters.some(({ legacy }) => legacy)) return;
    const message = (adapter: string) =>
      `The network comes before IDE, but there is no legacy adapter to start from. Add ${adapter}, or put ide first.`;
    report({
      at: entries[network]!.range,
      message: message('"network legacy"'),
      messageInJson: message('{ "legacy": true } to "networks"'),
    });
  },
});
