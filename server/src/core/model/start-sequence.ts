/**
 * How a VM starts: what its firmware tries in which order, what it does not see, where the guest starts from, and which
 * devices its drivers then reach. What keeps it from starting is named by the rule that reports it.
 */
import { controllers, type Generation, startsFrom } from "../schema/controllers.ts";
import { guestFacts } from "../schema/guests.ts";
import { allReleases, isPreRelease, type Release } from "../schema/releases.ts";
import { startupClasses } from "../schema/statements/vm.ts";
import type { Range } from "../syntax/tree.ts";
import {
  bootDevice,
  bootDisk,
  bySlot,
  deviceAt,
  devicesInReach,
  holdsSomething,
  isBootDiskNotFirst,
  startsFromNothing,
} from "./boot.ts";
import { hasDrivers } from "./drivers.ts";
import { type Device, generationOf, isDisk, type VirtualMachine } from "./layout.ts";

export interface StartSequence {
  readonly generation: Generation;
  /** In order. Of a written `boot-order` its entries; of `startup` each class with what is in it. */
  readonly attempts: readonly BootAttempt[];
  /** The devices that the firmware does not see: those on the VMBus in generation 1. */
  readonly unseenByFirmware: readonly Device[];
  /** What the guest starts from, unless an attempt before it starts something. */
  readonly from: BootAttempt | undefined;
  readonly failure: StartFailure | undefined;
  /** Whether VMBus drivers take over once the guest runs; `undefined` if that is unknown. */
  readonly hasDrivers: boolean | undefined;
  /** IDE stays emulated, with or without drivers: the pre-release of 2008. */
  readonly staysEmulated: boolean;
  /** Disks and drives that the running guest does not see. */
  readonly unseenByGuest: readonly Device[];
}

export type BootSource = keyof typeof startupClasses | "scsi" | "network" | "file";

export interface BootAttempt {
  readonly source: BootSource;
  readonly device: Device | undefined;
  /**
   * `absent`: there is nothing to try. `may-start`: it starts if it holds something to start, which no layout says.
   * `starts`: the boot device. `not-reached`: it comes after the boot device.
   */
  readonly result: "absent" | "may-start" | "starts" | "not-reached";
}

/** Codes of the rules that report what keeps a VM from starting. */
export const startFailureCodes = [
  "guest-not-on-generation-2",
  "boot-disk-not-on-ide",
  "several-boot-devices",
  "partition-style-not-bootable",
  "boot-disk-not-first",
  "no-boot-disk",
  "scsi-without-drivers",
] as const;

export interface StartFailure {
  readonly code: (typeof startFailureCodes)[number];
  /** What one would edit, relative to the VM's item. */
  readonly at: Range;
  readonly device?: Device | undefined;
}

/** `undefined` where the generation is unknown. `releases` are those that the VM is held against. */
export function startSequence(
  vm: VirtualMachine,
  releases: readonly Release[] = allReleases,
): StartSequence | undefined {
  const generation = generationOf(vm);
  if (generation === undefined) return undefined;
  const devices = devicesInReach(vm, releases);
  const attempts = inOrder(generation === 1 ? triedByBios(vm, devices) : triedByUefi(vm, devices));
  return {
    generation,
    attempts,
    unseenByFirmware: devices.filter(({ controllerType }) => !startsFrom(controllerType, generation)),
    from: attempts.find(({ result }) => result === "starts") ?? attempts.find(({ result }) => result === "may-start"),
    failure: failureOf(vm, generation, devices, releases),
    hasDrivers: hasDrivers(vm),
    staysEmulated: releases.every(isPreRelease),
    unseenByGuest: unseenByGuest(vm, devices),
  };
}

function unseenByGuest(vm: VirtualMachine, devices: readonly Device[]): readonly Device[] {
  if (hasDrivers(vm) !== false) return [];
  return devices.filter(({ controllerType }) => !controllers[controllerType].transports.emulated);
}

interface Candidate {
  readonly source: BootSource;
  readonly device?: Device | undefined;
  readonly isThere: boolean;
  readonly isBoot?: boolean;
}

/** What comes after the boot device is not reached. */
function inOrder(candidates: readonly Candidate[]): readonly BootAttempt[] {
  const boot = candidates.findIndex(({ isBoot }) => isBoot);
  return candidates.map(({ source, device, isThere, isBoot }, index) => {
    if (isBoot) return { source, device, result: "starts" };
    if (!isThere) return { source, device, result: "absent" };
    return { source, device, result: boot >= 0 && index > boot ? "not-reached" : "may-start" };
  });
}

function triedByBios(vm: VirtualMachine, devices: readonly Device[]): readonly Candidate[] {
  const written = vm.startup === undefined || vm.startup === "unknown" ? undefined : vm.startup.classes;
  const classes = written?.map(({ value }) => value) ?? Object.keys(startupClasses);
  const boot = bootDevice(vm, devices);
  const visible = devices.filter(({ controllerType }) => startsFrom(controllerType, 1)).sort(bySlot);
  return classes.flatMap((source): readonly Candidate[] => {
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
        return []; // No class; another rule says so.
    }
  });
}

/** Without a written order the boot device is first, and Hyper-V sets the order of the rest. */
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
    const rest = devices.filter((device) => device !== boot && startsFrom(device.controllerType, 2)).sort(bySlot);
    return [...(boot ? [boot] : []), ...rest].map(ofDevice).concat(network.isThere ? [network] : []);
  }
  return vm.bootOrder.entries.map(({ value }): Candidate => {
    if (value === "network") return network;
    if (value === "file") return { source: "file", isThere: true };
    const device = deviceAt(value, devices);
    return device ? ofDevice(device) : { source: "scsi", isThere: false };
  });
}

/** The first that applies: what the firmware meets first comes first. */
function failureOf(
  vm: VirtualMachine,
  generation: Generation,
  devices: readonly Device[],
  releases: readonly Release[],
): StartFailure | undefined {
  const guest = vm.guest === "unknown" ? undefined : vm.guest;
  if (generation === 2 && guest && guestFacts(guest.value)?.bootsOnGeneration2 === false)
    return { code: "guest-not-on-generation-2", at: guest.range };
  const marked = devices.filter(({ boot }) => boot);
  const unseen = marked.find(({ controllerType }) => !startsFrom(controllerType, generation));
  if (unseen) return { code: "boot-disk-not-on-ide", at: unseen.boot!, device: unseen };
  if (marked[1]) return { code: "several-boot-devices", at: marked[1].boot!, device: marked[1] };
  const disk = bootDisk(vm, devices);
  if (disk && disk.content.kind !== "dvd") {
    const style = disk.content.partitionStyle;
    if (style && style.value !== bootableStyle(generation))
      return { code: "partition-style-not-bootable", at: style.range, device: disk };
    if (releases.every((release) => isPreRelease(release) && isBootDiskNotFirst(vm, disk, release)))
      return { code: "boot-disk-not-first", at: disk.boot ?? disk.slot.range, device: disk };
  }
  if (startsFromNothing(vm)) return { code: "no-boot-disk", at: vm.name?.range ?? vm.statement.keyword };
  const [lost] = generation === 2 ? unseenByGuest(vm, devices) : [];
  return lost && { code: "scsi-without-drivers", at: lost.statement.keyword, device: lost };
}

/** The partition style that the firmware of a generation starts from. */
export function bootableStyle(generation: Generation): "mbr" | "gpt" {
  return generation === 1 ? "mbr" : "gpt";
}
