import { bySlot, certainBootDisk, devicesInReach, isBootDiskNotFirst } from "../../model/boot.ts";
import { type Device, generationOf, slotTitle } from "../../model/layout.ts";
import type { Fix } from "../../model/problem.ts";
import { writeSlot } from "../../model/slots.ts";
import { isPreRelease } from "../../schema/releases.ts";
import { defineRule } from "../rule.ts";

/** A DVD drive is where most tools look for the boot disk. */
export const bootSlotTaken = defineRule({
  code: "boot-slot-taken",
  severity: "information",
  why: "The BIOS finds the boot disk in any IDE slot, but scripts and tools often look for it at IDE 0:0 and would find the DVD drive.",
  bad: String.raw`
platform windows-server-2019
vm web01 {
  ide 0:0 dvd empty
  ide 0:1 disk "C:\VMs\web01\os.vhdx" boot
                                      ^^^^
}`,
  good: String.raw`
platform windows-server-2019
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 0:1 dvd empty
}`,
  scope: "release",
  check({ vm, release }, report) {
    if (generationOf(vm) !== 1 || isPreRelease(release)) return;
    const devices = devicesInReach(vm, [release]);
    const disk = certainBootDisk(vm, devices);
    const drive = devices.find(
      ({ controllerType, content, slot: { value } }) =>
        controllerType === "IDE" && content.kind === "dvd" && value.controller === 0 && value.location === 0,
    );
    if (!disk || !drive || disk.controllerType !== "IDE" || isBootDiskNotFirst(vm, disk, release)) return;
    if (bySlot(disk, drive) === 0) return; // The slot is taken twice; another rule reports that.
    report({
      at: disk.boot ?? disk.slot.range,
      message: `IDE 0:0 holds a DVD drive, and the boot disk is at ${slotTitle(disk)}. Swap the two: some tools expect the boot disk at IDE 0:0.`,
      related: [{ at: drive.slot.range, message: "The DVD drive in IDE 0:0." }],
      fixes: exchange(disk, drive),
    });
  },
});

/** Two devices in one slot are not swapped; another rule reports that there are two. */
function exchange(disk: Device, drive: Device): readonly Fix[] {
  if (bySlot(disk, drive) === 0) return [];
  const edits = [
    { range: disk.slot.range, newValue: writeSlot(drive.slot.value) },
    { range: drive.slot.range, newValue: writeSlot(disk.slot.value) },
  ];
  return [{ title: "Swap the boot disk and the DVD drive", edits }];
}
