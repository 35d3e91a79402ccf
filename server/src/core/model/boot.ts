/** Which device a VM starts from, and which of its devices take part in anything at all. */
import { controllers, hasControllerType, startsFrom } from "../schema/controllers.ts";
import { allReleases, type Release } from "../schema/releases.ts";
import { type Device, generationOf, isDisk, type VirtualMachine } from "./layout.ts";

/**
 * The devices whose slot exists: a slot out of range, or on a controller type that the generation lacks, takes no
 * further part. A location counts as existing if one of `releases` has it.
 */
export function devicesInReach(vm: VirtualMachine, releases: readonly Release[] = allReleases): readonly Device[] {
  const generation = generationOf(vm);
  return vm.devices.filter(({ controllerType, slot: { value } }) => {
    const type = controllers[controllerType];
    return (
      hasControllerType(controllerType, generation) &&
      value.controller < type.controllers &&
      releases.some((release) => value.location < type.locations(release))
    );
  });
}

/** In the order in which Hyper-V numbers slots. */
export function bySlot(a: Device, b: Device): number {
  const [left, right] = [a.slot.value, b.slot.value];
  return left.controller - right.controller || left.location - right.location;
}

/**
 * The disk marked `boot`; without one, in generation 1 the first disk in IDE order, in generation 2 the first in SCSI
 * order. `undefined` if there is none, or the generation is unknown.
 */
export function bootDisk(vm: VirtualMachine, devices: readonly Device[]): Device | undefined {
  const disks = devices.filter(isDisk);
  const marked = disks.find((device) => device.boot);
  const generation = generationOf(vm);
  if (marked || generation === undefined) return marked;
  return disks.filter(({ controllerType }) => startsFrom(controllerType, generation)).sort(bySlot)[0];
}

/** The device marked `boot`, else the boot disk. */
export function bootDevice(vm: VirtualMachine, devices: readonly Device[]): Device | undefined {
  return devices.find((device) => device.boot) ?? bootDisk(vm, devices);
}
