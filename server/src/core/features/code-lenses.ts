/** The lenses above each VM: how many slots are taken, what limits its busiest disk, and its preview. Titles are computed when they become visible. */

import type { CodeLens, Command } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { oncePerItem } from "../document-item.ts";
import { count } from "../figures.ts";
import { devicesInReach } from "../model/boot.ts";
import { type Device, type DiskLoad, generationOf, slotName, slotTitle, type VirtualMachine } from "../model/layout.ts";
import { unreadSlots, writeSlot } from "../model/slots.ts";
import { startSequence } from "../model/start-sequence.ts";
import { type Definitions, ruleContextOf } from "../rule-context.ts";
import { busyFigures } from "../rules/loaded-disks.ts";
import { type ControllerType, controllers, controllerTypes, hasControllerType } from "../schema/controllers.ts";
import { allReleases } from "../schema/releases.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { kneeUtilization } from "../simulation/stations.ts";
import { type DiskForecast, diskForecast, loadedDisks } from "./disk-forecast.ts";

/** The data to resolve a lens by: the VM of that name that begins at, or nearest to, the item `index`. */
export interface CodeLensData {
  readonly uri: string;
  readonly index: number;
  readonly vm: string;
  readonly kind: "slots" | "bottleneck";
}

/** Of a VM with more loaded disks, only this many are considered. */
const maxForecast = 64;

/** The client's commands for a VM, by lens; their arguments are the layout's URI and the VM's name. */
export interface LensCommands {
  readonly Preview?: string | undefined;
  readonly Export?: string | undefined;
}

/** A lens without a command is left out. */
export function codeLenses(document: HvvmDocument, uri: string, commands: LensCommands): CodeLens[] {
  const definitions = document.definitions;
  return document.items.flatMap(({ start, item }, index) =>
    titled(item).flatMap(({ name: said, loads }): CodeLens[] => {
      const range = document.rangeOf(said.range, start);
      const name = said.value;
      const data = (kind: CodeLensData["kind"]): CodeLensData => ({ uri, index, vm: name, kind });
      const hasLoad = loads.some((load) => busyFigures(load, definitions) !== undefined);
      return [
        { range, data: data("slots") },
        ...(hasLoad ? [{ range, data: data("bottleneck") }] : []),
        ...Object.entries(commands).flatMap(([title, command]) =>
          command === undefined ? [] : [{ range, command: { title, command, arguments: [uri, name] } }],
        ),
      ];
    }),
  );
}

/** The VMs of an item that have a name, with the loads of their disks. */
const titled = oncePerItem(({ layout }) =>
  layout.flatMap((vm) => (vm.kind === "vm" && vm.name ? [{ name: vm.name, loads: vm.devices.flatMap(loadOf) }] : [])),
);

function loadOf({ content }: Device): readonly DiskLoad[] {
  return content.kind !== "dvd" && content.load && content.load !== "unknown" ? [content.load] : [];
}

/**
 * The title and the command of a lens; one that names a disk opens the preview at that disk. `undefined` if its VM no
 * longer exists. Without `previewCommand` a lens does nothing.
 */
export function codeLensCommand(
  document: HvvmDocument,
  data: CodeLensData,
  costs: Costs,
  previewCommand?: string,
): Command | undefined {
  const vm = vmOf(document, data);
  if (!vm) return undefined;
  const definitions = document.definitions;
  if (data.kind === "slots") return { title: slotsTitle(vm, definitions), command: "" };
  const { title, device } = bottleneckOf(vm, document, costs);
  if (!device || previewCommand === undefined) return { title, command: "" };
  return { title, command: previewCommand, arguments: [data.uri, data.vm, slotName(device)] };
}

function vmOf({ items }: HvvmDocument, { index, vm: name }: CodeLensData): VirtualMachine | undefined {
  const named = items.flatMap(({ item }, at) =>
    titled(item).some((vm) => vm.name.value === name) ? [{ at, item }] : [],
  );
  const [nearest] = named.sort((a, b) => Math.abs(a.at - index) - Math.abs(b.at - index));
  return nearest?.item.layout.find((part) => part.kind === "vm" && part.name?.value === name) as
    | VirtualMachine
    | undefined;
}

/** `IDE 2 of 4, SCSI 3 of 256`: counts the slots that every possible release has. */
function slotsTitle(vm: VirtualMachine, definitions: Definitions): string {
  const { releases = allReleases } = ruleContextOf(vm, definitions);
  const known = releases.length > 0 ? releases : allReleases;
  const inReach = devicesInReach(vm, known);
  const ofType = (type: ControllerType) => {
    const read = inReach.filter(({ controllerType }) => controllerType === type).map(({ slot }) => slot.value);
    const taken = new Set([...read, ...unreadSlots(vm, type)].map(writeSlot)).size;
    return `${type} ${taken} of ${controllers[type].controllers * Math.min(...known.map(controllers[type].locations))}`;
  };
  const types = controllerTypes.filter((type) => hasControllerType(type, generationOf(vm)));
  return types.map(ofType).join(", ");
}

interface Bottleneck {
  /** `SCSI 0:1: 198 IOPS, limited by disk D: on hv01`. */
  readonly title: string;
  /** `undefined` if no disk carries a load that can be forecast. */
  readonly device?: Device;
  /** Whether the title has figures. */
  readonly isTold?: boolean;
}

/** The bottleneck of the busiest disk. */
export function bottleneckOf(vm: VirtualMachine, document: HvvmDocument, costs: Costs): Bottleneck {
  const loaded = loadedDisks(vm, document.definitions);
  const expected = loaded.slice(0, maxForecast).flatMap((device) => diskForecast(device, vm, document, costs) ?? []);
  const busiest = expected.filter(({ prediction }) => !prediction.limitation).sort(byBusyness)[0];
  if (!busiest) {
    const [untold] = expected;
    return untold
      ? { title: "Only a simulation can tell what limits it", device: untold.device }
      : { title: "No forecast" };
  }
  const { device, prediction, bottleneck } = busiest;
  const rest = loaded.length > maxForecast ? ` (of its first ${maxForecast} loaded disks)` : "";
  const started = startSequence(vm, ruleContextOf(vm, document.definitions).releases)?.failure ? " if it started" : "";
  const title = `${slotTitle(device)}: ${count(prediction.throughputIops)} IOPS${started}, ${partText(busiest)} ${withoutIcons(bottleneck)}${rest}`;
  return { title, device, isTold: true };
}

/** Below the knee nothing is near its limit, and a load with a rate that is served is not held back by what it keeps busy. */
function partText({ prediction: { bottleneck, saturated }, disk: { load } }: DiskForecast): string {
  if (bottleneck.utilization < kneeUtilization) return "most of the time in";
  return load.rate === undefined || saturated ? "limited by" : "busiest part:";
}

/** Editors draw an icon for `$(name)` in a title; a name of the file must stay text. */
function withoutIcons(text: string): string {
  return text.replaceAll("$(", "$\u200b(");
}

/** The disk whose bottleneck is busiest; among equals, the one with the longest response time. */
function byBusyness({ prediction: a }: DiskForecast, { prediction: b }: DiskForecast): number {
  return b.bottleneck.utilization - a.bottleneck.utilization || b.responseTimeUs - a.responseTimeUs;
}
