/** What a guest can do: start in generation 2, and use VMBus storage drivers, which determine the path of its I/O. */
import { controllers, type Transport } from "../schema/controllers.ts";
import { guestFacts } from "../schema/guests.ts";
import { isPreRelease, type Release } from "../schema/releases.ts";
import { type Device, known, type VirtualMachine } from "./layout.ts";

/** The value of `integration-services`, or else that of the guest system, or else true; `undefined` if unknown. */
export function hasDrivers(vm: VirtualMachine): boolean | undefined {
  if (vm.integrationServices === "unknown") return undefined;
  if (vm.integrationServices) return vm.integrationServices.value;
  if (vm.guest === "unknown") return undefined;
  const system = known(vm.guest);
  return system === undefined || (guestFacts(system)?.hasDrivers ?? true);
}

/** Whether the guest, as far as it is known, starts in generation 2. */
export function mayStartInGeneration2({ guest }: VirtualMachine): boolean {
  const system = known(guest);
  return system === undefined || guestFacts(system)?.bootsOnGeneration2 !== false;
}

/**
 * The path of a device's I/O after start-up. What can be emulated is emulated on the pre-release, without drivers, and
 * for DVD drives. `undefined` if it is unknown, or if a guest without drivers does not see the device.
 */
export function transportOf(device: Device, vm: VirtualMachine, release: Release): Transport | undefined {
  const drivers = hasDrivers(vm);
  if (drivers === undefined) return undefined;
  const { emulated, synthetic } = controllers[device.controllerType].transports;
  const isEmulated = emulated && (isPreRelease(release) || device.content.kind === "dvd");
  return isEmulated || !drivers ? emulated : synthetic;
}
