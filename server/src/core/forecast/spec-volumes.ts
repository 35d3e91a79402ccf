/** The volumes that the files of a layout lie on, each once: whose they are, and what medium is under them. */
import type { Host } from "../model/layout.ts";
import { volumeOf } from "../model/volumes.ts";
import { isSharedByHosts, type WindowsPath } from "../model/windows-path.ts";
import type { Media } from "../schema/media.ts";
import type { VolumeSpec } from "../simulation/system-spec.ts";

/** The medium that stands in where no host says what a file lies on. */
export const standInMedium: Media = "ssd-sata";

/** Where something lies: the key of a volume of the spec, and its label in the report. A medium that stands in has none. */
export interface Place {
  readonly key: string;
  readonly label?: string;
}

export class SpecVolumes {
  readonly #media = new Map<string, Media>();
  /** Keys of the volumes that are one for all hosts, by the key of their path. */
  readonly #shared = new Map<string, string>();

  get specs(): readonly VolumeSpec[] {
    return [...this.#media].map(([key, medium]) => ({ key, medium }));
  }

  /** `owner` names the medium of its own that stands in where the host says nothing. */
  file(file: WindowsPath, host: Host | undefined, owner: string): Place {
    const volume = host && volumeOf(file, host);
    if (!volume) return this.standIn(owner);
    const { text, key: pathKey } = volume.prefix.value;
    if (!isSharedByHosts(volume.prefix.value)) {
      const key = `"${text}" on ${host.name?.value}`;
      this.#media.set(key, volume.media.value);
      return { key, label: text };
    }
    // A share or cluster volume is one for all hosts; the first that lists it says what it stands on.
    const key = this.#shared.get(pathKey) ?? `"${text}"`;
    this.#shared.set(pathKey, key);
    if (!this.#media.has(key)) this.#media.set(key, volume.media.value);
    return { key, label: text };
  }

  physicalDisk(number: number, host: Host | undefined, owner: string): Place {
    const label = `physical ${number}`;
    const described = host?.physicalDisks.find((candidate) => candidate.number.value === number);
    if (!described) return { ...this.standIn(owner), label };
    const key = `physical disk ${number} on ${host?.name?.value}`;
    this.#media.set(key, described.media.value);
    return { key, label };
  }

  standIn(owner: string): Place {
    this.#media.set(owner, standInMedium);
    return { key: owner };
  }

  isStandIn({ key, label }: Place): boolean {
    return label === undefined && this.#media.has(key);
  }
}
