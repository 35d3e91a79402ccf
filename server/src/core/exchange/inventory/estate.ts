/**
 * What inventories say about hosts and virtual machines, whichever tool wrote them. `undefined` means not known; what
 * is known and has no place here is a remark in words.
 */
import type { DiskType } from "../../model/layout.ts";
import type { VmSlot } from "../../schema/controllers.ts";
import type { Media } from "../../schema/media.ts";
import type { Release } from "../../schema/releases.ts";

export interface Estate {
  readonly hosts: readonly EstateHost[];
  readonly vms: readonly EstateVm[];
  /** Every VM of the hosts is listed, not only those with a drive. */
  readonly listsAllVms: boolean;
  /** On all of it. */
  readonly remarks: readonly string[];
}

export interface EstateHost {
  readonly name: string;
  readonly release: Release | undefined;
  readonly cluster: string | undefined;
  readonly processors: number | undefined;
  readonly volumes: readonly EstateVolume[] | undefined;
  readonly physicalDisks: readonly EstatePhysicalDisk[];
  readonly remarks: readonly string[];
}

export interface EstateVolume {
  readonly prefix: string;
  readonly media: Media | undefined;
  readonly capacityBytes: number | undefined;
}

export interface EstatePhysicalDisk {
  readonly number: number;
  readonly media: Media | undefined;
  readonly capacityBytes: number | undefined;
}

export interface EstateVm {
  readonly id: string | undefined;
  readonly name: string;
  readonly host: string | undefined;
  readonly generation: 1 | 2 | undefined;
  readonly processors: number | undefined;
  readonly devices: readonly EstateDevice[];
  /** Slots with a disk of the host whose number is not listed, which `devices` does not have. */
  readonly unnumberedDisks: readonly VmSlot[];
  /** Whether all its hard disks are listed, so that a slot without one is empty. */
  readonly listsDisks: boolean;
  readonly listsDvds: boolean;
  /** Numbers of its SCSI controllers. */
  readonly controllers: readonly number[] | undefined;
  readonly floppy: { readonly file: string | undefined } | undefined;
  readonly adapters: readonly EstateAdapter[] | undefined;
  /** Generation 1: the classes in the language's words. */
  readonly startup: readonly string[] | undefined;
  /** Generation 2: slots on SCSI such as `0:1`, `network` and `file`; at least one. */
  readonly bootOrder: readonly string[] | undefined;
  readonly remarks: readonly string[];
}

export interface EstateDevice extends VmSlot {
  readonly content: EstateDisk | { readonly kind: "physical-disk"; readonly number: number } | EstateDvd;
  readonly remarks: readonly string[];
}

export interface EstateDvd {
  readonly kind: "dvd";
  readonly iso: string | undefined;
  /** A drive of the host, such as `D:`. */
  readonly drive: string | undefined;
}

export interface EstateDisk extends DriveOptions {
  readonly kind: "disk";
  readonly file: string;
  /** Facts of the file, as far as they are known. */
  readonly facts: DiskFacts;
}

/** Settings of a drive apart from its file. IOPS of 0 mean no limit. */
export interface DriveOptions {
  readonly isShared: boolean | undefined;
  readonly minimumIops: number | undefined;
  readonly maximumIops: number | undefined;
}

export interface DiskFacts {
  readonly type?: DiskType | undefined;
  readonly sizeBytes?: number | undefined;
  /** A differencing disk is known to have another size than its parent. */
  readonly hasOwnSize?: boolean;
  /** The size is only known to within this many bytes. */
  readonly sizeToleranceBytes?: number | undefined;
  readonly blockSizeBytes?: number | undefined;
  readonly sectorSizeBytes?: number | undefined;
  readonly physicalSectorSizeBytes?: number | undefined;
  /** Nearest first. */
  readonly parents?: readonly string[] | undefined;
  /** The last of them, or a file without one, is known to have no parent. */
  readonly hasAllParents?: boolean;
}

export interface EstateAdapter {
  readonly isLegacy: boolean;
  readonly switchName: string | undefined;
}

/** A host may be named with or without its domain. */
export function isSameHost(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
