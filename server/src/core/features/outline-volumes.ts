/** The volumes of a layout for the preview, each once, with the space that the disks of all VMs take on it. */
import type { HvvmDocument, PositionRange } from "../document.ts";
import {
  type Cluster,
  type Device,
  type Disk,
  effectiveType,
  type Host,
  known,
  type VirtualMachine,
} from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import type { Range } from "../syntax/tree.ts";

export interface OutlineVolume {
  /** The host or cluster that lists it, the first of several. */
  readonly host: string;
  /** The hosts that have it, with names in lower case. */
  readonly hosts: readonly string[];
  /** As in the report's `volume`. */
  readonly id: string;
  readonly media: string;
  readonly range: PositionRange;
  /** Absent for a physical disk, which belongs to one VM as a whole. */
  readonly space?: VolumeSpace | undefined;
}

/** In bytes, of the files that the layout names; each counts once. */
export interface VolumeSpace {
  /** Absent if the layout does not say. */
  readonly capacityBytes?: number | undefined;
  /** Allocated from the start, by fixed disks. */
  readonly fixedBytes: number;
  /** If every dynamic disk grows to its full size. */
  readonly promisedBytes: number;
  /** Files without a stated size; they are in no sum. */
  readonly unsizedFiles: number;
}

export interface OutlinedVolumes {
  /** Index of the volume that a device is on; the device is counted there. To be called once for each device. */
  readonly put: (device: Device, vm: VirtualMachine) => number | undefined;
  /** In the order of the text, with what has been counted on them. */
  readonly all: () => readonly OutlineVolume[];
}

export function outlineVolumes(document: HvvmDocument): OutlinedVolumes {
  const owned = ownedVolumes(document);
  const listed: (ListedVolume & { readonly start: number })[] = [];
  for (const { start, item } of document.items) {
    if (!item.isDefining) continue;
    for (const part of item.layout) {
      if (part.kind !== "host" && part.kind !== "cluster") continue;
      for (const volume of listedVolumes(part, owned)) listed.push({ ...volume, start });
    }
  }
  const positions = new Map(listed.map(({ place }, index) => [place, index]));
  const taken = listed.map(() => nothing);
  const seen = new Set<string>();
  return {
    put: (device, vm) => {
      const place = placeUnder(device, vm, document);
      const position = place && positions.get(place);
      const { content } = device;
      if (position === undefined || content.kind !== "disk") return position;
      const file = `${position} ${content.file.value.key}`;
      if (!seen.has(file)) taken[position] = withFile(taken[position]!, content);
      seen.add(file);
      return position;
    },
    all: () =>
      listed.map(({ start, place, capacityBytes, isDisk, ...volume }, index) => ({
        ...volume,
        range: document.rangeOf(place, start),
        ...(isDisk ? {} : { space: { capacityBytes, ...taken[index]! } }),
      })),
  };
}

interface ListedVolume extends Pick<OutlineVolume, "host" | "hosts" | "id" | "media"> {
  /** The place where it is first listed, which identifies it. */
  readonly place: Range;
  readonly capacityBytes: number | undefined;
  readonly isDisk: boolean;
}

/** Who has a volume, by the place that lists it first. */
type OwnedVolumes = ReadonlyMap<Range, { readonly hosts: readonly string[]; readonly capacityBytes?: number }>;

function ownedVolumes({ definitions }: HvvmDocument): OwnedVolumes {
  const owned = new Map<Range, { readonly hosts: string[]; readonly capacityBytes?: number }>();
  for (const [host, { volumes }] of definitions.hosts) {
    for (const { prefix, capacityBytes } of volumes) {
      const first = owned.get(prefix.range);
      if (first) first.hosts.push(host);
      else owned.set(prefix.range, { hosts: [host], ...(capacityBytes && { capacityBytes: capacityBytes.value }) });
    }
  }
  return owned;
}

/** Each volume once, where it is listed first; physical disks belong to one host. */
function listedVolumes(part: Host | Cluster, owned: OwnedVolumes): readonly ListedVolume[] {
  const host = part.name?.value ?? "";
  const volumes = part.volumes.flatMap(({ prefix, media }): ListedVolume[] => {
    const found = owned.get(prefix.range);
    if (!found) return [];
    const { hosts, capacityBytes } = found;
    return [
      { host, hosts, id: prefix.value.text, media: media.value, place: prefix.range, capacityBytes, isDisk: false },
    ];
  });
  const disks = part.kind === "host" ? part.physicalDisks : [];
  const physical = disks.map(({ number, media }) => ({
    host,
    hosts: [host.toLowerCase()],
    id: `physical ${number.value}`,
    media: media.value,
    place: number.range,
    capacityBytes: undefined,
    isDisk: true,
  }));
  return [...volumes, ...physical];
}

function placeUnder({ content }: Device, vm: VirtualMachine, { definitions }: HvvmDocument): Range | undefined {
  const host = definitions.hosts.get(known(vm.on)?.toLowerCase() ?? "");
  if (!host) return undefined;
  if (content.kind === "disk") return volumeOf(content.file.value, host)?.prefix.range;
  if (content.kind === "dvd") return undefined;
  return host.physicalDisks.find(({ number }) => number.value === content.number.value)?.number.range;
}

const nothing = { fixedBytes: 0, promisedBytes: 0, unsizedFiles: 0 };

function withFile({ fixedBytes, promisedBytes, unsizedFiles }: typeof nothing, disk: Disk): typeof nothing {
  const bytes = disk.sizeBytes?.value;
  return {
    fixedBytes: fixedBytes + (effectiveType(disk) === "fixed" ? (bytes ?? 0) : 0),
    promisedBytes: promisedBytes + (bytes ?? 0),
    unsizedFiles: unsizedFiles + (bytes === undefined ? 1 : 0),
  };
}
