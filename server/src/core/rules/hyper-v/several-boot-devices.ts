import { devicesInReach } from "../../model/boot.ts";
import { slotTitle } from "../../model/layout.ts";
import { removeOption } from "../../model/problem.ts";
import { vmTitle } from "../../model/slots.ts";
import { defineRule } from "../rule.ts";

/** A VM starts from one device. */
export const severalBootDevices = defineRule({
  code: "several-boot-devices",
  severity: "error",
  why: "The mark says which device the VM starts from, so there can be only one. Other devices stay in the start-up order without it.",
  bad: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:1 disk "C:\VMs\web01\old.vhdx" boot
                                        ^^^^
}`,
  good: String.raw`
vm web01 {
  generation 2
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
  scsi 0:1 disk "C:\VMs\web01\old.vhdx"
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    const [first, ...later] = devicesInReach(vm, releases).filter(({ boot }) => boot);
    for (const device of later) {
      report({
        at: device.boot!,
        message: `${vmTitle(vm)} already starts from ${slotTitle(first!)}. Keep one "boot".`,
        fixes: [removeOption('Remove "boot" here', device.boot!)],
        related: [{ at: first!.boot!, message: `${slotTitle(first!)} is the first boot device.` }],
      });
    }
  },
});
