import { devicesInReach, startsFromNothing } from "../../model/boot.ts";
import { generationOf, isDisk, type VirtualMachine } from "../../model/layout.ts";
import { defineRule } from "../rule.ts";

/** The VM has a device of the first class of its start-up order. */
export const startupDeviceMissing = defineRule({
  code: "startup-device-missing",
  severity: "information",
  isAboutAbsence: true,
  why: "The BIOS skips a class without a device. If the order begins with such a class, the VM starts from something else.",
  bad: String.raw`
vm web01 {
  startup floppy ide cd legacy-network
          ^^^^^^
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  startup ide floppy cd legacy-network
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 1 || vm.mayBeIncomplete || !vm.startup || vm.startup === "unknown") return;
    const first = vm.startup.entries[0]!;
    const missing = missingDevice(vm, first.value);
    if (missing === undefined) return;
    report({
      at: first.range,
      message: `The start-up order begins with ${first.value}, but the VM has no ${missing}. Add one, or begin with another class.`,
    });
  },
});

/** The missing device. A missing legacy adapter, and a VM with nothing to start from, have rules of their own. */
function missingDevice(vm: VirtualMachine, startupClass: string): string | undefined {
  const ide = devicesInReach(vm).filter((device) => device.controllerType === "IDE");
  switch (startupClass) {
    case "cd":
      return ide.some((device) => !isDisk(device)) ? undefined : "DVD drive on IDE";
    case "ide":
      return ide.some(isDisk) || startsFromNothing(vm) ? undefined : "disk on IDE";
    case "floppy":
      return vm.floppy?.file ? undefined : "image in a floppy drive";
    default:
      return undefined;
  }
}
