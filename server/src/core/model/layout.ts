/**
 * The meaning of a layout: hosts, loads and virtual machines with typed values, each with its place in the text. What
 * is absent is `undefined`; what a broken or misspelt statement may have meant is `"unknown"`.
 */
import { type ControllerType, controllers, type Generation } from "../schema/controllers.ts";
import type { LoadFigures } from "../schema/loads.ts";
import type { Resiliency } from "../schema/media.ts";
import type { Release } from "../schema/releases.ts";
import type { StartupClass } from "../schema/statements/vm.ts";
import type { Address, Range } from "../syntax/tree.ts";
import type { BoundStatement } from "./bound.ts";
import type { WindowsPath } from "./windows-path.ts";

/** A value and where it is written. */
export interface Ranged<T> {
  readonly value: T;
  readonly range: Range;
}

export type Maybe<T> = Ranged<T> | "unknown" | undefined;

/** One top-level statement. */
export type LayoutItem = PlatformStatement | Host | Cluster | MediaDefinition | LoadDefinition | VirtualMachine;

export interface PlatformStatement {
  readonly kind: "platform";
  readonly statement: BoundStatement;
  readonly release: Maybe<Release>;
}

export interface Host {
  readonly kind: "host";
  readonly statement: BoundStatement;
  readonly name: Ranged<string> | undefined;
  readonly platform: Maybe<Release>;
  /** The name of the cluster that it belongs to. */
  readonly cluster: Maybe<string>;
  /** Logical processors. */
  readonly processors: Maybe<number>;
  readonly volumes: readonly Volume[];
  readonly physicalDisks: readonly PhysicalDisk[];
  /** Whether a broken statement may be a volume or a physical disk, so that what seems absent may be there. */
  readonly hasUncertainVolumes: boolean;
  readonly hasUncertainPhysicalDisks: boolean;
}

export interface Cluster {
  readonly kind: "cluster";
  readonly statement: BoundStatement;
  readonly name: Ranged<string> | undefined;
  readonly platform: Maybe<Release>;
  readonly volumes: readonly Volume[];
  readonly hasUncertainVolumes: boolean;
}

export interface Volume {
  readonly prefix: Ranged<WindowsPath>;
  /** A built-in medium, in lower case, or the name of a media definition of the file. */
  readonly media: Ranged<string>;
  readonly capacityBytes: Ranged<number> | undefined;
  /** The network to a share. */
  readonly linkBitsPerSecond: Ranged<number> | undefined;
  readonly latencyUs: Ranged<number> | undefined;
}

export interface MediaDefinition {
  readonly kind: "media";
  readonly statement: BoundStatement;
  readonly name: Ranged<string> | undefined;
  /** The medium that it is made of. */
  readonly of: Maybe<string>;
  readonly disks: Maybe<number>;
  readonly resiliency: Maybe<Resiliency>;
  readonly sheet: Readonly<Partial<Record<SheetFigure, Ranged<number>>>>;
  readonly powerLossProtection: Maybe<boolean>;
}

/** The figures of a data sheet; bandwidths are in bytes per second. */
export type SheetFigure =
  | "readLatencyUs"
  | "writeLatencyUs"
  | "readIops"
  | "writeIops"
  | "readBandwidth"
  | "writeBandwidth";

export interface PhysicalDisk {
  readonly number: Ranged<number>;
  readonly media: Ranged<string>;
  readonly capacityBytes: Ranged<number> | undefined;
}

export interface LoadDefinition {
  readonly kind: "load";
  readonly statement: BoundStatement;
  readonly name: Ranged<string> | undefined;
  readonly figures: LoadFigures;
}

export interface VirtualMachine {
  readonly kind: "vm";
  readonly statement: BoundStatement;
  readonly name: Ranged<string> | undefined;
  readonly on: Maybe<string>;
  readonly generation: Maybe<1 | 2>;
  readonly guest: Maybe<string>;
  readonly integrationServices: Maybe<boolean>;
  readonly processors: Maybe<number>;
  readonly startup: Order<StartupClass> | "unknown" | undefined;
  /** Slots, `network` and `file`. */
  readonly bootOrder: Order<Address | "network" | "file"> | "unknown" | undefined;
  readonly devices: readonly Device[];
  /** SCSI controllers that are named by their number alone. */
  readonly controllers: readonly (Ranged<number> & { readonly digits: Range })[];
  readonly floppy: Floppy | undefined;
  readonly adapters: readonly Adapter[];
  /** Whether something in it is broken, so that what seems absent may be there. */
  readonly mayBeIncomplete: boolean;
}

/** What a VM tries to start from, one after the other. */
export interface Order<Entry> {
  readonly keyword: Range;
  readonly range: Range;
  readonly entries: readonly Ranged<Entry>[];
}

export interface Device {
  readonly statement: BoundStatement;
  readonly controllerType: ControllerType;
  readonly slot: Ranged<Address>;
  readonly content: Disk | PhysicalDiskUse | Dvd;
  /** The word `boot`. */
  readonly boot: Range | undefined;
}

export const diskTypes = ["fixed", "dynamic", "differencing"] as const;

export type DiskType = (typeof diskTypes)[number];

/** Options that a virtual disk file may have, and a physical disk may not. */
export interface DiskOptions {
  readonly type: Ranged<DiskType> | undefined;
  readonly sizeBytes: Ranged<number> | undefined;
  /** The word `shared`. */
  readonly shared: Range | undefined;
  readonly parent: ParentDisk | "unknown" | undefined;
  readonly blockSizeBytes: Ranged<number> | undefined;
  readonly sectorSizeBytes: Ranged<number> | undefined;
  readonly physicalSectorSizeBytes: Ranged<number> | undefined;
  readonly minimumIops: Ranged<number> | undefined;
  readonly maximumIops: Ranged<number> | undefined;
}

/** The settings that every disk may have, whatever holds its data. */
interface DiskUse {
  readonly load: DiskLoad | "unknown" | undefined;
  readonly partitionStyle: Ranged<"mbr" | "gpt"> | undefined;
  readonly expectations: readonly Expectation[];
}

export interface Disk extends DiskOptions, DiskUse {
  readonly kind: "disk";
  readonly file: Ranged<WindowsPath>;
}

export interface PhysicalDiskUse extends DiskOptions, DiskUse {
  readonly kind: "physical-disk";
  readonly number: Ranged<number>;
}

export const metrics = ["iops", "bandwidth", "mean", "p50", "p90", "p95", "p99", "p99.9"] as const;

export type Metric = (typeof metrics)[number];

/** A bound for the simulation: at least this many I/Os or bytes per second, or at most this many microseconds. */
export interface Expectation {
  readonly metric: Metric;
  readonly bound: Ranged<number>;
}

export interface Dvd {
  readonly kind: "dvd";
  readonly iso: Ranged<WindowsPath> | undefined;
  readonly drive: Ranged<string> | undefined;
  /** The word `physical`. */
  readonly physical: Range | undefined;
}

/** A load by its name, or one that is defined at this disk. */
export type DiskLoad = { readonly name: Ranged<string> } | { readonly figures: LoadFigures; readonly keyword: Range };

export interface ParentDisk {
  readonly keyword: Range;
  readonly file: Ranged<WindowsPath>;
  readonly parent: ParentDisk | "unknown" | undefined;
}

export interface Floppy {
  readonly keyword: Range;
  readonly file: Ranged<WindowsPath> | undefined;
}

export interface Adapter {
  readonly keyword: Range;
  /** The word `legacy`. */
  readonly legacy: Range | undefined;
  readonly switchName: Ranged<string> | undefined;
}

/** `ide 0:1`, as the language writes a slot. */
export function slotName(device: Device): string {
  const { controller, location } = device.slot.value;
  return `${controllers[device.controllerType].keyword} ${controller}:${location}`;
}

/** `IDE 0:1`, as messages write a slot. */
export function slotTitle(device: Device): string {
  const { controller, location } = device.slot.value;
  return `${device.controllerType} ${controller}:${location}`;
}

export function isDisk(device: Device): boolean {
  return device.content.kind !== "dvd";
}

/** Generation 1 unless stated; `undefined` if that is unknown. */
export function generationOf(vm: VirtualMachine): Generation | undefined {
  if (vm.generation === "unknown") return undefined;
  return vm.generation?.value ?? 1;
}

/** The effective type: the stated one, or else differencing with a parent, otherwise dynamic, as in New-VHD. `undefined` if that is unknown. */
export function effectiveType(disk: Disk): DiskType | undefined {
  if (disk.type) return disk.type.value;
  if (disk.parent === "unknown") return undefined;
  return disk.parent ? "differencing" : "dynamic";
}

/** The value of a `Maybe`, if there is one. */
export function known<T>(maybe: Maybe<T>): T | undefined {
  return maybe === "unknown" ? undefined : maybe?.value;
}

/** The parents of a disk, nearest first, as far as they are known. */
export function parentsOf(disk: { readonly parent: ParentDisk | "unknown" | undefined }): readonly ParentDisk[] {
  const chain: ParentDisk[] = [];
  let next = disk.parent;
  while (next && next !== "unknown") {
    chain.push(next);
    next = next.parent;
  }
  return chain;
}
