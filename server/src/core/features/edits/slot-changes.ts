/** Ways to move a device to another slot: which slots are possible, and what else has to change. */

import { bootDevice, bootOrderOf, bySlot, devicesInReach } from "../../model/boot.ts";
import { type Device, generationOf, slotName, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { compareSlots, contentTitle, freeSlots, vmTitle, writeSlot } from "../../model/slots.ts";
import { releasesOf } from "../../rule-context.ts";
import {
  type ControllerType,
  controllers,
  hasControllerType,
  type Slot,
  startsFrom,
} from "../../schema/controllers.ts";
import type { Release } from "../../schema/releases.ts";
import type { Step } from "./apply-steps.ts";
import type { ChangedDisk, Ways } from "./changed-disk.ts";
import { addOption, addStatement, moveDevice } from "./item-edits.ts";
import { type ItemText, vmOf } from "./item-text.ts";
import type { Replacement } from "./replacement.ts";

/** The first free slot of each controller, the lowest controller first. `also` are steps to be done before. */
export function toScsi(disk: ChangedDisk, also: readonly Step[]): Ways {
  const { document, vm, device } = disk;
  if (device.controllerType === "SCSI") return { refusal: `${slotTitle(device)} is already on SCSI.` };
  const releases = releasesOf(vm, document.definitions);
  if (generationOf(vm) === 1 && isBoot(device, vm, releases)) {
    const way = "Generation 1 starts from IDE only: convert the VM to generation 2 to start from SCSI.";
    return { refusal: `${vmTitle(vm)} starts from ${contentTitle(device)}. ${way}` };
  }
  const targets = firstOfEach(freeSlots(vm, "SCSI", releases));
  if (targets.length === 0) return { refusal: `${vmTitle(vm)} has no free SCSI slot.` };
  return targets.map((slot) => [...also, ...moveTo(disk, "SCSI", slot)]);
}

/** The free slots after the boot disk. */
export function toIde(disk: ChangedDisk): Ways {
  const { document, vm, device } = disk;
  if (device.controllerType === "IDE") return { refusal: `${slotTitle(device)} is already on IDE.` };
  if (generationOf(vm) !== 1) return { refusal: `${vmTitle(vm)} is a generation 2 VM, which has no IDE.` };
  const releases = releasesOf(vm, document.definitions);
  const boot = bootDevice(vm, devicesInReach(vm, releases));
  const isAfterBoot = (slot: Slot) => boot?.controllerType !== "IDE" || compareSlots(boot.slot.value, slot) < 0;
  const free = freeSlots(vm, "IDE", releases);
  const targets = free.filter(isAfterBoot);
  if (free.length === 0) return { refusal: `All four IDE slots of ${vmTitle(vm)} are taken.` };
  if (targets.length === 0) {
    return { refusal: `Only IDE slots before ${slotTitle(boot!)}, from which ${vmTitle(vm)} starts, are free.` };
  }
  return targets.map((slot) => moveTo(disk, "IDE", slot));
}

/** The first slot of a controller without devices. */
export function ownController(disk: ChangedDisk): Ways {
  const { document, vm, device } = disk;
  if (device.controllerType !== "SCSI") return { refusal: `${slotTitle(device)} is not on SCSI.` };
  const releases = releasesOf(vm, document.definitions);
  const { controller } = device.slot.value;
  const onScsi = vm.devices.filter(({ controllerType }) => controllerType === "SCSI");
  if (onScsi.filter(({ slot }) => slot.value.controller === controller).length < 2) {
    return { refusal: `${slotTitle(device)} is already alone on its controller.` };
  }
  const held = new Set(onScsi.map(({ slot }) => slot.value.controller));
  const targets = firstOfEach(freeSlots(vm, "SCSI", releases)).filter((slot) => !held.has(slot.controller));
  if (targets.length === 0) return { refusal: `All four SCSI controllers of ${vmTitle(vm)} hold devices.` };
  return targets.map((slot) => moveTo(disk, "SCSI", slot));
}

/** Moves the device. A controller that it leaves empty below others is kept, and so is the device that the VM starts from. */
export function moveTo(
  { document, vm, device }: ChangedDisk,
  controllerType: ControllerType,
  slot: Slot,
): readonly Step[] {
  const releases = releasesOf(vm, document.definitions);
  const target = `${controllers[controllerType].keyword} ${writeSlot(slot)}`;
  const boot = bootDevice(vm, devicesInReach(vm, releases));
  const bootSlot = boot && (boot === device ? target : slotName(boot));
  return [
    (source) => {
      const found = deviceAt(source, slotName(device));
      return found ? moveWithBootOrder(source, found, controllerType, slot) : [];
    },
    (source) => keepController(source, device),
    (source) => {
      const now = vmOf(source)!;
      const starts = bootDevice(now, devicesInReach(now, releases));
      const wanted = bootSlot === undefined ? undefined : deviceAt(source, bootSlot);
      if (!wanted || wanted === starts) return [];
      return addOption(source, wanted.statement, "boot", true);
    },
  ];
}

/** Moves a device and updates its slot in the boot order, unless another device has the old slot. */
export function moveWithBootOrder(
  source: ItemText,
  device: Device,
  controllerType: ControllerType,
  slot: Slot,
): readonly Replacement[] {
  const moved = moveDevice(source, device.statement, controllerType, slot);
  const vm = vmOf(source);
  const isAlone = vm?.devices.filter((other) => slotName(other) === slotName(device)).length === 1;
  if (!vm || !isAlone || device.controllerType !== "SCSI" || controllerType !== "SCSI") return moved;
  const [from, to] = [writeSlot(device.slot.value), writeSlot(slot)];
  const entries = bootOrderOf(vm).filter(({ value }) => typeof value !== "string" && writeSlot(value) === from);
  return [
    ...moved,
    ...entries.map(({ range }) => ({ range, newText: source.notation === "json" ? JSON.stringify(to) : to })),
  ];
}

export function deviceAt(source: ItemText, slot: string): Device | undefined {
  return vmOf(source)?.devices.find((candidate) => slotName(candidate) === slot);
}

/** Writes a statement for the controller of `left` if it is the only empty one below others. */
function keepController(source: ItemText, left: Device) {
  const vm = vmOf(source)!;
  const { keyword, isBuiltIn } = controllers[left.controllerType];
  if (isBuiltIn) return [];
  const { controller } = left.slot.value;
  const others = vm.devices.filter(({ controllerType }) => controllerType === left.controllerType);
  const used = [...others.map(({ slot }) => slot.value.controller), ...vm.controllers.map(({ value }) => value)];
  if (used.includes(controller) || used.every((number) => number < controller)) return [];
  const first = [...others].sort(bySlot).find(({ slot }) => slot.value.controller > controller);
  const before = vm.statement.children.filter(({ range }) => first && range.end <= first.statement.range.start);
  const json = { property: keyword, key: String(controller), value: "{ }" };
  return addStatement(source, vm.statement, { native: `${keyword} ${controller}`, json }, before);
}

function isBoot(device: Device, vm: VirtualMachine, releases: readonly Release[]): boolean {
  return bootDevice(vm, devicesInReach(vm, releases)) === device;
}

/** The slots of a controller type that a device can be moved to: the first free slot of each controller. */
export function slotsFor({ document, vm, device }: ChangedDisk, controllerType: ControllerType): readonly Slot[] {
  const generation = generationOf(vm);
  const generations = generation ? [generation] : ([1, 2] as const);
  if (!generations.every((each) => hasControllerType(controllerType, each))) return [];
  const releases = releasesOf(vm, document.definitions);
  const isTied = device.content.kind === "dvd" || isBoot(device, vm, releases);
  if (generation && isTied && !startsFrom(controllerType, generation)) return [];
  return firstOfEach(freeSlots(vm, controllerType, releases));
}

function firstOfEach(slots: readonly Slot[]): readonly Slot[] {
  return slots.filter((slot, index) => slots[index - 1]?.controller !== slot.controller);
}
