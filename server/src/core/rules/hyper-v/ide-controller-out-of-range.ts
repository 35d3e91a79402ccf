import { generationOf } from "../../model/layout.ts";
import { ideControllers, pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** IDE has the controllers 0 and 1. */
export const ideControllerOutOfRange = defineRule({
  code: "ide-controller-out-of-range",
  severity: "error",
  link: pages.limits,
  why: "A generation 1 VM has two IDE controllers, on every release. Four IDE devices are the most it can have; further disks go on SCSI.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 2:0 disk "C:\VMs\web01\data.vhdx"
      ^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "C:\VMs\web01\data.vhdx"
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) === 2) return;
    for (const { controllerType, slot } of vm.devices) {
      const { controller, controllerRange } = slot.value;
      if (controllerType !== "IDE" || controller < ideControllers) continue;
      const message = `There is no IDE controller ${controller}. Use 0 or 1, or put the device on SCSI.`;
      report({ at: controllerRange, message });
    }
  },
});
