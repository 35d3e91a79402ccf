/** The volumes of a layout for the preview, each once, with what the disks of all VMs take of it. */
import type { HvvmDocument, PositionRange } from "../document.ts";
import { type Cluster, type Device, effectiveType, type Host, type VirtualMachine } from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import { ruleContextOf } from "../rule-context.ts";
import type { Range } from "../syntax/tree.ts";

export interface OutlineVolume {
  /** The host or cluster that lists it, the first of several. */
  readonly host: string;
  /** The hosts that have it, in lower case. */
  readonly hosts: readonly string[];
  /** As in the report's `volume`. */
  readonly id: string;
  readonly media: string;
  readonly range: PositionRange;
  /** Absent for a physical disk, which one VM has whole. */
  readonly space?: VolumeSpace | undefined;
}

/** In bytes, of the files that the layout names; each counts once. */
export interface VolumeSpace {
  /** Absent where the layout does not say. */
  readonly capacityBytes?: number | undefined;
  /** Taken from the start, by fixed disks. */
  readonly fixedBytes: number;
  /** With dynamic disks as large as they may grow. */
  readonly promisedBytes: number;
  /** Files of which no size is written; they are in no sum. */
  readonly unsizedFiles: number;
}

/** Position of the volume below a device of a VM. */
export type VolumeUnder = (device: Device, vm: VirtualMachine) => number | undefined;

/** In the order of the text. */
export function outlineVolumes(document: HvvmDocument): {
  readonly volumes: readonly OutlineVolume[];
  readonly volumeUnder: VolumeUnder;
} {
  const owned = ownedVolumes(document);
  const listed: (ListedVolume & { readonly start: number })[] = [];
  for (const { start, item } of document.items) {
    for (const part of item.read().layout) {
      if (part.kind !== "host" && part.kind !== "cluster") continue;
      for (const volume of listedVolumes(part, owned)) listed.push({ ...volume, start });
    }
  }
  const positions = new Map(listed.map(({ place }, index) => [place, index]));
  const volumeUnder: VolumeUnder = (device, vm) => {
    const place = placeUnder(device, vm, document);
    return place && positions.get(place);
  };
  const taken = spaceTaken(document, volumeUnder);
  const volumes = listed.map(({ start, place, capacityBytes, isDisk, ...volume }, index) => ({
    ...volume,
    range: document.rangeOf(place, start),
    ...(isDisk ? {} : { space: { capacityBytes, ...(taken.get(index) ?? nothing) } }),
  }));
  return { volumes, volumeUnder };
}

interface ListedVolume extends Pick<OutlineVolume, "host" | "hosts" | "id" | "media"> {
  /** Where it is listed first: tells it from all others. */
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
      const known = owned.get(prefix.range);
      if (known) known.hosts.push(host);
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
  const { host } = ruleContextOf(vm, definitions);
  if (!host || host === "unknown") return undefined;
  if (content.kind === "disk") return volumeOf(content.file.value, host)?.prefix.range;
  if (content.kind === "dvd") return undefined;
  return host.physicalDisks.find(({ number }) => number.value === content.number.value)?.number.range;
}

const nothing = { fixedBytes: 0, promisedBytes: 0, unsizedFiles: 0 };

/** By the position of the volume. */
function spaceTaken(document: HvvmDocument, volumeUnder: VolumeUnder): ReadonlyMap<number, typeof nothing> {
  const taken = new Map<number, typeof nothing>();
  const seen = new Set<string>();
  for (const { item } of document.items) {
    for (const vm of item.read().layout) {
      if (vm.kind !== "vm") continue;
      for (const device of vm.devices) {
        const { content } = device;
        const volume = content.kind === "disk" ? volumeUnder(device, vm) : undefined;
        if (content.kind !== "disk" || volume === undefined) continue;
        const file = `${volume} ${content.file.value.key}`;
        if (seen.has(file)) continue;
        seen.add(file);
        const { fixedBytes, promisedBytes, unsizedFiles } = taken.get(volume) ?? nothing;
        const bytes = content.sizeBytes?.value;
        taken.set(volume, {
          fixedBytes: fixedBytes + (effectiveType(content) === "fixed" ? (bytes ?? 0) : 0),
          promisedBytes: promisedBytes + (bytes ?? 0),
          unsizedFiles: unsizedFiles + (bytes === undefined ? 1 : 0),
        });
      }
    }
  }
  return taken;
}
