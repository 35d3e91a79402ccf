/** Which volume of its host a file lies on, and how much of a volume the disks of all VMs take. */
import { effectiveType, type Host, type Volume } from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import { isAbsolute, isSharedByHosts } from "../model/windows-path.ts";
import type { Range } from "../syntax/tree.ts";
import { diskFiles } from "./files-of.ts";
import { type CheckedItem, type Fact, type FactOf, type ItemContext, isOfVm, type Related } from "./rule.ts";

/** Whether every volume of `host` can be told: none is broken, and none lies at a relative path. */
export function hasClearVolumes(host: Host): boolean {
  return !host.hasUncertainVolumes && host.volumes.every(({ prefix }) => isAbsolute(prefix.value));
}

/** One volume of a host; a share, and what lies under `\ClusterStorage\`, is one volume for all hosts. */
export function volumeKey({ prefix }: Volume, host: Host): string {
  return isSharedByHosts(prefix.value) ? prefix.value.key : `${host.name?.value.toLowerCase()} ${prefix.value.key}`;
}

/** A volume, or a disk that takes space on it. */
export type VolumeFact = { readonly volume: Volume; readonly capacityBytes: number } | DiskFact;

/** The volumes of a host that state a capacity, or the disks of a VM that count for one; each under the volume's key. */
export function volumeFacts(context: ItemContext): readonly Fact<VolumeFact>[] {
  const { item, host } = context;
  if (item.kind === "host") return capacities(item, context);
  if (!isOfVm(context) || host === undefined || host === "unknown" || !hasClearVolumes(host)) return [];
  return diskFiles(context).flatMap(({ disk, file, key }) => {
    const type = effectiveType(disk);
    const volume = volumeOf(disk.file.value, host);
    if (volume && !volume.capacityBytes && !isSharedByHosts(volume.prefix.value)) return []; // Nothing to exceed.
    if (!disk.sizeBytes || !volume || key === undefined || type === undefined || type === "differencing") return [];
    const fact = { at: file.at, key, sizeBytes: disk.sizeBytes.value, type };
    return [{ key: volumeKey(volume, host), fact }];
  });
}

function capacities(host: Host, { definitions }: ItemContext): readonly Fact<VolumeFact>[] {
  const isFirstOfName = host.name && definitions.hosts.get(host.name.value.toLowerCase()) === host;
  if (!isFirstOfName || !hasClearVolumes(host)) return [];
  return host.volumes.flatMap((volume) =>
    volume.capacityBytes && volumeOf(volume.prefix.value, host) === volume
      ? [{ key: volumeKey(volume, host), fact: { volume, capacityBytes: volume.capacityBytes.value } }]
      : [],
  );
}

interface DiskFact {
  /** Where the file is written. */
  readonly at: Range;
  readonly key: string;
  readonly sizeBytes: number;
  readonly type: "fixed" | "dynamic";
}

export interface VolumeUse {
  readonly volumes: readonly { readonly item: CheckedItem; readonly volume: Volume; readonly capacityBytes: number }[];
  readonly fixedBytes: number;
  readonly dynamicBytes: number;
  /** The disks that count. */
  readonly disks: readonly { readonly item: CheckedItem; readonly disk: DiskFact }[];
}

/** Adds up the facts of one volume; a file counts once, as it stands first. */
export function addUp(facts: readonly FactOf<VolumeFact>[]): VolumeUse {
  const seen = new Set<string>();
  const disks: { item: CheckedItem; disk: DiskFact }[] = [];
  const volumes: VolumeUse["volumes"][number][] = [];
  const bytes = { fixed: 0, dynamic: 0 };
  for (const { item, fact } of facts) {
    if ("volume" in fact) volumes.push({ item, ...fact });
    else if (!seen.has(fact.key)) {
      seen.add(fact.key);
      bytes[fact.type] += fact.sizeBytes;
      disks.push({ item, disk: fact });
    }
  }
  return { volumes, fixedBytes: bytes.fixed, dynamicBytes: bytes.dynamic, disks };
}

/** The disks of a volume as related places. */
export function relatedDisks(disks: VolumeUse["disks"]): readonly Related[] {
  return disks.map(({ item, disk }) => ({
    at: disk.at,
    in: item,
    message: `A ${disk.type} disk on this volume.`,
  }));
}
