import { devicesInReach } from "../../model/boot.ts";
import { type Device, generationOf, isDisk, slotTitle } from "../../model/layout.ts";
import { type Fix, moveDevice } from "../../model/problem.ts";
import { freeSlots, type Slot, writeSlot } from "../../model/slots.ts";
import { startsFrom } from "../../schema/controllers.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { defineRule } from "../rule.ts";

/** Generation 1 starts from IDE. */
export const bootDiskNotOnIde = defineRule({
  code: "boot-disk-not-on-ide",
  severity: "error",
  link: pages.generations,
  why: "The BIOS of generation 1 does not know the VMBus, and SCSI exists only there. The VM would stop with no bootable device, on every release.",
  bad: String.raw`
vm web01 {
  scsi 0:0 disk "C:\VMs\web01\os.vhdx" boot
                                       ^^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    if (generationOf(vm) !== 1) return;
    const free = freeSlots(vm, "IDE")[0];
    const devices = devicesInReach(vm, releases);
    /** The BIOS starts from the first disk: behind another one the move would be no remedy. */
    const isFirst =
      free !== undefined &&
      !devices.some((other) => other.controllerType === "IDE" && isDisk(other) && comesBefore(other, free));
    const advice = adviceFor(free, isFirst);
    for (const device of devices) {
      if (!device.boot || startsFrom(device.controllerType, 1)) continue;
      report({
        at: device.boot,
        message: `Generation 1 cannot start from ${slotTitle(device)}: its BIOS sees IDE only. ${advice}`,
        fixes: isFirst && isDisk(device) && mayMove(device) ? [moveToIde(device, free)] : [],
      });
    }
  },
});

function adviceFor(free: Slot | undefined, isFirst: boolean): string {
  if (!free) return "All four IDE slots are taken; move one of those devices to SCSI first, or use generation 2.";
  if (isFirst) return `Move it to IDE ${writeSlot(free)}, or use generation 2.`;
  return "Give it the IDE slot of the first disk there, or use generation 2.";
}

function comesBefore({ slot: { value } }: Device, slot: Slot): boolean {
  return value.controller < slot.controller || (value.controller === slot.controller && value.location < slot.location);
}

function moveToIde({ statement }: Device, free: Slot): Fix {
  return moveDevice(`Move the boot disk to IDE ${writeSlot(free)}`, statement.range, "IDE", free);
}

/** A VHD Set and a shared disk live on SCSI only. */
function mayMove({ content }: Device): boolean {
  return content.kind !== "disk" || (content.file.value.extension !== ".vhds" && !content.shared);
}
