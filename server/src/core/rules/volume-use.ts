/** Which volume of its host a file is on, and how much of a volume the disks of all VMs take. */
import { type VolumeListing, volumeListings } from "../model/effective-hosts.ts";
import { type Cluster, effectiveType, type Host } from "../model/layout.ts";
import { mediumNamed } from "../model/media.ts";
import { volumeOf } from "../model/volumes.ts";
import { isAbsolute } from "../model/windows-path.ts";
import type { Range } from "../syntax/tree.ts";
import { diskFiles } from "./files-of.ts";
import { type CheckedItem, type Fact, type FactOf, type ItemContext, isOfVm, type Related } from "./rule.ts";

/** Whether every volume of `host` is known: none is broken, and none has a relative path. Called for each VM. */
export function hasClearVolumes(host: Host | Cluster): boolean {
  const known =
    clearVolumes.get(host) ??
    (!host.hasUncertainVolumes && host.volumes.every(({ prefix }) => isAbsolute(prefix.value)));
  clearVolumes.set(host, known);
  return known;
}

const clearVolumes = new WeakMap<Host | Cluster, boolean>();

/** A volume as a host or cluster lists it, or a disk that takes space on it. */
export type VolumeFact = VolumeListing | DiskFact;

/** What a host or cluster lists, or the disks of a VM that take space on a volume, by the volume's key. */
export function volumeFacts(context: ItemContext): readonly Fact<VolumeFact>[] {
  if (!isOfVm(context)) return listings(context);
  const { host } = context;
  if (host === undefined || host === "unknown" || !hasClearVolumes(host)) return [];
  return diskFiles(context).flatMap(({ disk, file, key }) => {
    const type = effectiveType(disk);
    const volume = volumeOf(disk.file.value, host);
    if (!volume?.capacityBytes) return []; // Without a capacity there is nothing to exceed.
    if (!disk.sizeBytes || key === undefined || type === undefined || type === "differencing") return [];
    const fact = { at: file.at, key, sizeBytes: disk.sizeBytes.value, type };
    return [{ key: volume.key, fact }];
  });
}

/** What the first host or cluster of a name lists, if each of its volumes and their media are known. */
export function listings({ item: owner, definitions }: ItemContext): readonly Fact<VolumeListing>[] {
  if (owner.kind !== "host" && owner.kind !== "cluster") return [];
  const { hosts, clusters, media } = definitions;
  const key = owner.name?.value.toLowerCase();
  const first = key === undefined ? undefined : owner.kind === "host" ? hosts.get(key) : clusters.get(key);
  const isClear = first?.statement === owner.statement && hasClearVolumes(first);
  if (!isClear || owner.volumes.some((volume) => mediumNamed(volume.media.value, media) === undefined)) return [];
  return volumeListings(owner, hosts).map((fact) => ({ key: fact.key, fact }));
}

interface DiskFact {
  /** Where the file is written. */
  readonly at: Range;
  readonly key: string;
  readonly sizeBytes: number;
  readonly type: "fixed" | "dynamic";
}

export interface VolumeUse {
  /** The first line that lists the volume. */
  readonly volume: (VolumeListing & { readonly item: CheckedItem }) | undefined;
  /** The first capacity that is stated. */
  readonly capacityBytes: number | undefined;
  readonly fixedBytes: number;
  readonly dynamicBytes: number;
  /** The disks that count. */
  readonly disks: readonly { readonly item: CheckedItem; readonly disk: DiskFact }[];
}

/** Adds up the facts about one volume; a file counts once, at its first mention. */
export function addUp(facts: readonly FactOf<VolumeFact>[]): VolumeUse {
  const seen = new Set<string>();
  const disks: { item: CheckedItem; disk: DiskFact }[] = [];
  let volume: VolumeUse["volume"];
  let capacityBytes: number | undefined;
  const bytes = { fixed: 0, dynamic: 0 };
  for (const { item, fact } of facts) {
    if ("volume" in fact) {
      volume ??= { item, ...fact };
      capacityBytes ??= fact.volume.capacityBytes?.value;
    } else if (!seen.has(fact.key)) {
      seen.add(fact.key);
      bytes[fact.type] += fact.sizeBytes;
      disks.push({ item, disk: fact });
    }
  }
  return { volume, capacityBytes, fixedBytes: bytes.fixed, dynamicBytes: bytes.dynamic, disks };
}

/** The disks of a volume as related places. */
export function relatedDisks(disks: VolumeUse["disks"]): readonly Related[] {
  return disks.map(({ item, disk }) => ({
    at: disk.at,
    in: item,
    message: `A ${disk.type} disk on this volume.`,
  }));
}

/** The volume as a message names it: with its host if a cluster lists the drive for all its hosts. */
export function volumeTitle({ volume, host }: VolumeListing): string {
  const prefix = `"${volume.prefix.value.text}"`;
  return host === undefined ? prefix : `${prefix} of host "${host}"`;
}
