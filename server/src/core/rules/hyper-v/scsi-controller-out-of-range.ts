import { pages, scsiControllers } from "../../schema/hyper-v-limits.ts";
import type { Range } from "../../syntax/tree.ts";
import { defineRule } from "../rule.ts";

/** SCSI has the controllers 0 to 3. */
export const scsiControllerOutOfRange = defineRule({
  code: "scsi-controller-out-of-range",
  severity: "error",
  link: pages.limits,
  why: "A VM has at most four SCSI controllers, on every release. Each takes 64 devices, so more controllers are a matter of speed, not of space.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 4:0 disk "C:\VMs\web01\data.vhdx"
       ^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:0 disk "C:\VMs\web01\data.vhdx"
}`,
  scope: "vm",
  check({ vm }, report) {
    const check = (controller: number, at: Range) => {
      if (controller < scsiControllers) return;
      report({ at, message: `There is no SCSI controller ${controller}. A VM has the controllers 0 to 3.` });
    };
    for (const { controllerType, slot } of vm.devices) {
      if (controllerType === "SCSI") check(slot.value.controller, slot.value.controllerRange);
    }
    for (const { value, digits } of vm.controllers) check(value, digits);
  },
});
