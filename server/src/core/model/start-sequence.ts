/**
 * How a VM starts: what its firmware tries, in which order, what it does not see, what the guest starts from, and which
 * devices its drivers then reach.
 */
import { type Generation, startsFrom } from "../schema/controllers.ts";
import { allReleases, isPreRelease, type Release } from "../schema/releases.ts";
import { devicesInReach } from "./boot.ts";
import { type BootAttempt, bootAttempts } from "./boot-attempts.ts";
import { hasDrivers } from "./drivers.ts";
import { type Device, generationOf, type VirtualMachine } from "./layout.ts";
import { type StartFailure, startFailure, unseenByGuest } from "./start-failure.ts";

export interface StartSequence {
  readonly generation: Generation;
  /** In order. */
  readonly attempts: readonly BootAttempt[];
  /** The devices that the firmware does not see: those on the VMBus in generation 1. */
  readonly unseenByFirmware: readonly Device[];
  /** What the guest starts from, unless an earlier attempt starts something else. */
  readonly from: BootAttempt | undefined;
  readonly failure: StartFailure | undefined;
  /** Whether VMBus drivers take over once the guest runs; `undefined` if that is unknown. */
  readonly hasDrivers: boolean | undefined;
  /** IDE stays emulated, with or without drivers: the pre-release of 2008. */
  readonly staysEmulated: boolean;
  /** Disks and drives that the running guest does not see. */
  readonly unseenByGuest: readonly Device[];
}

/** `undefined` if the generation is unknown. `releases` are those that the VM is checked against. */
export function startSequence(
  vm: VirtualMachine,
  releases: readonly Release[] = allReleases,
): StartSequence | undefined {
  const generation = generationOf(vm);
  if (generation === undefined) return undefined;
  const devices = devicesInReach(vm, releases);
  const attempts = bootAttempts(vm, generation, devices);
  return {
    generation,
    attempts,
    unseenByFirmware: devices.filter(({ controllerType }) => !startsFrom(controllerType, generation)),
    from: attempts.find(({ result }) => result === "starts") ?? attempts.find(({ result }) => result === "may-start"),
    failure: startFailure(vm, generation, devices, releases),
    hasDrivers: hasDrivers(vm),
    staysEmulated: releases.every(isPreRelease),
    unseenByGuest: unseenByGuest(vm, devices),
  };
}
