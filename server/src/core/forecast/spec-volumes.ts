/**
 * The volumes that the files of a layout are on, each once: the host or cluster that they belong to, and their medium.
 */
import type { EffectiveHost, HostDisk, HostVolume } from "../model/effective-hosts.ts";
import { volumeOf } from "../model/volumes.ts";
import { isOnClusterVolume, isSharedByHosts, type WindowsPath } from "../model/windows-path.ts";
import { isSpinning } from "../schema/media.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { MediaId } from "../simulation/paths/media.ts";
import type { NetworkSpec, VolumeSpec } from "../simulation/system-spec.ts";
import { arrayNotes, spacesNote, wayNotes } from "./volume-notes.ts";

/** The medium that is assumed if no host says what a file is on. */
export const standInMedium: MediaId = "ssd-sata";
/** The kind of disk for a data sheet that names no medium. */
const sheetMedium: MediaId = "ssd-nvme-datacenter";

/** Where a file is: the key of a volume of the spec, and its label in the report. A stand-in medium has no label. */
export interface Place {
  readonly key: string;
  readonly label?: string;
  /** What the figures of its medium and of the path to it do not include. */
  readonly notes?: readonly string[];
}

export class SpecVolumes {
  private readonly byKey = new Map<string, VolumeSpec>();

  constructor(private readonly costs: Costs) {}

  get specs(): readonly VolumeSpec[] {
    return [...this.byKey.values()];
  }

  /** `owner` identifies the stand-in medium if the host says nothing. */
  file(file: WindowsPath, host: EffectiveHost | undefined, owner: string): Place {
    const volume = host && volumeOf(file, host);
    if (!volume) return this.standIn(owner);
    const { text, form } = volume.prefix.value;
    const key = `"${text}"${scopeTitle(volume, host)}`;
    const isShare = form === "share";
    const network = isShare ? networkOf(volume) : undefined;
    const notes = [...this.on(key, volume, isShare, network), ...wayNotes(volume, network)];
    return { key, label: text, notes };
  }

  physicalDisk(number: number, host: EffectiveHost | undefined, owner: string): Place {
    const label = `physical ${number}`;
    const described = host?.physicalDisks.find((candidate) => candidate.number.value === number);
    if (!described) return { ...this.standIn(owner), label };
    const key = `physical disk ${number} on ${host?.name?.value}`;
    return { key, label, notes: this.on(key, described, false) };
  }

  /** Creates the volume, and notes what the figures of its medium do not include. */
  private on(
    key: string,
    { medium, media }: HostVolume | HostDisk,
    isShare: boolean,
    network?: NetworkSpec,
  ): readonly string[] {
    if (medium === "unknown") {
      this.byKey.set(key, { key, medium: standInMedium, isShare, network });
      return [`The medium "${media.value}" cannot be read; ${standInMedium} is assumed.`];
    }
    const { base, sheet, powerLossProtection, disks, resiliency } = medium;
    const id = base ?? sheetMedium;
    const isFlash = base === undefined || !isSpinning(base);
    this.byKey.set(key, {
      key,
      medium: id,
      disks,
      resiliency,
      sheet: isFlash ? sheet : undefined,
      powerLossProtection: powerLossProtection ?? (base === undefined ? true : undefined),
      isShare,
      network,
    });
    return [
      ...(disks > 1 ? [arrayNotes[resiliency], ...(isShare ? [] : spacesNote(this.costs))] : []),
      ...(!isFlash && Object.keys(sheet).length > 0
        ? [`The figures of "${media.value}" are not used: a ${id} is simulated by its seeks.`]
        : []),
    ];
  }

  standIn(owner: string): Place {
    this.byKey.set(owner, { key: owner, medium: standInMedium });
    return { key: owner };
  }

  isStandIn({ key, label }: Place): boolean {
    return label === undefined && this.byKey.has(key);
  }
}

/** After a volume's prefix: whose it is. A share is one for all hosts, a cluster volume one for all of its cluster. */
function scopeTitle({ prefix }: HostVolume, { name, clusterScope }: EffectiveHost): string {
  if (!isSharedByHosts(prefix.value)) return ` on ${name?.value}`;
  return isOnClusterVolume(prefix.value) && clusterScope !== "" ? ` of ${clusterScope}` : "";
}

/** `undefined` if the layout says nothing about it. */
function networkOf({ linkBitsPerSecond: link, latencyUs: latency }: HostVolume): NetworkSpec | undefined {
  return link || latency ? { bitsPerSecond: link?.value, latencyUs: latency?.value } : undefined;
}
