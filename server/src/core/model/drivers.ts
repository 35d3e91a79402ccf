/** Whether a guest has VMBus storage drivers, and by which way its I/O then goes. */
import { guestFacts } from "../schema/guests.ts";
import { isPreRelease, type Release } from "../schema/releases.ts";
import { type Device, known, type VirtualMachine } from "./layout.ts";

/** What `integration-services` says, else what the guest system is known to have, else true; `undefined` if unknown. */
export function hasDrivers(vm: VirtualMachine): boolean | undefined {
  if (vm.integrationServices === "unknown") return undefined;
  if (vm.integrationServices) return vm.integrationServices.value;
  if (vm.guest === "unknown") return undefined;
  const system = known(vm.guest);
  return system === undefined || (guestFacts(system)?.hasDrivers ?? true);
}

export type Transport = "ide-emulated" | "ide-enlightened" | "scsi-synthetic";

/**
 * The way of a device's I/O after start-up. IDE is emulated on the pre-release, without drivers, and for DVD.
 * `undefined` where it is unknown, and for SCSI without drivers: the guest does not see the device.
 */
export function transportOf(device: Device, vm: VirtualMachine, release: Release): Transport | undefined {
  const drivers = hasDrivers(vm);
  if (drivers === undefined) return undefined;
  if (device.controllerType === "SCSI") return drivers ? "scsi-synthetic" : undefined;
  const isEnlightened = drivers && !isPreRelease(release) && device.content.kind !== "dvd";
  return isEnlightened ? "ide-enlightened" : "ide-emulated";
}
