/** Shows what the text implies, after the words that imply it: the I/O path of a slot, a disk's type, the figures of a load. */
import { type InlayHint, InlayHintKind } from "vscode-languageserver-types";
import type { HvvmDocument, PositionRange } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import { simulatedRelease } from "../forecast/forecast.ts";
import { transportOf } from "../model/drivers.ts";
import { type Device, type DiskLoad, effectiveType, type VirtualMachine } from "../model/layout.ts";
import { type Definitions, ruleContextOf } from "../rule-context.ts";
import { busyLoadOf } from "../rules/loaded-disks.ts";
import type { Transport } from "../schema/controllers.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { Placed } from "../syntax/tree.ts";
import { diskForecast, figures } from "./disk-forecast.ts";
import type { InlayHintSettings } from "./editor-settings.ts";

/** At most this many disks are forecast for one request; each takes some milliseconds if its queue is deep. */
export const maxForecast = 100;

/** The hints in the range. A hint's `data` is the position whose hover becomes its tooltip. */
export function inlayHints(
  document: HvvmDocument,
  range: PositionRange,
  settings: InlayHintSettings,
  costs: Costs,
): InlayHint[] {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const definitions = document.definitions;
  const hints: InlayHint[] = [];
  let forecasts = 0;
  for (let index = Math.max(0, document.itemIndexBefore(start + 1)); index < document.items.length; index++) {
    const placed = document.items[index]!;
    if (placed.start > end) break;
    for (const { device, vm } of devicesIn(placed, start, end)) {
      const hint = hintsFor(document, placed, device);
      if (settings.transport) hints.push(...transportHint(device, vm, definitions, hint));
      if (settings.type) hints.push(...typeHint(device, hint));
      if (!settings.throughput || forecasts >= maxForecast) continue;
      const throughput = throughputHint(device, vm, document, costs, hint);
      forecasts += throughput.length;
      hints.push(...throughput);
    }
  }
  return hints.filter(({ position }) => isWithin(document.offsetAt(position), start, end));
}

function isWithin(offset: number, start: number, end: number): boolean {
  return offset >= start && offset <= end;
}

/** The devices whose line or block touches the range. */
function devicesIn({ start: base, item }: Placed<DocumentItem>, start: number, end: number) {
  return item.layout.flatMap((vm) => {
    if (vm.kind !== "vm") return [];
    const touched = vm.devices.filter(
      ({ statement: { range } }) => base + range.start <= end && base + range.end >= start,
    );
    return touched.map((device) => ({ device, vm }));
  });
}

type MakeHint = (label: string, offset: number) => InlayHint;

function hintsFor(document: HvvmDocument, placed: Placed<DocumentItem>, device: Device): MakeHint {
  const explained = document.positionAt(placed.start + device.statement.keyword.start);
  return (label, offset) => ({
    position: document.positionAt(placed.start + offset),
    label,
    kind: InlayHintKind.Type,
    paddingLeft: true,
    data: explained,
  });
}

const transportNames: Readonly<Record<Transport, string>> = {
  "ide-emulated": "emulated",
  "ide-enlightened": "enlightened",
  "scsi-synthetic": "synthetic",
};

function transportHint(device: Device, vm: VirtualMachine, definitions: Definitions, hint: MakeHint): InlayHint[] {
  const transport = transportOf(device, vm, simulatedRelease(ruleContextOf(vm, definitions)));
  return transport ? [hint(transportNames[transport], device.slot.range.end)] : [];
}

/** The default type of a disk without one. */
function typeHint({ content }: Device, hint: MakeHint): InlayHint[] {
  if (content.kind !== "disk" || content.type) return [];
  const type = effectiveType(content);
  return type ? [hint(type, content.file.range.end)] : [];
}

function throughputHint(
  device: Device,
  vm: VirtualMachine,
  document: HvvmDocument,
  costs: Costs,
  hint: MakeHint,
): InlayHint[] {
  const { content } = device;
  if (content.kind === "dvd" || !content.load || content.load === "unknown") return [];
  if (!busyLoadOf(device, ruleContextOf(vm, document.definitions))) return [];
  const expected = diskForecast(device, vm, document, costs);
  // If only a simulation can tell, no figure is shown.
  if (!expected || expected.prediction.limitation) return [];
  const text = figures(expected.prediction);
  return [hint(expected.prediction.saturated ? `overloaded: ${text}` : text, endOfLoad(content.load))];
}

/** After the load's name, or after the word `load` if the load is defined there. */
function endOfLoad(load: DiskLoad): number {
  return "name" in load ? load.name.range.end : load.keyword.end;
}
