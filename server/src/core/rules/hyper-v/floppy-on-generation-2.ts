import { generationOf } from "../../model/layout.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 2 has no floppy drive. */
export const floppyOnGeneration2 = defineRule({
  code: "floppy-on-generation-2",
  severity: "error",
  link: pages.generations,
  why: "A generation 2 VM has no floppy controller. Drivers and answer files come on a disc image instead.",
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  floppy "C:\Images\drivers.vfd"
  ^^^^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:1 dvd "C:\ISO\drivers.iso"
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 2 || !vm.floppy) return;
    report({
      at: vm.floppy.keyword,
      message: "Generation 2 has no floppy drive. Use a disc image on a DVD drive instead.",
    });
  },
});
