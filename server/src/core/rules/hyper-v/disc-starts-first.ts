import { bootOrderOf, bySlot, certainBootDisk, deviceAt, startupOf } from "../../model/boot.ts";
import { type Device, generationOf, slotTitle, type VirtualMachine } from "../../model/layout.ts";
import { contentTitle } from "../../model/slots.ts";
import { startsFrom } from "../../schema/controllers.ts";
import { pages } from "../../schema/hyper-v-limits.ts";
import type { Range } from "../../syntax/tree.ts";
import { devicesOf } from "../files-of.ts";
import { defineRule } from "../rule.ts";

/** A disc that is tried before the boot disk starts its installer again. */
export const discStartsFirst = defineRule({
  code: "disc-starts-first",
  severity: "information",
  link: pages.setVmBios,
  why: "The VM starts from the first device in its order that can be started. An installation disc that comes before the boot disk starts every time, even after the system is installed. Many installers then wait for a key; some install again.",
  bad: String.raw`
vm web01 {
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 1:0 dvd "C:\ISO\installer.iso"
  ^^^
}`,
  good: String.raw`
vm web01 {
  startup ide cd legacy-network floppy
  ide 0:0 disk "C:\VMs\web01\os.vhdx" boot
  ide 1:0 dvd "C:\ISO\installer.iso"
}`,
  scope: "vm",
  check(context, report) {
    const { vm } = context;
    const devices = devicesOf(context);
    const disk = certainBootDisk(vm, devices);
    const generation = generationOf(vm);
    if (!disk || generation === undefined || !startsFrom(disk.controllerType, generation)) return;
    // A second device in the slot of the boot disk is reported by another rule.
    const isElsewhere = (device: Device) => device.controllerType !== disk.controllerType || bySlot(device, disk) !== 0;
    const others = devices.filter((device) => device === disk || isElsewhere(device));
    const first = (generation === 1 ? triedByBios(vm, others) : triedByFirmware(vm, others, disk))[0];
    if (!first) return;
    const order = generation === 1 ? 'put "ide" first in "startup"' : "list the disk first";
    const message = `The start-up order tries ${first.title} before the boot disk at ${slotTitle(disk)}, so the installer may start again. Empty the drive once the system is installed, or ${order}.`;
    report({ at: first.at, message });
  },
});

interface Tried {
  readonly title: string;
  readonly at: Range;
}

/** Discs and the floppy of the classes before `ide`. */
function triedByBios(vm: VirtualMachine, devices: readonly Device[]): readonly Tried[] {
  if (vm.startup === "unknown" || (!vm.startup && vm.mayBeIncomplete)) return [];
  const classes = startupOf(vm);
  const before = classes.slice(0, Math.max(0, classes.indexOf("ide")));
  return before.flatMap((startupClass): readonly Tried[] => {
    if (startupClass === "floppy" && vm.floppy?.file) {
      return [{ title: `the floppy "${vm.floppy.file.value.text}"`, at: vm.floppy.keyword }];
    }
    if (startupClass !== "cd") return [];
    return devices
      .filter((device) => startsFrom(device.controllerType, 1) && isInstaller(device))
      .sort(bySlot)
      .map(tried);
  });
}

/** Discs before the boot disk in a written order. If the disk is marked, another rule reports that it is not first. */
function triedByFirmware(vm: VirtualMachine, devices: readonly Device[], disk: Device): readonly Tried[] {
  if (disk.boot) return [];
  const listed = bootOrderOf(vm).map(({ value }) => deviceAt(value, devices));
  const at = listed.indexOf(disk);
  return listed
    .slice(0, at < 0 ? listed.length : at)
    .flatMap((device) => (device && isInstaller(device) ? [tried(device)] : []));
}

function isInstaller({ content, boot }: Device): boolean {
  return content.kind === "dvd" && content.iso !== undefined && !boot;
}

function tried(device: Device): Tried {
  return { title: `${slotTitle(device)} with ${contentTitle(device)}`, at: device.statement.keyword };
}
