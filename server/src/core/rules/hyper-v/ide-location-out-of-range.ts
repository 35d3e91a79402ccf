import { generationOf } from "../../model/layout.ts";
import { ideLocations, pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** An IDE controller has the locations 0 and 1. */
export const ideLocationOutOfRange = defineRule({
  code: "ide-location-out-of-range",
  severity: "error",
  link: pages.limits,
  why: "An IDE controller takes two devices, at the locations 0 and 1, on every release.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 0:2 dvd empty
        ^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 1:0 dvd empty
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) === 2) return;
    for (const { controllerType, slot } of vm.devices) {
      const { controller, location, locationRange } = slot.value;
      if (controllerType !== "IDE" || location < ideLocations) continue;
      const message = `IDE controller ${controller} has no location ${location}. Use 0 or 1, or put the device on SCSI.`;
      report({ at: locationRange, message });
    }
  },
});
