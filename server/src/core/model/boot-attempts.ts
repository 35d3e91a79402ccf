/** What the firmware of a VM tries to start from, in order. */
import { type Generation, startsFrom } from "../schema/controllers.ts";
import type { StartupClass } from "../schema/statements/vm.ts";
import type { Address } from "../syntax/tree.ts";
import { bootDevice, bySlot, deviceAt, holdsSomething, startupOf } from "./boot.ts";
import { type Device, isDisk, type VirtualMachine } from "./layout.ts";

export type BootSource = StartupClass | "scsi" | "network" | "file";

export interface BootAttempt {
  readonly source: BootSource;
  readonly device: Device | undefined;
  /** For a written entry, even if there is no device. */
  readonly slot?: Address | undefined;
  /**
   * `absent`: there is nothing to try. `may-start`: it starts if it contains something bootable, which a layout does
   * not say. `starts`: the boot device. `not-reached`: it comes after the boot device.
   */
  readonly result: "absent" | "may-start" | "starts" | "not-reached";
}

/** The entries of a written `boot-order`, or each class of a `startup` with its devices. */
export function bootAttempts(
  vm: VirtualMachine,
  generation: Generation,
  devices: readonly Device[],
): readonly BootAttempt[] {
  return inOrder(generation === 1 ? triedByBios(vm, devices) : triedByUefi(vm, devices));
}

interface Candidate {
  readonly source: BootSource;
  readonly device?: Device | undefined;
  readonly slot?: Address | undefined;
  readonly isThere: boolean;
  readonly isBoot?: boolean;
}

/** Whatever comes after the boot device is not reached. */
function inOrder(candidates: readonly Candidate[]): readonly BootAttempt[] {
  const boot = candidates.findIndex(({ isBoot }) => isBoot);
  return candidates.map(({ source, device, slot = device?.slot.value, isThere, isBoot }, index) => {
    const attempt = { source, device, slot };
    if (isBoot) return { ...attempt, result: "starts" };
    if (!isThere) return { ...attempt, result: "absent" };
    return { ...attempt, result: boot >= 0 && index > boot ? "not-reached" : "may-start" };
  });
}

function triedByBios(vm: VirtualMachine, devices: readonly Device[]): readonly Candidate[] {
  const boot = bootDevice(vm, devices);
  const visible = devices.filter(({ controllerType }) => startsFrom(controllerType, 1)).sort(bySlot);
  return startupOf(vm).flatMap((source): readonly Candidate[] => {
    switch (source) {
      case "cd":
      case "ide": {
        const found = visible.filter((device) => isDisk(device) === (source === "ide"));
        if (found.length === 0) return [{ source, isThere: false }];
        return found.map((device) => ({ source, device, isThere: holdsSomething(device), isBoot: device === boot }));
      }
      case "floppy":
        return [{ source, isThere: vm.floppy?.file !== undefined }];
      case "legacy-network":
        return [{ source, isThere: vm.adapters.some(({ legacy }) => legacy) }];
      default:
        return []; // Not a class; another rule reports that.
    }
  });
}

/** Without a written order the boot device comes first; the order of the rest is Hyper-V's, and it matters only without a boot device. */
function triedByUefi(vm: VirtualMachine, devices: readonly Device[]): readonly Candidate[] {
  const boot = bootDevice(vm, devices);
  const ofDevice = (device: Device): Candidate => ({
    source: "scsi",
    device,
    isThere: holdsSomething(device),
    isBoot: device === boot,
  });
  const network: Candidate = { source: "network", isThere: vm.adapters.length > 0 };
  if (vm.bootOrder === undefined || vm.bootOrder === "unknown") {
    if (boot) return [ofDevice(boot)];
    const discs = devices.filter((device) => startsFrom(device.controllerType, 2) && holdsSomething(device));
    return [...discs.sort(bySlot).map(ofDevice), ...(network.isThere ? [network] : [])];
  }
  return vm.bootOrder.entries.map(({ value }): Candidate => {
    if (value === "network") return network;
    if (value === "file") return { source: "file", isThere: true };
    const device = deviceAt(value, devices);
    return device ? ofDevice(device) : { source: "scsi", slot: value, isThere: false };
  });
}
