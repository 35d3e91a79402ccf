/** The notes beside the figures of one disk: what was assumed about it, and what is not included. */

import { count } from "../figures.ts";
import type { Disk, PhysicalDiskUse } from "../model/layout.ts";
import { isOnClusterVolume, isSharedByHosts } from "../model/windows-path.ts";
import { formatSize } from "../schema/format.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { bounds, type DiskSpec } from "../simulation/system-spec.ts";
import { standInMedium } from "./spec-volumes.ts";

/** Sentences, in a fixed order. `isStandIn`: no host says what the disk or one of its parents is on. */
export function diskNotes(
  content: Disk | PhysicalDiskUse,
  spec: DiskSpec,
  isStandIn: boolean,
  costs: Costs,
): readonly string[] {
  return [
    ...(isStandIn ? [`No host says which medium it is on; an ${standInMedium} of its own is assumed.`] : []),
    ...sizes(content, spec),
    ...chain(content, spec, costs),
    ...limits(content, spec, costs),
    ...firstWrites(content, spec, costs),
  ];
}

function sizes(content: Disk | PhysicalDiskUse, spec: DiskSpec): readonly string[] {
  const notes: string[] = [];
  // An emulated disk beyond 128 GiB needs a longer command, and a growing disk has as many blocks as fit into its size.
  const sizeMatters = spec.transport === "ide-emulated" || spec.blocks === "empty";
  if (!content.sizeBytes && sizeMatters)
    notes.push(`Its size is not stated; ${formatSize(spec.sizeBytes)} is assumed.`);
  const stated = content.blockSizeBytes?.value;
  if (stated !== undefined && (stated < 512 || stated > bounds.blockSizeBytes))
    notes.push("Its block size is not valid and is ignored.");
  return notes;
}

function chain(
  content: Disk | PhysicalDiskUse,
  { type, parentVolumes, load }: DiskSpec,
  costs: Costs,
): readonly string[] {
  if (type !== "differencing") return [];
  const own = `${Math.round(100 * costs["vhd.hit"]!)}% of its reads are assumed to end in the disk itself`;
  const rest =
    parentVolumes.length === 1 ? "the rest in its parent" : `the rest evenly in its ${parentVolumes.length} parents`;
  return [
    `${own}, ${rest} ("vhd.hit").`,
    ...(content.parent ? [] : ["Its parent is not stated; one on the same volume is assumed."]),
    ...(load.read < 1 ? ["The pages that record which sectors it holds are written later and are not included."] : []),
  ];
}

function limits(
  content: Disk | PhysicalDiskUse,
  { maximumIops, load }: DiskSpec,
  { "qos.unitBytes": unit }: Costs,
): readonly string[] {
  const notes: string[] = [];
  if (maximumIops !== undefined && load.sizes.some(({ bytes }) => bytes < unit!))
    notes.push(
      `A request below ${formatSize(unit!)} counts as one against maximum-iops; Microsoft's pages disagree, and by another one it counts by its size.`,
    );
  if (content.minimumIops) notes.push("minimum-iops is not simulated.");
  return notes;
}

function firstWrites(content: Disk | PhysicalDiskUse, spec: DiskSpec, costs: Costs): readonly string[] {
  const { blocks, load, blockSizeBytes, sizeBytes, format } = spec;
  if (blocks === "filled" || load.read === 1) return [];
  const isInMemory = format === "vhdx" && (load.durable ?? 0) === 0;
  const all = Math.max(1, Math.ceil(sizeBytes / blockSizeBytes));
  return [
    `While none of its ${count(all)} blocks of ${formatSize(blockSizeBytes)} exists. Random writes make half of them within some ${count(Math.ceil(all * Math.LN2))} writes; then the disk comes near its steady state.`,
    ...(isInMemory
      ? ["A VHDX keeps its new blocks in memory until a durable write, so that a first write needs no further access."]
      : []),
    ...(format === "vhdx" && !isInMemory
      ? [
          "A durable write that makes a block waits for its entry in the log of the VHDX; the block table is written later, and not in these figures.",
        ]
      : []),
    ...(costs["alloc.hostZero"] === 0
      ? [
          `Whether the host fills a new block with zeros is not documented; it would write ${formatSize(blockSizeBytes)} more ("alloc.hostZero").`,
        ]
      : []),
    ...(content.kind === "disk" && isSharedByHosts(content.file.value)
      ? [
          `Its file is made longer by ${isOnClusterVolume(content.file.value) ? "the node that owns the cluster volume" : "the file server"}; the way there is not included ("alloc.extend").`,
        ]
      : []),
  ];
}
