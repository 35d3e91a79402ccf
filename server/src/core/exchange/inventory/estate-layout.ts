/**
 * Writes an estate as a layout. What a layout cannot express, and what the inventory does not list, becomes a comment.
 */
import { exactly } from "../../figures.ts";
import { vmSlotTitle } from "../../model/slots.ts";
import type { Notation } from "../../model/source-file.ts";
import { isSharedByHosts, parseWindowsPath } from "../../model/windows-path.ts";
import { formatName, formatSize, formatText } from "../../schema/format.ts";
import { defaultStartup } from "../../schema/statements/vm.ts";
import { type CommentedStatement, writeStatements } from "./commented-statement.ts";
import type {
  DiskFacts,
  Estate,
  EstateAdapter,
  EstateDevice,
  EstateDisk,
  EstateHost,
  EstateVm,
  EstateVolume,
} from "./estate.ts";

/** `from` lists the names of the inventories. */
export function estateLayout(estate: Estate, from: readonly string[], notation: Notation): string {
  const statements = [
    ...clusterStatements(estate.hosts),
    ...estate.hosts.map(hostStatement),
    ...estate.vms.map(vmStatement),
  ];
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
    `Imported from ${from.join(", ")}: ${exactly(hosts.length, "host")}, ${exactly(vms.length, "VM")}.`,
    `Not in the inventory: ${unknown.join(", ")}.`,
    ...remarks,
  ].map(oneLine);
}

/** A cluster for each cluster name of a host, with the volumes that all its hosts have. */
function clusterStatements(hosts: readonly EstateHost[]): readonly CommentedStatement[] {
  const byKey = new Map<string, { readonly name: string; readonly volumes: Map<string, EstateVolume> }>();
  for (const { cluster, volumes } of hosts) {
    if (cluster === undefined) continue;
    const key = cluster.toLowerCase();
    const known = byKey.get(key) ?? { name: cluster, volumes: new Map() };
    byKey.set(key, known);
    for (const volume of volumes ?? [])
      if (isClusterVolume(volume) && (volume.media || !known.volumes.has(volume.prefix.toLowerCase())))
        known.volumes.set(volume.prefix.toLowerCase(), volume);
  }
  return [...byKey.values()].map(({ name, volumes }) => {
    const { comments, children } = volumeStatements([...volumes.values()]);
    return { comments, text: `cluster ${formatName(name)}`, children };
  });
}

function hostStatement(host: EstateHost): CommentedStatement {
  const volumes = (host.volumes ?? []).filter((volume) => host.cluster === undefined || !isClusterVolume(volume));
  const written = volumeStatements(volumes);
  const comments = [...host.remarks.map(oneLine), ...written.comments];
  const statement = (text: string): CommentedStatement => ({ comments: [], text });
  const children = [
    ...(host.release ? [statement(`platform ${host.release}`)] : []),
    ...(host.cluster === undefined ? [] : [statement(`cluster ${formatName(host.cluster)}`)]),
    ...(isProcessorCount(host.processors) ? [statement(`processors ${host.processors}`)] : []),
    ...written.children,
  ];
  for (const { number, media, capacityBytes } of host.physicalDisks) {
    const capacity = capacityBytes === undefined ? "" : ` ${formatSize(capacityBytes)}`;
    if (media) children.push(statement(`physical ${number} ${media}${capacity}`));
    else comments.push(`The medium of its disk ${number} is not known: physical ${number} MEDIA${capacity}`);
  }
  return { comments, text: `host ${formatName(host.name)}`, children };
}

function isClusterVolume({ prefix }: EstateVolume): boolean {
  return isSharedByHosts(parseWindowsPath(prefix));
}

/**
 * Volumes, and a comment for each one whose medium is not known, because a layout cannot have a volume without a
 * medium.
 */
function volumeStatements(volumes: readonly EstateVolume[]): {
  readonly comments: readonly string[];
  readonly children: readonly CommentedStatement[];
} {
  const text = ({ prefix, media, capacityBytes }: EstateVolume) =>
    [
      "volume",
      formatText(prefix),
      media ?? "MEDIA",
      ...(capacityBytes === undefined ? [] : [formatSize(capacityBytes)]),
    ].join(" ");
  return {
    comments: volumes
      .filter(({ media }) => !media)
      .map((volume) => oneLine(`The medium of the volume ${formatText(volume.prefix)} is not known: ${text(volume)}`)),
    children: volumes.filter(({ media }) => media).map((volume) => ({ comments: [], text: text(volume) })),
  };
}

export function vmStatement(vm: EstateVm): CommentedStatement {
  const children: CommentedStatement[] = [];
  const add = (text: string, comments: readonly string[] = []) =>
    children.push({ comments: comments.map(oneLine), text });
  if (vm.host !== undefined) add(`on ${formatName(vm.host)}`);
  if (vm.generation !== undefined) add(`generation ${vm.generation}`);
  if (isProcessorCount(vm.processors)) add(`processors ${vm.processors}`);
  if (vm.startup && vm.startup.join(" ") !== defaultStartup.join(" ")) add(`startup ${vm.startup.join(" ")}`);
  if (vm.bootOrder) add(`boot-order ${vm.bootOrder.join(" ")}`);
  for (const device of vm.devices) add(deviceText(device), device.remarks);
  for (const [controller, comment] of emptyControllers(vm)) add(`scsi ${controller}`, comment);
  if (vm.floppy?.file !== undefined) add(`floppy ${formatText(vm.floppy.file)}`);
  for (const adapter of vm.adapters ?? []) add(adapterText(adapter));
  return { comments: vmComments(vm).map(oneLine), text: `vm ${formatName(vm.name)}`, children };
}

export function adapterText({ isLegacy, switchName }: EstateAdapter): string {
  return `network${isLegacy ? " legacy" : ""}${switchName === undefined ? "" : ` ${formatText(switchName)}`}`;
}

function vmComments(vm: EstateVm): readonly string[] {
  const disks = vm.devices.filter(({ content }) => content.kind === "disk" || content.kind === "physical-disk");
  const unknown = disks.filter(({ content }) => content.kind === "disk" && content.facts.type === undefined);
  const unsized = disks.filter(({ content }) => content.kind === "disk" && isSizeMissing(content.facts));
  return [
    ...vm.remarks,
    ...(vm.generation === undefined ? ["Its generation is not listed; a layout without one means generation 1."] : []),
    ...(vm.processors === undefined || isProcessorCount(vm.processors)
      ? []
      : [`It has ${vm.processors} processors, which no VM can have.`]),
    ...(unknown.length > 0
      ? [`Type and size of ${unknown.map(vmSlotTitle).join(", ")} are not known; the collector and Get-VHD read them.`]
      : []),
    ...(unsized.length > 0 ? [`The size of ${unsized.map(vmSlotTitle).join(", ")} is not known.`] : []),
    ...(vm.listsDisks ? [] : [`${disks.length > 0 ? "Other" : "Its"} hard disks are not listed.`]),
  ];
}

/** A differencing disk has the size of its parent. */
function isSizeMissing({ type, sizeBytes }: DiskFacts): boolean {
  return (type === "fixed" || type === "dynamic") && sizeBytes === undefined;
}

function isProcessorCount(count: number | undefined): boolean {
  return count !== undefined && count >= 1 && count <= 2048;
}

/** SCSI controllers without a device: those that are listed, and those below the highest one in use. */
function emptyControllers({ devices, controllers }: EstateVm): ReadonlyMap<number, readonly string[]> {
  const used = new Set(
    devices.flatMap(({ controllerType, controller }) => (controllerType === "SCSI" ? [controller] : [])),
  );
  const empty = new Map<number, readonly string[]>();
  const highest = Math.min(Math.max(-1, ...used), maxControllers);
  for (let controller = 0; controller < highest; controller++) {
    if (!used.has(controller) && !controllers?.includes(controller))
      empty.set(controller, [
        "The inventory does not list this controller, but controllers are numbered without gaps, so it exists.",
      ]);
  }
  for (const controller of controllers ?? []) if (!used.has(controller)) empty.set(controller, []);
  return new Map([...empty].sort(([a], [b]) => a - b));
}

/** More than any host has: a larger number is an error in the inventory, so the gap below it is not filled. */
const maxControllers = 64;

/** The statement of a device, without comments. */
export function deviceText(device: EstateDevice, isBoot = false): string {
  const { controllerType, controller, location, content } = device;
  const slot = `${controllerType.toLowerCase()} ${controller}:${location}`;
  const boot = isBoot ? ["boot"] : [];
  switch (content.kind) {
    case "physical-disk":
      return [slot, "disk physical", content.number, ...boot].join(" ");
    case "dvd":
      if (content.drive !== undefined) return [slot, "dvd physical", formatText(content.drive), ...boot].join(" ");
      return content.iso === undefined
        ? `${slot} dvd empty`
        : [slot, "dvd", formatText(content.iso), ...boot].join(" ");
    case "disk":
      return [slot, "disk", ...diskWords(content, boot)].join(" ");
  }
}

function diskWords(
  { file, facts, isShared, minimumIops, maximumIops }: EstateDisk,
  boot: readonly string[],
): readonly string[] {
  const { type, sizeBytes } = facts;
  const options = [
    ...(type ? [type] : []),
    ...(sizeBytes !== undefined && (type !== "differencing" || facts.hasOwnSize) ? [formatSize(sizeBytes)] : []),
    ...boot,
    ...(isShared ? ["shared"] : []),
  ];
  const block = [
    ...(facts.parents && facts.parents.length > 0 ? [`parent ${parentText(facts.parents)}`] : []),
    ...(isUsualBlockSize(file, facts) ? [] : [`block-size ${formatSize(facts.blockSizeBytes!)}`]),
    ...(facts.sectorSizeBytes === 4096 && type !== "differencing" ? ["sector-size 4096"] : []),
    ...(isUsualPhysicalSector(file, facts) ? [] : [`physical-sector-size ${facts.physicalSectorSizeBytes}`]),
    ...(minimumIops ? [`minimum-iops ${minimumIops}`] : []),
    ...(maximumIops ? [`maximum-iops ${maximumIops}`] : []),
  ];
  return [formatText(file), ...options, ...(block.length > 0 ? [`{ ${block.join("; ")} }`] : [])];
}

/** The argument and the block of the statement `parent`. */
export function parentText(parents: readonly string[]): string {
  return parents.reduceRight((inner, file) => formatText(file) + (inner === "" ? "" : ` { parent ${inner} }`), "");
}

/** The block size that New-VHD uses by default; none if the disk has no blocks. */
export function isUsualBlockSize(file: string, { type, blockSizeBytes }: DiskFacts): boolean {
  if (blockSizeBytes === undefined || type === "fixed") return true;
  const isVhdx = /\.vhdx$/i.test(file);
  return blockSizeBytes === (isVhdx && type !== "differencing" ? 32 : 2) * 2 ** 20;
}

/** New-VHD uses 4096 for a VHDX and 512 for a VHD. A differencing disk has that of its parent. */
export function isUsualPhysicalSector(file: string, { type, physicalSectorSizeBytes }: DiskFacts): boolean {
  if (physicalSectorSizeBytes !== 512 && physicalSectorSizeBytes !== 4096) return true;
  return type === "differencing" || physicalSectorSizeBytes === (/\.vhdx$/i.test(file) ? 4096 : 512);
}

/** A comment ends with its line, so line breaks are removed, whatever the name contains. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
