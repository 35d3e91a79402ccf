import { generationOf } from "../../model/layout.ts";
import { moveDevice } from "../../model/problem.ts";
import { freeSlots, writeSlot } from "../../model/slots.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 2 has no IDE. */
export const ideOnGeneration2 = defineRule({
  code: "ide-on-generation-2",
  severity: "error",
  link: pages.generations,
  why: "A generation 2 VM has no IDE controllers. Its firmware starts from SCSI, so disks and DVD drives all go there.",
  bad: String.raw`
vm web01 {
  generation 2
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    if (generationOf(vm) !== 2 || vm.devices.every(({ controllerType }) => controllerType !== "IDE")) return;
    const free = [...freeSlots(vm, "SCSI", releases)];
    for (const { controllerType, statement, content } of vm.devices) {
      if (controllerType !== "IDE") continue;
      const target = free.shift();
      const isCertain = target && content.kind === "disk" && content.file.value.extension === ".vhdx";
      report({
        at: statement.keyword,
        message: `Generation 2 has no IDE. Put this device on SCSI${target ? `, such as ${writeSlot(target)}` : ""}.`,
        fixes: isCertain ? [moveDevice(`Move to SCSI ${writeSlot(target)}`, statement.range, "SCSI", target)] : [],
      });
    }
  },
});
