/** Which slots of a VM are taken, and which are free. */
import { type ControllerType, controllers, type Slot, type VmSlot } from "../schema/controllers.ts";
import { allReleases, type Release } from "../schema/releases.ts";
import type { Address } from "../syntax/tree.ts";
import { upperFirst } from "./expectation.ts";
import { type Device, known, type VirtualMachine } from "./layout.ts";

export function writeSlot(slot: Slot): string {
  return `${slot.controller}:${slot.location}`;
}

/** `SCSI 0:1`, as messages and the cmdlets write a slot. */
export function vmSlotTitle(slot: VmSlot): string {
  return `${slot.controllerType} ${writeSlot(slot)}`;
}

/** In the order in which Hyper-V numbers slots. */
export function compareSlots(a: Slot, b: Slot): number {
  return a.controller - b.controller || a.location - b.location;
}

/** IDE comes before SCSI. */
export function compareVmSlots(a: VmSlot, b: VmSlot): number {
  return Number(a.controllerType === "SCSI") - Number(b.controllerType === "SCSI") || compareSlots(a, b);
}

export function isSameSlot(a: VmSlot, b: VmSlot): boolean {
  return compareVmSlots(a, b) === 0;
}

/** Free slots in Hyper-V's order, as far as every release has them; of controllers that can be added, only those in use and the next one. */
export function freeSlots(
  vm: VirtualMachine,
  controllerType: ControllerType,
  releases: readonly Release[] = allReleases,
): readonly Slot[] {
  const taken = new Set(slotsTaken(vm, controllerType).map(writeSlot));
  const type = controllers[controllerType];
  const count = type.isBuiltIn ? type.controllers : reachableControllers(vm, controllerType);
  const locations = Math.min(...releases.map(type.locations));
  const free: Slot[] = [];
  for (let controller = 0; controller < count; controller++) {
    for (let location = 0; location < locations; location++) {
      if (!taken.has(`${controller}:${location}`)) free.push({ controller, location });
    }
  }
  return free;
}

/** The slots of its devices, and of lines that cannot be read whole: their content is unknown, but something is there. */
function slotsTaken(vm: VirtualMachine, controllerType: ControllerType): readonly Slot[] {
  const read = vm.devices.filter((device) => device.controllerType === controllerType).map(({ slot }) => slot.value);
  return [...read, ...unreadSlots(vm, controllerType)];
}

/** The slots of device lines that cannot be read whole. */
export function unreadSlots({ statement }: VirtualMachine, controllerType: ControllerType): readonly Slot[] {
  const { keyword } = controllers[controllerType];
  return statement.children.flatMap(({ spec, isBroken, fields }) => {
    const slot = isBroken && spec.keyword === keyword ? fields.get("slot") : undefined;
    return slot ? [slot.value as Address] : [];
  });
}

/** The free slot to offer for `address`: the next one on its controller, else the first of all. */
export function nextFreeSlot(free: readonly Slot[], address: Address): Slot | undefined {
  const onController = free.filter((slot) => slot.controller === address.controller);
  return onController.find((slot) => slot.location > address.location) ?? onController[0] ?? free[0];
}

/** The content of a device, as a message names it: its file in quotes, or a description. */
export function contentTitle({ content }: Device): string {
  if (content.kind === "disk") return `"${content.file.value.text}"`;
  if (content.kind === "physical-disk") return `physical disk ${content.number.value}`;
  if (content.iso) return `"${content.iso.value.text}"`;
  return content.drive ? `the optical drive "${content.drive.value}"` : "an empty DVD drive";
}

/** The same at the beginning of a sentence. */
export function contentSubject(device: Device): string {
  return upperFirst(contentTitle(device));
}

/** `"web01"`, or `this VM` if its name is not known. */
export function vmTitle(vm: VirtualMachine): string {
  return vm.name ? `"${vm.name.value}"` : "this VM";
}

/** `The guest (windows-7)`, as a message on what it can do begins. */
export function guestTitle(vm: VirtualMachine): string {
  const system = known(vm.guest);
  return system === undefined ? "The guest" : `The guest (${system})`;
}

/** Controllers are numbered without gaps: those in use from 0 on, and one more. */
function reachableControllers(vm: VirtualMachine, controllerType: ControllerType): number {
  const used = new Set([
    ...slotsTaken(vm, controllerType).map(({ controller }) => controller),
    ...vm.controllers.map(({ value }) => value),
  ]);
  let count = 0;
  while (used.has(count)) count++;
  return Math.min(count + 1, controllers[controllerType].controllers);
}
