/** The contents of a layout, regardless of positions, order, case, defaults and anything that a host cannot know. */
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import {
  type Device,
  effectiveType,
  generationOf,
  known,
  type LayoutItem,
  parentsOf,
  slotName,
  type VirtualMachine,
} from "../../server/src/core/model/layout.ts";
import { problemsOfJson, problemsOfNative } from "../support/notations.ts";

/** What a source can contain besides slots, files and generation. */
export interface SourceContents {
  readonly hosts: boolean;
  readonly processors: boolean;
  /** `usual slots`: on IDE in generation 1, on SCSI in generation 2. */
  readonly dvds: boolean | "usual slots";
  readonly emptyControllers: boolean;
  readonly physicalDisks: boolean;
  readonly floppies: boolean;
  readonly adapters: boolean;
  readonly startup: boolean;
  /** Type, size and parents of virtual disk files. */
  readonly files: boolean;
  /** Parents of parents. */
  readonly grandparents: boolean;
  readonly blockSizes: boolean;
  readonly sectorSizes: boolean;
  readonly options: boolean;
}

export const everything: SourceContents = {
  hosts: true,
  processors: true,
  dvds: true,
  emptyControllers: true,
  physicalDisks: true,
  floppies: true,
  adapters: true,
  startup: true,
  files: true,
  grandparents: true,
  blockSizes: true,
  sectorSizes: true,
  options: true,
};

export function layoutOf(text: string, notation: Notation = "hvvm"): readonly LayoutItem[] {
  return HvvmDocument.read(text, notation).items.flatMap(({ item }) => item.layout);
}

/** Problems of the syntax group; empty for a text that can be parsed. */
export function syntaxProblems(text: string, notation: Notation = "hvvm"): readonly unknown[] {
  return notation === "hvvm" ? problemsOfNative(text) : problemsOfJson(text);
}

export function essence(items: readonly LayoutItem[], contents: SourceContents = everything): unknown {
  const vms = items.filter((item): item is VirtualMachine => item.kind === "vm");
  return vms.map((vm) => vmEssence(vm, contents)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function vmEssence(vm: VirtualMachine, contents: SourceContents) {
  const devices = vm.devices
    .filter(
      (device) =>
        device.content.kind !== "dvd" || contents.dvds === true || (contents.dvds && isUsual(device, generationOf(vm))),
    )
    .filter(({ content }) => contents.physicalDisks || content.kind !== "physical-disk");
  const used = devices
    .filter((device) => device.controllerType === "SCSI")
    .map((device) => device.slot.value.controller);
  const count =
    Math.max(-1, ...used, ...(contents.emptyControllers ? vm.controllers.map(({ value }) => value) : [])) + 1;
  return {
    name: vm.name!.value.toLowerCase(),
    generation: generationOf(vm),
    devices: Object.fromEntries(
      devices.map((device) => [slotName(device), contentEssence(device, contents)] as const).sort(),
    ),
    scsiControllers: count,
    ...(contents.hosts ? { on: known(vm.on)?.toLowerCase() } : {}),
    ...(contents.processors ? { processors: known(vm.processors) ?? 1 } : {}),
    ...(contents.floppies ? { floppy: vm.floppy?.file?.value.key } : {}),
    ...(contents.adapters
      ? { adapters: vm.adapters.map(({ legacy, switchName }) => [legacy !== undefined, switchName?.value ?? null]) }
      : {}),
    ...(contents.startup ? { startup: startupOf(vm), bootOrder: bootOrderOf(vm) } : {}),
  };
}

function bootOrderOf({ bootOrder }: VirtualMachine): readonly string[] | undefined {
  if (!bootOrder || bootOrder === "unknown") return undefined;
  return bootOrder.entries.map(({ value }) =>
    typeof value === "string" ? value : `${value.controller}:${value.location}`,
  );
}

function isUsual({ controllerType }: Device, generation: 1 | 2 | undefined): boolean {
  return controllerType === (generation === 1 ? "IDE" : "SCSI");
}

function startupOf({ startup }: VirtualMachine): string | undefined {
  if (startup === "unknown") return undefined;
  return startup?.entries.map(({ value }) => value).join(" ") ?? "cd ide legacy-network floppy";
}

function contentEssence({ content }: Device, contents: SourceContents): unknown {
  if (content.kind === "dvd") return { iso: content.iso?.value.key, drive: content.drive?.value };
  if (content.kind === "physical-disk") return { physical: content.number.value };
  const type = effectiveType(content);
  const isUsual = content.file.value.extension === ".vhdx" && type !== "differencing" ? 2 ** 25 : 2 ** 21;
  const blockSize = content.blockSizeBytes?.value;
  return {
    file: content.file.value.key,
    ...(contents.files
      ? {
          type,
          size: type === "differencing" ? undefined : content.sizeBytes?.value,
          parents: parentsOf(content)
            .slice(0, contents.grandparents ? undefined : 1)
            .map(({ file }) => file.value.key),
        }
      : {}),
    ...(contents.blockSizes && type !== "fixed" && blockSize !== isUsual ? { blockSize } : {}),
    ...(contents.sectorSizes && content.sectorSizeBytes?.value === 4096 ? { sectorSize: 4096 } : {}),
    ...(contents.options
      ? {
          shared: content.shared !== undefined,
          minimumIops: content.minimumIops?.value || undefined,
          maximumIops: content.maximumIops?.value || undefined,
        }
      : {}),
  };
}
