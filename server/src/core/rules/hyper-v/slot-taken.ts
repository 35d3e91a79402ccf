import { devicesInReach } from "../../model/boot.ts";
import { type Device, isDisk, slotName, slotTitle } from "../../model/layout.ts";
import { replaceValue } from "../../model/problem.ts";
import { compareSlots, contentTitle, freeSlots, nextFreeSlot, writeSlot } from "../../model/slots.ts";
import type { ControllerType, Slot } from "../../schema/controllers.ts";
import { defineRule } from "../rule.ts";

/** A slot holds one device. */
export const slotTaken = defineRule({
  code: "slot-taken",
  severity: "error",
  why: "Hyper-V finds a device by controller type, controller number and location, so a slot holds one device.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 0:0 dvd empty
      ^^^
}`,
  good: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 0:1 dvd empty
}`,
  scope: "vm",
  check({ vm, releases }, report) {
    const holders = new Map<string, Device>();
    const free = new Map<ControllerType, readonly Slot[]>();
    const freeOf = (type: ControllerType) => {
      if (!free.has(type)) free.set(type, freeSlots(vm, type, releases));
      return free.get(type)!;
    };
    for (const device of devicesInReach(vm, releases)) {
      const slot = slotName(device);
      const holder = holders.get(slot);
      if (!holder) {
        holders.set(slot, device);
        continue;
      }
      const next = nextFreeSlot(freeOf(device.controllerType), device.slot.value);
      const advice = next
        ? `The next free slot is ${writeSlot(next)}.`
        : `No ${device.controllerType} slot is free; remove one of the two.`;
      report({
        at: device.slot.range,
        message: `${slotTitle(device)} already holds ${contentTitle(holder)}. ${advice}`,
        related: [{ at: holder.slot.range, message: `${slotTitle(holder)} is taken here.` }],
        fixes:
          next && keepsBootOrder(device, holder, next)
            ? [replaceValue(`Move to the free slot ${writeSlot(next)}`, device.slot.range, writeSlot(next))]
            : [],
      });
    }
  },
});

/** The first IDE disk starts, so a boot disk is not moved behind another disk, nor a disk before a boot disk. */
function keepsBootOrder(device: Device, holder: Device, free: Slot): boolean {
  if (device.controllerType !== "IDE" || !isDisk(device) || !isDisk(holder)) return true;
  return compareSlots(free, holder.slot.value) > 0 && !device.boot;
}
