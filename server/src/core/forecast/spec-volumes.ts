/** The volumes that the files of a layout lie on, each once: whose they are, and what medium is under them. */
import type { EffectiveHost, HostDisk, HostVolume } from "../model/effective-hosts.ts";
import { volumeOf } from "../model/volumes.ts";
import { isOnClusterVolume, isSharedByHosts, type WindowsPath } from "../model/windows-path.ts";
import type { Media } from "../schema/media.ts";
import type { MediaId } from "../simulation/paths/media.ts";
import type { VolumeSpec } from "../simulation/system-spec.ts";

/** The medium that stands in where no host says what a file lies on. */
export const standInMedium: MediaId = "ssd-sata";

/** Media without figures of their own in the simulation, and those that stand for them. */
const standIns: Readonly<Partial<Record<Media, MediaId>>> = {
  "ssd-sas": "ssd-sata",
  "ssd-nvme-gen4": "ssd-nvme-datacenter",
  "ssd-nvme-gen5": "ssd-nvme-datacenter",
};

/** Where something lies: the key of a volume of the spec, and its label in the report. A medium that stands in has none. */
export interface Place {
  readonly key: string;
  readonly label?: string;
  /** What is not in the figures of its medium. */
  readonly note?: string;
}

export class SpecVolumes {
  readonly #media = new Map<string, MediaId>();

  get specs(): readonly VolumeSpec[] {
    return [...this.#media].map(([key, medium]) => ({ key, medium }));
  }

  /** `owner` names the medium of its own that stands in where the host says nothing. */
  file(file: WindowsPath, host: EffectiveHost | undefined, owner: string): Place {
    const volume = host && volumeOf(file, host);
    if (!volume) return this.standIn(owner);
    const { text } = volume.prefix.value;
    return { ...this.#on(`"${text}"${scopeTitle(volume, host)}`, volume), label: text };
  }

  physicalDisk(number: number, host: EffectiveHost | undefined, owner: string): Place {
    const label = `physical ${number}`;
    const described = host?.physicalDisks.find((candidate) => candidate.number.value === number);
    if (!described) return { ...this.standIn(owner), label };
    return { ...this.#on(`physical disk ${number} on ${host?.name?.value}`, described), label };
  }

  #on(key: string, { medium, media }: HostVolume | HostDisk): Place {
    const base = medium === "unknown" ? undefined : medium.base;
    const id = base === undefined ? standInMedium : (standIns[base] ?? (base as MediaId));
    this.#media.set(key, id);
    const isItself = medium !== "unknown" && medium.name === id;
    return isItself ? { key } : { key, note: `The medium "${media.value}" is simulated as one ${id}.` };
  }

  standIn(owner: string): Place {
    this.#media.set(owner, standInMedium);
    return { key: owner };
  }

  isStandIn({ key, label }: Place): boolean {
    return label === undefined && this.#media.has(key);
  }
}

/** Behind a volume's prefix: whose it is. A share is one for all hosts, a cluster volume one for all of its cluster. */
function scopeTitle({ prefix }: HostVolume, { name, clusterScope }: EffectiveHost): string {
  if (!isSharedByHosts(prefix.value)) return ` on ${name?.value}`;
  return isOnClusterVolume(prefix.value) && clusterScope !== "" ? ` of ${clusterScope}` : "";
}
