import { devicesInReach } from "../../model/boot.ts";
import { mayStartInGeneration2 } from "../../model/drivers.ts";
import { type Device, generationOf, isDisk, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { type Fix, moveDevice } from "../../model/problem.ts";
import { compareSlots, freeSlots, writeSlot } from "../../model/slots.ts";
import { type Slot, startsFrom } from "../../schema/controllers.ts";
import { hasGeneration2, pages } from "../../schema/hyper-v-limits.ts";
import type { Release } from "../../schema/releases.ts";
import type { Range } from "../../syntax/tree.ts";
import { mayUseGeneration2 } from "../advice.ts";
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
    /** The BIOS starts from the first disk, so moving the boot disk behind another one would not be a fix. */
    const isFirst =
      free !== undefined &&
      !devices.some(
        (other) => other.controllerType === "IDE" && isDisk(other) && compareSlots(other.slot.value, free) < 0,
      );
    const orConvert = mayUseGeneration2({ vm, releases }) ? ", or use generation 2" : "";
    const advice = `${adviceFor(free, isFirst)}${orConvert}.`;
    for (const device of devices) {
      if (!device.boot || startsFrom(device.controllerType, 1)) continue;
      report({
        at: device.boot,
        message: `Generation 1 cannot start from ${slotTitle(device)}: its BIOS sees IDE only. ${advice}`,
        fixes: [
          ...(isFirst && isDisk(device) && mayMove(device) ? [moveToIde(device, free)] : []),
          ...(convertsWhole(vm, releases) ? [toGeneration2(device.boot)] : []),
        ],
      });
    }
  },
});

function adviceFor(free: Slot | undefined, isFirst: boolean): string {
  if (!free) return "All four IDE slots are taken; move one of those devices to SCSI first";
  if (isFirst) return `Move it to IDE ${writeSlot(free)}`;
  return "Give it the IDE slot of the first disk there";
}

function moveToIde({ statement }: Device, free: Slot): Fix {
  return moveDevice(`Move the boot disk to IDE ${writeSlot(free)}`, statement.range, "IDE", free);
}

/** Whether generation 2 supports all parts of the VM and can start it: its release, guest, files and image. */
function convertsWhole(vm: VirtualMachine, releases: readonly Release[] | undefined): boolean {
  return (
    !vm.mayBeIncomplete &&
    releases?.some(hasGeneration2) === true &&
    mayStartInGeneration2(vm) &&
    vm.floppy === undefined &&
    vm.startup !== "unknown" &&
    vm.adapters.every(({ legacy }) => !legacy) &&
    vm.devices.every(({ content }) => {
      if (content.kind === "dvd") return !content.physical;
      const isFormatKnown = content.kind !== "disk" || /^\.vhd[xs]$/.test(content.file.value.extension);
      return isFormatKnown && content.partitionStyle?.value !== "mbr";
    })
  );
}

function toGeneration2(range: Range): Fix {
  return { title: "Convert to generation 2", edits: [{ range, converts: "generation 2" }], isChoice: true };
}

/** VHD Sets and shared disks are supported on SCSI only. */
function mayMove({ content }: Device): boolean {
  return content.kind !== "disk" || (content.file.value.extension !== ".vhds" && !content.shared);
}
