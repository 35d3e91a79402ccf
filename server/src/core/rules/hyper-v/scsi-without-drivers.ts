import { devicesInReach } from "../../model/boot.ts";
import { hasDrivers, mayStartInGeneration2 } from "../../model/drivers.ts";
import { generationOf, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { freeSlots, guestTitle, writeSlot } from "../../model/slots.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Without VMBus storage drivers a guest does not see SCSI. */
export const scsiWithoutDrivers = defineRule({
  code: "scsi-without-drivers",
  severity: "error",
  link: pages.emulatedHardware,
  why: "Hyper-V's SCSI controller is synthetic: it exists on the VMBus only. A guest without the drivers (integration services) sees its IDE disks and nothing else.",
  bad: String.raw`
vm old01 {
  guest windows-nt-4
  ide 0:0 disk "C:\VMs\old01\os.vhdx" boot
  scsi 0:0 disk "C:\VMs\old01\data.vhdx"
  ^^^^
}`,
  good: String.raw`
vm old01 {
  guest windows-nt-4
  ide 0:0 disk "C:\VMs\old01\os.vhdx" boot
  ide 0:1 disk "C:\VMs\old01\data.vhdx"
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    if (hasDrivers(vm) !== false || (generationOf(vm) === 2 && !mayStartInGeneration2(vm))) return;
    const [first, ...rest] = devicesInReach(vm, releases).filter((device) => device.controllerType === "SCSI");
    if (!first) return;
    const advice = adviceFor(vm);
    const message = (driversOn: string) =>
      `${guestTitle(vm)} has no VMBus storage drivers and will not see ${slotTitle(first)}. ${advice}, or ${driversOn} if the guest has them.`;
    report({
      at: first.statement.keyword,
      message: message("switch integration-services on"),
      messageInJson: message('set "integrationServices" to true'),
      related: rest.map((device) => ({
        at: device.statement.keyword,
        message: `It will not see ${slotTitle(device)} either.`,
      })),
    });
  },
});

/** Advice that depends on the generation and its free slots. */
function adviceFor(vm: VirtualMachine): string {
  const another = "use a guest that has the drivers";
  if (generationOf(vm) === 2) return `Make this a VM of generation 1 with its devices on IDE, ${another}`;
  const [free] = freeSlots(vm, "IDE");
  return free ? `Put the device on IDE ${writeSlot(free)}` : `All IDE slots are taken: ${another}`;
}
