import { childOf } from "../../model/bound.ts";
import { generationOf } from "../../model/layout.ts";
import { type Fix, removeStatement } from "../../model/problem.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** The start-up order of classes belongs to the BIOS. */
export const startupOnGeneration2 = defineRule({
  code: "startup-on-generation-2",
  severity: "error",
  link: pages.generations,
  why: "The order of four classes belongs to the BIOS of generation 1. The firmware of generation 2 starts from devices, so mark the one it should start from with boot.",
  bad: String.raw`
vm web01 {
  generation 2
  startup cd ide legacy-network floppy
  ^^^^^^^
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm }, report) {
    const line = childOf(vm.statement, "startup");
    if (generationOf(vm) !== 2 || !line) return;
    const message =
      'Generation 2 has no start-up order of classes. Remove this line, and mark the device to start from with "boot" or list devices with "boot-order".';
    const messageInJson = message.replace("this line", "this property").replace('"boot-order"', '"bootOrder"');
    // A choice of the user, because what was to start first is not written anywhere else.
    const fix: Fix = { ...removeStatement('Remove "startup"', line.range), isChoice: true };
    report({ at: line.keyword, message, messageInJson, fixes: [fix] });
  },
});
