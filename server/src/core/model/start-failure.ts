/** What keeps a VM from starting, identified by the rule that reports it. */
import { controllers, type Generation, startsFrom } from "../schema/controllers.ts";
import { guestFacts } from "../schema/guests.ts";
import { isPreRelease, type Release } from "../schema/releases.ts";
import type { Range } from "../syntax/tree.ts";
import { certainBootDisk, isBootDiskNotFirst, startsFromNothing } from "./boot.ts";
import { hasDrivers } from "./drivers.ts";
import type { Device, VirtualMachine } from "./layout.ts";

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
  /** The text to edit, relative to the VM's item. */
  readonly at: Range;
  readonly device?: Device | undefined;
}

/** The first that applies, in the order in which the firmware would encounter them. */
export function startFailure(
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
  const disk = certainBootDisk(vm, devices);
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

/** The devices that a guest without VMBus drivers does not see. */
export function unseenByGuest(vm: VirtualMachine, devices: readonly Device[]): readonly Device[] {
  if (hasDrivers(vm) !== false) return [];
  return devices.filter(({ controllerType }) => !controllers[controllerType].transports.emulated);
}

/** The partition style that the firmware of a generation starts from. */
export function bootableStyle(generation: Generation): "mbr" | "gpt" {
  return generation === 1 ? "mbr" : "gpt";
}
