/**
 * Compares the slots of a VM on both sides. A disk is followed to where it is, so that a moved one is not reported as
 * missing and extra.
 */

import { group } from "d3-array";
import { upperFirst } from "../../model/expectation.ts";
import { type Device, generationOf, slotName, type VirtualMachine } from "../../model/layout.ts";
import { contentTitle, vmSlotTitle } from "../../model/slots.ts";
import { parseWindowsPath } from "../../model/windows-path.ts";
import type { VmSlot } from "../../schema/controllers.ts";
import type { EstateDevice, EstateVm } from "../inventory/estate.ts";
import { compareDisk } from "./compare-disk.ts";
import type { Report } from "./difference.ts";
import { identityOf } from "./disk-identity.ts";

/** Where another VM than `vm` has the disk of a device of the layout, which that other VM does not have in the layout. */
export type FileElsewhere = (
  device: Device,
  vm: EstateVm,
) => { readonly vm: EstateVm; readonly device: EstateDevice } | undefined;

export function compareDevices(vm: VirtualMachine, host: EstateVm, elsewhere: FileElsewhere, report: Report): void {
  if (host.generation !== undefined && generationOf(vm) !== host.generation) return;
  const isListed = ({ kind }: { readonly kind: string }) => (kind === "dvd" ? host.listsDvds : host.listsDisks);
  const wanted = vm.devices.filter(({ content }) => isListed(content));
  const rest = new RestOfHost(host.devices.filter(({ content }) => isListed(content)));
  const unnumbered = new Set(host.unnumberedDisks.map(keyOf));
  const open: Device[] = [];
  for (const device of wanted) {
    // Which disk of the host it is, the inventory does not say.
    if (device.content.kind === "physical-disk" && unnumbered.has(slotName(device))) continue;
    const there = rest.at(slotName(device));
    if (!there || thing(device.content) !== thing(there.content)) {
      open.push(device);
      continue;
    }
    rest.take(there);
    compareDisks(device, there, report);
  }
  const missing = open.filter((device) => !findMoved(device, rest, host, elsewhere, report));
  const slotsOfHost = new Map(host.devices.map((device) => [keyOf(device), device]));
  for (const device of missing) {
    const slot = slotName(device);
    const there = rest.at(slot);
    const title = contentTitle(device);
    if (there) {
      rest.take(there);
      const message = `${vmSlotTitle(there)} holds ${estateTitle(there)} on the host, not ${title}.`;
      report("device-differs", message, contentRange(device), slot, there);
    } else if (unnumbered.has(slot)) {
      const message = `${slot.toUpperCase()} holds a disk of the host, not ${title}.`;
      report("device-differs", message, contentRange(device), slot);
    } else {
      // A device that moved there is reported as moved.
      const moved = slotsOfHost.get(slot);
      const message = moved
        ? `${upperFirst(title)} is missing on the host; ${slot.toUpperCase()} holds ${estateTitle(moved)} there.`
        : `${slot.toUpperCase()} is empty on the host; the layout has ${title} there.`;
      report("device-missing", message, device.slot.range, slot);
    }
  }
  const slotsOfLayout = new Set(vm.devices.map(slotName));
  for (const [slot, device] of rest.bySlot) {
    const state = slotsOfLayout.has(slot) ? ", which the layout does not have" : " and is empty in the layout";
    const message = `${vmSlotTitle(device)} holds ${estateTitle(device)} on the host${state}.`;
    report("device-extra", message, vm.name!.range, slot, device);
  }
}

/** Reports a device that is in another slot of this VM, or in another VM. */
function findMoved(
  device: Device,
  rest: RestOfHost,
  host: EstateVm,
  elsewhere: FileElsewhere,
  report: Report,
): boolean {
  const slot = slotName(device);
  const here = rest.firstThatIs(thing(device.content));
  const title = contentTitle(device);
  if (here) {
    rest.take(here);
    report(
      "device-moved",
      `${upperFirst(title)} is at ${vmSlotTitle(here)} on the host, not at ${slot.toUpperCase()}.`,
      device.slot.range,
      slot,
      here,
    );
    compareDisks(device, here, report);
    return true;
  }
  const away = elsewhere(device, host);
  if (!away) return false;
  const message = `${upperFirst(title)} is at ${vmSlotTitle(away.device)} of "${away.vm.name}" on the host, not at ${slot.toUpperCase()} of this VM.`;
  report("device-moved", message, device.slot.range, slot);
  return true;
}

function compareDisks(device: Device, there: EstateDevice, report: Report): void {
  if (device.content.kind === "disk" && there.content.kind === "disk")
    compareDisk(device, device.content, there, there.content, report);
}

/** The devices of the VM on the host that have not been matched with a device of the layout. */
class RestOfHost {
  readonly bySlot: Map<string, EstateDevice>;
  /** In each list the first device is last; those that are matched are removed when they come up. */
  private readonly byThing: ReadonlyMap<string, EstateDevice[]>;

  constructor(devices: readonly EstateDevice[]) {
    this.bySlot = new Map(devices.map((device) => [keyOf(device), device]));
    this.byThing = group([...this.bySlot.values()].reverse(), ({ content }) => thing(content));
  }

  at(slot: string): EstateDevice | undefined {
    return this.bySlot.get(slot);
  }

  firstThatIs(wanted: string): EstateDevice | undefined {
    const found = this.byThing.get(wanted) ?? [];
    while (found.length > 0 && !this.bySlot.has(keyOf(found.at(-1)!))) found.pop();
    return found.at(-1);
  }

  take(device: EstateDevice): void {
    this.bySlot.delete(keyOf(device));
  }
}

/** The content of a slot. Discs are changed often, so all DVD drives are alike, except for a drive of the host. */
function thing(content: Device["content"] | EstateDevice["content"]): string {
  if (content.kind === "dvd") return content.drive === undefined ? "dvd" : "dvd of the host";
  return `${content.kind} ${identityOf(content)}`;
}

/** In the form of `slotName`. */
function keyOf({ controllerType, controller, location }: VmSlot): string {
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
