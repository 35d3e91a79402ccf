/** The open loads and reservations on each volume that a host or cluster lists. */

import { effectiveLoad, hasLimits, simulatedRelease } from "../forecast/forecast.ts";
import { loneDisk } from "../forecast/lone-disk.ts";
import type { VolumeListing } from "../model/effective-hosts.ts";
import { type Disk, parentsOf } from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import type { LoadSpec } from "../simulation/system-spec.ts";
import type { Range } from "../syntax/tree.ts";
import { disksOf } from "./files-of.ts";
import { isLoadKnown } from "./loaded-disks.ts";
import {
  type CheckedItem,
  type Fact,
  type FactOf,
  type ItemContext,
  isOfVm,
  type Related,
  type VmContext,
} from "./rule.ts";
import { hasClearVolumes, listings } from "./volume-use.ts";

interface DiskDemand {
  /** Where the disk's file, or that of its parent on the volume, is written. */
  readonly at: Range;
  /** Microseconds that one of its requests takes of each station of the volume. */
  readonly us: ReadonlyMap<string, number>;
  /** Requests per second of its open load that reach the volume; 0 for any other load. */
  readonly rate: number;
  /** Units of Storage QoS that are reserved for it, the size of one, and the number of requests that they allow. */
  readonly reservedIops: number;
  readonly unitBytes: number;
  readonly reservedRequests: number;
}

export type DemandFact = VolumeListing | DiskDemand;

/** What a host or cluster lists, and what the disks of a VM need from a volume, by the volume's key. */
export function demandFacts(context: ItemContext): readonly Fact<DemandFact>[] {
  return isOfVm(context) ? demandsOfVm(context) : listings(context);
}

const noLimits: Pick<Disk, "minimumIops" | "maximumIops"> = { minimumIops: undefined, maximumIops: undefined };

function demandsOfVm(context: VmContext): readonly Fact<DemandFact>[] {
  const { vm, host, releases, definitions } = context;
  if (!host || host === "unknown" || releases === undefined || !hasClearVolumes(host)) return [];
  const release = simulatedRelease(context);
  return disksOf(context).flatMap(({ device, disk }) => {
    const volume = volumeOf(disk.file.value, host);
    const { minimumIops, maximumIops } = hasLimits(disk, release) ? disk : noLimits;
    const reserved = minimumIops?.value ?? 0;
    const isOpen = effectiveLoad(device, vm, definitions)?.rate !== undefined;
    if (!volume || volume.medium === "unknown" || (!isOpen && reserved === 0) || !isLoadKnown(device, context))
      return [];
    const lone = loneDisk(device, context);
    if (!lone) return [];
    const { rate = 0 } = lone.load;
    const unitBytes = context.costs["qos.unitBytes"]!;
    const unitsPerRequest = unitsIn(lone.load, unitBytes);
    const limit = maximumIops && maximumIops.value > 0 ? maximumIops.value / unitsPerRequest : rate;
    // The demand on a volume includes all files of the disk there, its own and its parents'.
    const byVolume = new Map<string, Fact<DemandFact>>();
    [disk.file, ...parentsOf(disk).map(({ file }) => file)].forEach((file, level) => {
      const found = volumeOf(file.value, host);
      const us = lone.volumeUs[level];
      if (!found || found.medium === "unknown" || byVolume.has(found.key) || !us?.size) return;
      const reservedIops = level === 0 ? reserved : 0;
      const fact: DiskDemand = {
        at: file.range,
        us,
        rate: Math.min(rate, limit),
        reservedIops,
        unitBytes,
        reservedRequests: reservedIops / unitsPerRequest,
      };
      byVolume.set(found.key, { key: found.key, fact });
    });
    return [...byVolume.values()];
  });
}

/** Units of Storage QoS in one request, on average. */
function unitsIn({ sizes }: LoadSpec, unitBytes: number): number {
  const weight = sizes.reduce((sum, { share }) => sum + share, 0);
  const units = sizes.reduce((sum, { bytes, share }) => sum + Math.ceil(bytes / unitBytes) * share, 0);
  return units / weight;
}

export interface VolumeDemands {
  /** The first line that lists the volume. */
  readonly volume: VolumeListing & { readonly item: CheckedItem };
  readonly disks: readonly { readonly item: CheckedItem; readonly demand: DiskDemand }[];
}

export function demandsOf(facts: readonly FactOf<DemandFact>[]): VolumeDemands | undefined {
  let volume: VolumeDemands["volume"] | undefined;
  const disks: { item: CheckedItem; demand: DiskDemand }[] = [];
  for (const { item, fact } of facts) {
    if ("volume" in fact) volume ??= { item, ...fact };
    else disks.push({ item, demand: fact });
  }
  return volume && { volume, disks };
}

/** The utilization of the volume's busiest station by `perSecond` requests per second of each disk. */
export function shareOf(disks: VolumeDemands["disks"], perSecond: (demand: DiskDemand) => number): number {
  const shares = new Map<string, number>();
  for (const { demand } of disks)
    for (const [station, us] of demand.us)
      shares.set(station, (shares.get(station) ?? 0) + (us * perSecond(demand)) / 1e6);
  return Math.max(0, ...shares.values());
}

export function relatedDemands(disks: VolumeDemands["disks"], what: string): readonly Related[] {
  return disks.map(({ item, demand }) => ({ at: demand.at, in: item, message: what }));
}
