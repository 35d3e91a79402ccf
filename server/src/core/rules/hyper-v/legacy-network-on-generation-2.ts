import { generationOf } from "../../model/layout.ts";
import { removeOption } from "../../model/problem.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 2 has no legacy network adapter. */
export const legacyNetworkOnGeneration2 = defineRule({
  code: "legacy-network-on-generation-2",
  severity: "error",
  link: pages.generations,
  why: "A generation 2 VM has no emulated network adapter. It does not need one: its firmware starts from the network through a standard adapter.",
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  network legacy "External"
          ^^^^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  network "External"
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 2) return;
    for (const { legacy } of vm.adapters) {
      if (!legacy) continue;
      const message =
        'Generation 2 has no legacy adapter. Remove "legacy": a standard adapter can start from the network too.';
      report({ at: legacy, message, fixes: [removeOption('Remove "legacy"', legacy)] });
    }
  },
});
