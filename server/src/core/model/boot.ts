/** Which device a VM starts from, and which of its devices take part at all. */
import { group, rollup } from "d3-array";
import { controllers, controllerTypes, type Generation, hasControllerType, startsFrom } from "../schema/controllers.ts";
import { allReleases, isPreRelease, type Release } from "../schema/releases.ts";
import { defaultStartup, type StartupClass } from "../schema/statements/vm.ts";
import type { Address, Range } from "../syntax/tree.ts";
import { type Device, generationOf, isDisk, type Order, type VirtualMachine } from "./layout.ts";
import { compareSlots, writeSlot } from "./slots.ts";

/**
 * The devices whose slot exists. A slot that is out of range, or on a controller type that the generation lacks, is
 * ignored. A location exists if it does on one of `releases`.
 */
export function devicesInReach(vm: VirtualMachine, releases: readonly Release[] = allReleases): readonly Device[] {
  return vm.devices.filter((device) => isInReach(device, vm, releases));
}

export function isInReach(device: Device, vm: VirtualMachine, releases: readonly Release[]): boolean {
  const { controllerType, slot } = device;
  const { controller, location } = slot.value;
  const type = controllers[controllerType];
  return (
    hasControllerType(controllerType, generationOf(vm)) &&
    controller < type.controllers &&
    releases.some((release) => location < type.locations(release))
  );
}

/** In the order in which Hyper-V numbers slots. */
export function bySlot(a: Device, b: Device): number {
  return compareSlots(a.slot.value, b.slot.value);
}

/**
 * The disk marked `boot`; without a mark, in generation 1 the first disk in IDE order, in generation 2 the first of the
 * boot order, or else the first in SCSI order. `undefined` if there is none, or the generation is unknown.
 */
export function bootDisk(vm: VirtualMachine, devices: readonly Device[]): Device | undefined {
  const disks = devices.filter(isDisk);
  const marked = firstMarked(disks);
  const generation = generationOf(vm);
  if (marked || generation === undefined) return marked;
  const inOrder = disks.filter(({ controllerType }) => startsFrom(controllerType, generation)).sort(bySlot);
  const listed = generation === 2 ? bootOrderOf(vm).map(({ value }) => deviceAt(value, inOrder)) : [];
  return listed.find((device) => device !== undefined) ?? inOrder[0];
}

/** The boot disk; `undefined` if it is not marked and a broken statement may be another disk that is marked or comes before it. */
export function certainBootDisk(vm: VirtualMachine, devices: readonly Device[]): Device | undefined {
  const disk = bootDisk(vm, devices);
  return disk?.boot || !hasUnreadDevice(vm) ? disk : undefined;
}

function hasUnreadDevice({ statement }: VirtualMachine): boolean {
  return controllerTypes.some((type) => {
    const { keyword } = controllers[type];
    const isUnread = statement.children.some(({ spec, isBroken }) => isBroken && spec.keyword === keyword);
    return isUnread || statement.uncertainKeywords.has(keyword);
  });
}

/** The classes of devices that the BIOS tries: the default ones unless others are written and can be read. */
export function startupOf({ startup }: VirtualMachine): readonly StartupClass[] {
  return startup === undefined || startup === "unknown" ? defaultStartup : startup.entries.map(({ value }) => value);
}

/** The entries of a boot order, if it is written and readable. */
export function bootOrderOf({ bootOrder }: VirtualMachine): Order<Address | "network" | "file">["entries"] {
  return bootOrder === undefined || bootOrder === "unknown" ? [] : bootOrder.entries;
}

/** The SCSI devices that the boot order names by slot; if two devices have the slot, it is not known which is meant. */
export function bootEntriesBySlot(vm: VirtualMachine): ReadonlyMap<string, readonly Range[]> {
  const owners = group(
    vm.devices.filter(({ controllerType }) => controllerType === "SCSI"),
    ({ slot }) => writeSlot(slot.value),
  );
  const entries = bootOrderOf(vm).flatMap(({ value, range }) =>
    typeof value === "string" ? [] : [{ slot: writeSlot(value), range }],
  );
  const certain = entries.filter(({ slot }) => owners.get(slot)?.length === 1);
  return rollup(
    certain,
    (found) => found.map(({ range }) => range),
    ({ slot }) => slot,
  );
}

/** The device that an entry of a boot order names by its slot. */
export function deviceAt(entry: Address | string, devices: readonly Device[]): Device | undefined {
  if (typeof entry === "string") return undefined;
  return devices.find(
    ({ slot: { value } }) => value.controller === entry.controller && value.location === entry.location,
  );
}

/** The device marked `boot`, else the boot disk. */
export function bootDevice(vm: VirtualMachine, devices: readonly Device[]): Device | undefined {
  return firstMarked(devices) ?? bootDisk(vm, devices);
}

/** If several are marked, the one in the first slot, because the order of statements has no meaning. */
function firstMarked(devices: readonly Device[]): Device | undefined {
  const marked = devices.filter(({ boot }) => boot);
  const type = controllerTypes.find((candidate) => marked.some(({ controllerType }) => controllerType === candidate));
  return marked.filter(({ controllerType }) => controllerType === type).sort(bySlot)[0];
}

/**
 * Whether no disk, disc, floppy or adapter of the VM can start it. A disk in a slot that does not exist counts, and so
 * does one that a boot order leaves out; any other device that it leaves out does not.
 */
export function startsFromNothing(vm: VirtualMachine): boolean {
  const generation = generationOf(vm);
  if (vm.mayBeIncomplete || generation === undefined || vm.devices.some(({ boot }) => boot)) return false;
  const order = generation === 2 ? bootOrderOf(vm).map(({ value }) => value) : [];
  const isTried = (device?: Device) =>
    order.length === 0 ||
    order.some((entry) => entry === "file" || (device ? deviceAt(entry, [device]) : entry === "network"));
  const canStart = (device: Device) =>
    mayStart(device, generation) && holdsSomething(device) && (isDisk(device) || isTried(device));
  if (vm.devices.some(canStart)) return false;
  if (generation === 2) return vm.adapters.length === 0 || !isTried();
  return !vm.adapters.some(({ legacy }) => legacy) && !vm.floppy?.file;
}

/**
 * Whether the firmware sees the device. A device on a controller that the generation lacks counts as moved to one that
 * it has.
 */
export function mayStart({ controllerType }: Device, generation: Generation): boolean {
  return startsFrom(controllerType, generation) || !hasControllerType(controllerType, generation);
}

/** A disk, or a DVD drive that is not empty. */
export function holdsSomething({ content }: Device): boolean {
  return content.kind !== "dvd" || (content.iso ?? content.drive) !== undefined;
}

/** Whether another disk comes before the boot disk in generation 1; on the pre-release, whether it is anywhere but at IDE 0:0. */
export function isBootDiskNotFirst(vm: VirtualMachine, disk: Device, release: Release): boolean {
  if (generationOf(vm) !== 1 || disk.controllerType !== "IDE") return false;
  const { controller, location } = disk.slot.value;
  return isPreRelease(release) ? controller > 0 || location > 0 : ideDisksBefore(vm, disk).length > 0;
}

/** In the order in which the BIOS tries them. */
export function ideDisksBefore(vm: VirtualMachine, disk: Device): readonly Device[] {
  const ideDisks = devicesInReach(vm).filter((device) => device.controllerType === "IDE" && isDisk(device));
  return ideDisks.filter((device) => bySlot(device, disk) < 0).sort(bySlot);
}
