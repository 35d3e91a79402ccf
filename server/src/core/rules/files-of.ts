/** The devices and files of a VM that rules check, and which paths name the same file. */

import { devicesInReach } from "../model/boot.ts";
import {
  type Device,
  type Disk,
  effectiveType,
  generationOf,
  type PhysicalDiskUse,
  parentsOf,
  type Ranged,
} from "../model/layout.ts";
import { canBeFile, isAbsolute, isOnClusterVolume, refusedPart, type WindowsPath } from "../model/windows-path.ts";
import { allReleases } from "../schema/releases.ts";
import { exact } from "../syntax/incremental/retained-values.ts";
import type { Range } from "../syntax/tree.ts";
import { mayBeShared } from "./advice.ts";
import { type Fact, type ItemContext, isOfVm, type VmContext } from "./rule.ts";

/** The devices whose slot exists on one of the releases that the VM is checked against. */
export const devicesOf = rememberingLast(({ vm, releases }) => devicesInReach(vm, releases ?? allReleases));

/**
 * Caches the result for the last VM: nearly every rule asks for it, some once for each release, and all of them before
 * the next VM.
 */
function rememberingLast<T>(find: (context: VmContext) => T): (context: VmContext) => T {
  let last: { readonly context: VmContext; readonly found: T } | undefined;
  return (context) => {
    const { vm, host, releases } = context;
    if (last?.context.vm !== vm || last.context.host !== host || last.context.releases !== releases) {
      last = { context, found: find(context) };
    }
    return last.found;
  };
}

export interface DiskDevice<C extends Disk | PhysicalDiskUse = Disk> {
  readonly device: Device;
  readonly disk: C;
}

/** The virtual hard disks in slots that exist, in the order of the text. */
export const disksOf = rememberingLast((context): readonly DiskDevice[] =>
  devicesOf(context).flatMap((device) => (device.content.kind === "disk" ? [{ device, disk: device.content }] : [])),
);

/** The physical disks in slots that exist, in the order of the text. */
export const physicalDisksOf = rememberingLast((context): readonly DiskDevice<PhysicalDiskUse>[] =>
  devicesOf(context).flatMap((device) =>
    device.content.kind === "physical-disk" ? [{ device, disk: device.content }] : [],
  ),
);

/** A file that a VM names, and what for. */
export interface NamedFile {
  readonly file: Ranged<WindowsPath>;
  readonly use: "disk" | "parent" | "dvd" | "floppy";
  /** The device that holds it; a floppy has none. */
  readonly device?: Device;
  /** The file whose parent it is. */
  readonly child?: WindowsPath;
}

/** Every file that the VM names. A floppy is left out where the generation has none. */
export const namedFiles = rememberingLast(findNamedFiles);

function findNamedFiles(context: VmContext): readonly NamedFile[] {
  const named: NamedFile[] = [];
  for (const device of devicesOf(context)) {
    const { content } = device;
    if (content.kind === "dvd" && content.iso) named.push({ file: content.iso, use: "dvd", device });
    if (content.kind !== "disk") continue;
    named.push({ file: content.file, use: "disk", device });
    let child = content.file.value;
    for (const { file } of parentsOf(content)) {
      named.push({ file, use: "parent", device, child });
      child = file.value;
    }
  }
  const { vm } = context;
  if (generationOf(vm) !== 2 && vm.floppy?.file) named.push({ file: vm.floppy.file, use: "floppy" });
  return named;
}

export function isDiskFile({ use }: NamedFile): boolean {
  return use === "disk" || use === "parent";
}

/** A path that begins at a drive, volume or share, and contains nothing that Windows refuses. */
export function isWellFormed(path: WindowsPath): boolean {
  return canBeFile(path) && refusedPart(path) === undefined;
}

/** Identifies the VM's host. All VMs without `on` count as on one host; a VM whose host is unknown counts as on a host of its own. */
export function hostKey({ vm, host }: VmContext): string {
  if (host === "unknown") return `vm ${vm.name?.value.toLowerCase() ?? ""}`;
  return host ? `host ${host.name?.value.toLowerCase()}` : "";
}

/** Where the paths of a VM apply: on its own host, and on the volumes of its cluster. Hosts without a cluster count as one cluster. */
export interface PathScope {
  readonly host: string;
  readonly cluster: string;
}

function pathScope(context: VmContext): PathScope {
  const host = hostKey(context);
  return { host, cluster: context.host === "unknown" ? host : `cluster ${context.host?.clusterScope ?? ""}` };
}

/** Two paths name the same file if their keys are equal; `undefined` for a relative path, which may be any file. */
export function fileKey(path: WindowsPath, { host, cluster }: PathScope): string | undefined {
  if (!isAbsolute(path)) return undefined;
  if (path.form === "share") return path.key;
  // Concatenated, because a template string would keep its parts in memory.
  return [isOnClusterVolume(path) ? cluster : host, path.key].join(" ");
}

/** A path and where it is written: what a fact stores about a file. */
export interface WrittenFile {
  readonly at: Range;
  readonly text: string;
}

export function writtenFile({ range, value }: Ranged<WindowsPath>): WrittenFile {
  return { at: range, text: value.text };
}

/** A virtual hard disk in a slot that exists, and its file. Facts about the same file share these objects. */
export interface DiskFile extends DiskDevice {
  readonly file: WrittenFile;
  /** The result of `fileKey`. */
  readonly key: string | undefined;
}

/** In the order of the text. */
export const diskFiles = rememberingLast((context): readonly DiskFile[] =>
  disksOf(context).map(({ device, disk }) => ({
    device,
    disk,
    file: writtenFile(disk.file),
    key: fileKey(disk.file.value, pathScope(context)),
  })),
);

/** A file and its parent, by the keys of the two. */
export interface ParentEdge {
  readonly child: string;
  readonly parent: string;
  /** Where the parent is named. */
  readonly file: WrittenFile;
}

/** The parents that the VM's differencing disks name, in the order of the text. */
export function parentEdges(context: VmContext): readonly ParentEdge[] {
  const scope = pathScope(context);
  const edges: ParentEdge[] = [];
  for (const { disk } of disksOf(context)) {
    if (effectiveType(disk) !== "differencing") continue;
    let child = fileKey(disk.file.value, scope);
    for (const { file } of parentsOf(disk)) {
      const parent = fileKey(file.value, scope);
      if (child !== undefined && parent !== undefined) edges.push({ child, parent, file: writtenFile(file) });
      child = parent;
    }
  }
  return exact(edges);
}

/** How a VM uses a file: attached, or named as a parent. */
export interface FileRole {
  readonly file: WrittenFile;
  readonly vmName: string;
  readonly isShared: boolean;
  /** Whether `shared` would be accepted. */
  readonly mayBeShared: boolean;
  /** Set if the file is named as a parent; otherwise it is attached. */
  readonly edge: ParentEdge | undefined;
  /** All parents that the VM names. */
  readonly edges: readonly ParentEdge[];
}

/** The roles of all virtual disk files that a VM names, by the file's key, in the order of the text. */
export function fileRoles(context: ItemContext): readonly Fact<FileRole>[] {
  if (!isOfVm(context)) return [];
  const vmName = context.vm.name?.value ?? "";
  const edges = parentEdges(context);
  const facts: Fact<FileRole>[] = edges.map((edge) => ({
    key: edge.parent,
    fact: { file: edge.file, vmName, isShared: false, mayBeShared: false, edge, edges },
  }));
  for (const { device, disk, file, key } of diskFiles(context)) {
    if (key === undefined) continue;
    const isShared = disk.shared !== undefined;
    const fact = {
      file,
      vmName,
      isShared,
      mayBeShared: mayBeShared(device, disk, context),
      edge: undefined,
      edges,
    };
    facts.push({ key, fact });
  }
  return facts.sort((a, b) => a.fact.file.at.start - b.fact.file.at.start);
}
