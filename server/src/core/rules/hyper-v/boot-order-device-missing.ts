import { deviceAt } from "../../model/boot.ts";
import { generationOf } from "../../model/layout.ts";
import { writeSlot } from "../../model/slots.ts";
import { controllers } from "../../schema/controllers.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Every entry of the boot order exists. */
export const bootOrderDeviceMissing = defineRule({
  code: "boot-order-device-missing",
  severity: "error",
  isAboutAbsence: true,
  link: pages.setVmFirmware,
  why: "The boot order of generation 2 is a list of the VM's own devices. Set-VMFirmware cannot list an empty slot, or a network adapter that the VM does not have.",
  bad: String.raw`
vm web01 {
  generation 2
  boot-order 0:1 0:0
             ^^^
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  good: String.raw`
vm web01 {
  generation 2
  boot-order 0:0
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm }, report) {
    if (generationOf(vm) !== 2 || vm.mayBeIncomplete || !vm.bootOrder || vm.bootOrder === "unknown") return;
    for (const { value, range } of vm.bootOrder.entries) {
      if (value === "file" || (value === "network" && vm.adapters.length > 0)) continue;
      if (value === "network") {
        const message =
          'The boot order lists the network, but this VM has no network adapter. Add one, or remove "network".';
        report({ at: range, message });
      } else if (!deviceAt(value, vm.devices)) {
        const slot = writeSlot(value);
        const { controllers: count, locations } = controllers.SCSI;
        // The same on every release that has generation 2.
        const exists = value.controller < count && value.location < locations("windows-server-2012-r2");
        const rest = exists
          ? `that slot is empty. Put a device there, or remove ${slot}.`
          : `no VM has that slot. Remove ${slot}, or write the slot that you mean.`;
        report({ at: range, message: `The boot order lists SCSI ${slot}, but ${rest}` });
      }
    }
  },
});
