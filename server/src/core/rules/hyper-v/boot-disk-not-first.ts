import { certainBootDisk, deviceAt, devicesInReach, ideDisksBefore, isBootDiskNotFirst } from "../../model/boot.ts";
import { type Device, generationOf, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { replaceWords } from "../../model/problem.ts";
import { writeSlot } from "../../model/slots.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import { isPreRelease, type Release } from "../../schema/releases.ts";
import type { Address } from "../../syntax/tree.ts";
import { defineRule, type Report } from "../rule.ts";

/** The BIOS starts from the first IDE disk with a boot sector. */
export const bootDiskNotFirst = defineRule({
  code: "boot-disk-not-first",
  severity: "warning",
  link: pages.setVmBios,
  why: "The disks of a generation 1 VM have no boot order: the BIOS tries the IDE slots in turn and starts the first disk that has a boot sector. It may start a data disk that comes before the system disk. The 2008 pre-release started from IDE 0:0 only. In generation 2 the boot order decides, so a mark contradicts it if the order begins with another device.",
  bad: String.raw`
vm web01 {
  guest windows-nt-4
  ide 0:0 disk "C:\VMs\web01\data.vhdx"
  ide 0:1 disk "C:\VMs\web01\os.vhdx" boot
                                      ^^^^
}`,
  good: String.raw`
vm web01 {
  guest windows-nt-4
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 0:1 disk "C:\VMs\web01\data.vhdx"
}`,
  scope: "release",
  check({ vm, release }, report) {
    if (generationOf(vm) === 2) checkBootOrder(vm, release, report);
    if (generationOf(vm) !== 1) return;
    const disk = certainBootDisk(vm, devicesInReach(vm, [release]));
    if (!disk || !isBootDiskNotFirst(vm, disk, release)) return;
    const before = ideDisksBefore(vm, disk)[0];
    const pre = isPreRelease(release);
    const reason = pre
      ? `${release} starts from IDE 0:0 only.`
      : `${slotTitle(before!)} comes before it, and the BIOS starts the first disk with a boot sector.`;
    report({
      at: disk.boot ?? disk.slot.range,
      message: `The boot disk is ${slotTitle(disk)}. ${reason} Put the boot disk on IDE 0:0.`,
      severity: pre ? "error" : "warning",
      related: before ? [{ at: before.slot.range, message: `${slotTitle(before)} comes first.` }] : [],
      fixes: swapWithFirst(vm, disk),
    });
  },
});

/** Generation 2: whether the order begins with anything but the one marked device, or leaves it out. */
function checkBootOrder(vm: VirtualMachine, release: Release, report: Report): void {
  const { bootOrder } = vm;
  if (!bootOrder || bootOrder === "unknown") return;
  const [marked, another] = vm.devices.filter(({ boot }) => boot);
  const devices = devicesInReach(vm, [release]);
  if (!marked?.boot || another || !devices.includes(marked)) return;
  const { entries } = bootOrder;
  const place = entries.findIndex(({ value }) => deviceAt(value, [marked]));
  const before = entries.slice(0, Math.max(0, place)).find(({ value }) => isPresent(value, vm, devices));
  if (place >= 0 && !before) return;
  const slot = writeSlot(marked.slot.value);
  const others = entries
    .filter((_, at) => at !== place)
    .map(({ value }) => (typeof value === "string" ? value : writeSlot(value)));
  const reason = before
    ? `the boot order tries ${typeof before.value === "string" ? `the ${before.value}` : `SCSI ${writeSlot(before.value)}`} before it`
    : "the boot order does not list it, so it is never tried";
  report({
    at: marked.boot,
    message: `${slotTitle(marked)} is marked as the boot device, but ${reason}. Put ${slot} first in the order, or remove the mark.`,
    related: [{ at: before?.range ?? bootOrder.range, message: before ? "This is tried first." : "The boot order." }],
    fixes: [replaceWords(`Put ${slot} first in the boot order`, bootOrder.range, [slot, ...others])],
  });
}

function isPresent(entry: Address | string, vm: VirtualMachine, devices: readonly Device[]): boolean {
  return entry === "network" ? vm.adapters.length > 0 : deviceAt(entry, devices) !== undefined;
}

/** Swaps the boot disk and what is in IDE 0:0. */
function swapWithFirst(vm: VirtualMachine, disk: Device) {
  const inFirst = devicesInReach(vm).filter(
    ({ controllerType, slot: { value } }) => controllerType === "IDE" && value.controller === 0 && value.location === 0,
  );
  if (inFirst.length > 1) return [];
  const edits = [
    { range: disk.slot.range, newValue: "0:0" },
    ...inFirst.map((device) => ({ range: device.slot.range, newValue: writeSlot(disk.slot.value) })),
  ];
  return [{ title: "Put the boot disk on IDE 0:0", edits }];
}
