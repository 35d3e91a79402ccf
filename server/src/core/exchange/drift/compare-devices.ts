/** The slots of a VM on both sides. A disk is followed to where it is, so that a moved one is not missing and extra. */

import { upperFirst } from "../../model/expectation.ts";
import { type Device, generationOf, slotName, type VirtualMachine } from "../../model/layout.ts";
import { contentTitle } from "../../model/slots.ts";
import { parseWindowsPath } from "../../model/windows-path.ts";
import { type EstateDevice, type EstateVm, slotTitle } from "../inventory/estate.ts";
import { compareDisk } from "./compare-disk.ts";
import type { Report } from "./difference.ts";
import { identityOf } from "./disk-identity.ts";

/** Where another VM than `vm` has the disk of a device of the layout attached. */
export type FileElsewhere = (
  device: Device,
  vm: EstateVm,
) => { readonly vm: EstateVm; readonly device: EstateDevice } | undefined;

export function compareDevices(vm: VirtualMachine, host: EstateVm, elsewhere: FileElsewhere, report: Report): void {
  if (host.generation !== undefined && generationOf(vm) !== host.generation) return;
  const isListed = ({ kind }: { readonly kind: string }) => (kind === "dvd" ? host.listsDvds : host.listsDisks);
  const wanted = vm.devices.filter(({ content }) => isListed(content));
  const rest = new Map(
    host.devices.filter(({ content }) => isListed(content)).map((device) => [keyOf(device), device]),
  );
  const open: Device[] = [];
  for (const device of wanted) {
    const there = rest.get(slotName(device));
    if (!there || !isSame(device, there)) {
      open.push(device);
      continue;
    }
    rest.delete(keyOf(there));
    if (device.content.kind === "disk" && there.content.kind === "disk")
      compareDisk(device, device.content, there, there.content, report);
  }
  const missing = open.filter((device) => !findMoved(device, rest, host, elsewhere, report));
  for (const device of missing) {
    const slot = slotName(device);
    const there = rest.get(slot);
    const title = contentTitle(device);
    if (there) {
      rest.delete(slot);
      const message = `${slotTitle(there)} holds ${estateTitle(there)} on the host, not ${title}.`;
      report("device-differs", message, contentRange(device), slot, there);
    } else {
      // A device that moved there is reported as such.
      const moved = host.devices.find((other) => keyOf(other) === slot);
      const message = moved
        ? `${upperFirst(title)} is missing on the host; ${slot.toUpperCase()} holds ${estateTitle(moved)} there.`
        : `${slot.toUpperCase()} is empty on the host; the layout has ${title} there.`;
      report("device-missing", message, device.slot.range, slot);
    }
  }
  for (const [slot, device] of rest) {
    const isEmpty = !vm.devices.some((other) => slotName(other) === slot);
    const state = isEmpty ? " and is empty in the layout" : ", which the layout does not have";
    const message = `${slotTitle(device)} holds ${estateTitle(device)} on the host${state}.`;
    report("device-extra", message, vm.name!.range, slot, device);
  }
}

/** Reports a device that is elsewhere, in this VM or in another. */
function findMoved(
  device: Device,
  rest: Map<string, EstateDevice>,
  host: EstateVm,
  elsewhere: FileElsewhere,
  report: Report,
): boolean {
  const slot = slotName(device);
  const here = [...rest.values()].find((other) => keyOf(other) !== slot && isSame(device, other));
  const title = contentTitle(device);
  if (here) {
    rest.delete(keyOf(here));
    report(
      "device-moved",
      `${upperFirst(title)} is at ${slotTitle(here)} on the host, not at ${slot.toUpperCase()}.`,
      device.slot.range,
      slot,
      here,
    );
    if (device.content.kind === "disk" && here.content.kind === "disk")
      compareDisk(device, device.content, here, here.content, report);
    return true;
  }
  const away = elsewhere(device, host);
  if (!away) return false;
  const message = `${upperFirst(title)} is at ${slotTitle(away.device)} of "${away.vm.name}" on the host, not at ${slot.toUpperCase()} of this VM.`;
  report("device-moved", message, device.slot.range, slot);
  return true;
}

/** Discs come and go, so DVD drives are alike; a drive of the host is another one. */
function isSame({ content }: Device, { content: there }: EstateDevice): boolean {
  if (content.kind === "dvd")
    return there.kind === "dvd" && (content.drive === undefined) === (there.drive === undefined);
  return content.kind === there.kind && identityOf(content) === identityOf(there);
}

/** As `slotName` writes the slot. */
function keyOf({ controllerType, controller, location }: EstateDevice): string {
  return `${controllerType.toLowerCase()} ${controller}:${location}`;
}

export function estateTitle({ content }: EstateDevice): string {
  if (content.kind === "disk") return `"${parseWindowsPath(content.file).text}"`;
  if (content.kind === "physical-disk") return `physical disk ${content.number}`;
  if (content.iso !== undefined) return `"${content.iso}"`;
  return content.drive === undefined ? "an empty DVD drive" : `the optical drive "${content.drive}"`;
}

function contentRange({ content, slot }: Device) {
  if (content.kind === "disk") return content.file.range;
  if (content.kind === "physical-disk") return content.number.range;
  return content.iso?.range ?? slot.range;
}
