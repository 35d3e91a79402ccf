/** Writes an estate as a layout. What a layout cannot say, and what the inventory does not list, becomes a comment. */
import type { Notation } from "../../model/source-file.ts";
import { formatName, formatSize, formatText } from "../../schema/format.ts";
import { type CommentedStatement, writeStatements } from "./commented-statement.ts";
import {
  type DiskFacts,
  type Estate,
  type EstateDevice,
  type EstateDisk,
  type EstateHost,
  type EstateVm,
  slotTitle,
} from "./estate.ts";

/** `from` names the inventories. */
export function estateLayout(estate: Estate, from: readonly string[], notation: Notation): string {
  const statements = [...estate.hosts.map(hostStatement), ...estate.vms.map(vmStatement)];
  return writeStatements(headerOf(estate, from), statements, notation);
}

function headerOf({ hosts, vms, remarks }: Estate, from: readonly string[]): readonly string[] {
  const unknown = [
    ...(hosts.some(({ release }) => release) ? [] : ["the release of the hosts (platform)"]),
    ...(hosts.some(({ volumes }) => volumes) ? [] : ["the hosts' volumes"]),
    "guest systems",
    "loads",
  ];
  return [
    `Imported from ${from.join(", ")}: ${count(hosts.length, "host")}, ${count(vms.length, "VM")}.`,
    `Not in the inventory: ${unknown.join(", ")}.`,
    ...remarks,
  ].map(oneLine);
}

function hostStatement(host: EstateHost): CommentedStatement {
  const comments = [...host.remarks];
  if (host.cluster !== undefined) comments.push(`It belongs to the cluster ${formatText(host.cluster)}.`);
  if (host.processors !== undefined) comments.push(`It has ${count(host.processors, "logical processor")}.`);
  const children: CommentedStatement[] = [];
  if (host.release) children.push({ comments: [], text: `platform ${host.release}` });
  for (const { prefix, media, capacityBytes } of host.volumes ?? []) {
    const capacity = capacityBytes === undefined ? "" : ` ${formatSize(capacityBytes)}`;
    if (media) children.push({ comments: [], text: `volume ${formatText(prefix)} ${media}${capacity}` });
    else
      comments.push(
        `Of the volume ${formatText(prefix)} (${capacity.trim() || "size unknown"}) the medium is not known: volume ${formatText(prefix)} MEDIA${capacity}`,
      );
  }
  for (const { number, media, capacityBytes } of host.physicalDisks) {
    const capacity = capacityBytes === undefined ? "" : ` ${formatSize(capacityBytes)}`;
    if (media) children.push({ comments: [], text: `physical ${number} ${media}${capacity}` });
    else comments.push(`Of its disk ${number} the medium is not known: physical ${number} MEDIA${capacity}`);
  }
  return { comments: comments.map(oneLine), text: `host ${formatName(host.name)}`, children };
}

export function vmStatement(vm: EstateVm): CommentedStatement {
  const children: CommentedStatement[] = [];
  const add = (text: string, comments: readonly string[] = []) =>
    children.push({ comments: comments.map(oneLine), text });
  if (vm.host !== undefined) add(`on ${formatName(vm.host)}`);
  if (vm.generation !== undefined) add(`generation ${vm.generation}`);
  if (isProcessorCount(vm.processors)) add(`processors ${vm.processors}`);
  if (vm.startup && !isDefaultStartup(vm.startup)) add(`startup ${vm.startup.join(" ")}`);
  for (const device of vm.devices) add(deviceText(device), device.remarks);
  for (const [controller, comment] of emptyControllers(vm)) add(`scsi ${controller}`, comment);
  if (vm.floppy?.file !== undefined) add(`floppy ${formatText(vm.floppy.file)}`);
  for (const { isLegacy, switchName } of vm.adapters ?? [])
    add(`network${isLegacy ? " legacy" : ""}${switchName === undefined ? "" : ` ${formatText(switchName)}`}`);
  return { comments: vmComments(vm).map(oneLine), text: `vm ${formatName(vm.name)}`, children };
}

function vmComments(vm: EstateVm): readonly string[] {
  const unknown = vm.devices.filter(({ content }) => content.kind === "disk" && content.facts.type === undefined);
  const order = vm.bootOrder?.map((entry) => (entry.includes(":") ? `SCSI ${entry}` : entry));
  return [
    ...vm.remarks,
    ...(vm.generation === undefined ? ["Its generation is not listed; a layout without one means generation 1."] : []),
    ...(vm.processors === undefined || isProcessorCount(vm.processors)
      ? []
      : [`It has ${vm.processors} processors, which no VM can have.`]),
    ...(unknown.length > 0
      ? [`Type and size are not known of ${unknown.map(slotTitle).join(", ")}; the collector and Get-VHD read them.`]
      : []),
    ...(order && order.length > 0 ? [`It starts from ${order.join(", then ")}.`] : []),
    ...(vm.listsDisks ? [] : ["Its hard disks are not listed."]),
  ];
}

function isProcessorCount(count: number | undefined): boolean {
  return count !== undefined && count >= 1 && count <= 2048;
}

const defaultStartup = "cd ide legacy-network floppy";

export function isDefaultStartup(startup: readonly string[]): boolean {
  return startup.join(" ") === defaultStartup;
}

/** SCSI controllers without a device: those that are listed, and those below the highest that is used. */
function emptyControllers({ devices, controllers }: EstateVm): ReadonlyMap<number, readonly string[]> {
  const used = new Set(
    devices.flatMap(({ controllerType, controller }) => (controllerType === "SCSI" ? [controller] : [])),
  );
  const empty = new Map<number, readonly string[]>();
  const highest = Math.min(Math.max(-1, ...used), maxControllers);
  for (let controller = 0; controller < highest; controller++) {
    if (!used.has(controller) && !controllers?.includes(controller))
      empty.set(controller, [
        "The inventory does not list this controller; numbers run on without gaps, so it is there.",
      ]);
  }
  for (const controller of controllers ?? []) if (!used.has(controller)) empty.set(controller, []);
  return new Map([...empty].sort(([a], [b]) => a - b));
}

/** Beyond what any host has: a larger number is a fault of the inventory, and not filled up to. */
const maxControllers = 64;

/** The statement of a device, without comments. */
export function deviceText(device: EstateDevice): string {
  const { controllerType, controller, location, content } = device;
  const slot = `${controllerType.toLowerCase()} ${controller}:${location}`;
  switch (content.kind) {
    case "physical-disk":
      return `${slot} disk physical ${content.number}`;
    case "dvd":
      if (content.drive !== undefined) return `${slot} dvd physical ${formatText(content.drive)}`;
      return `${slot} dvd ${content.iso === undefined ? "empty" : formatText(content.iso)}`;
    case "disk":
      return `${slot} disk ${diskText(content)}`;
  }
}

function diskText({ file, facts, isShared, minimumIops, maximumIops }: EstateDisk): string {
  const { type, sizeBytes } = facts;
  const options = [
    ...(type ? [type] : []),
    ...(sizeBytes !== undefined && type !== "differencing" ? [formatSize(sizeBytes)] : []),
    ...(isShared ? ["shared"] : []),
  ];
  const block = [
    ...(facts.parents && facts.parents.length > 0 ? [parentText(facts.parents)] : []),
    ...(isUsualBlockSize(file, facts) ? [] : [`block-size ${formatSize(facts.blockSizeBytes!)}`]),
    ...(facts.sectorSizeBytes === 4096 && type !== "differencing" ? ["sector-size 4096"] : []),
    ...(minimumIops ? [`minimum-iops ${minimumIops}`] : []),
    ...(maximumIops ? [`maximum-iops ${maximumIops}`] : []),
  ];
  return [formatText(file), ...options, ...(block.length > 0 ? [`{ ${block.join("; ")} }`] : [])].join(" ");
}

function parentText(parents: readonly string[]): string {
  return parents.reduceRight((inner, file) => `parent ${formatText(file)}${inner === "" ? "" : ` { ${inner} }`}`, "");
}

/** The block size that New-VHD gives, or none because the disk has no blocks. */
export function isUsualBlockSize(file: string, { type, blockSizeBytes }: DiskFacts): boolean {
  if (blockSizeBytes === undefined || type === "fixed") return true;
  const isVhdx = /\.vhdx$/i.test(file);
  return blockSizeBytes === (isVhdx && type !== "differencing" ? 32 : 2) * 2 ** 20;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A comment ends with its line, so it has no line break, whatever a name has. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
