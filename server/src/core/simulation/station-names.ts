/** What the ids of the report's stations say: a name for a sentence, and which stations are of one kind. `disk-stations.ts` makes them. */
import type { StationReport } from "./report.ts";

/** A station in words, such as `disk C: on hv01`; its VM is named only if it is not `vm`. */
export function stationName(id: string, vm?: string): string {
  const network = /^network (?:to|from) (.+)$/.exec(id);
  if (network) return `the network to ${network[1]}`;
  const partOfVolume = /^(.+) (link|flush)(?: \d+)?$/.exec(id);
  if (partOfVolume) return `the ${partOfVolume[2]} of ${storageName(partOfVolume[1]!)}`;
  const volume = /^(.+) (?:units|medium)(?: \d+)?$/.exec(id);
  if (volume) return storageName(volume[1]!);
  if (id === "host processors") return "the host's processors";
  const host = /^(.+): host processors$/.exec(id);
  if (host) return `the processors of host ${host[1]}`;
  if (vm !== undefined && id.startsWith(`${vm}: `)) return partName(id.slice(vm.length + 2));
  const colon = id.indexOf(": ");
  return colon > 0 ? `${partName(id.slice(colon + 2))} of ${id.slice(0, colon)}` : partName(id);
}

/** What an administrator calls a volume, by its key. A disk is assumed for a file that is on no volume of the layout. */
function storageName(volume: string): string {
  if (volume.startsWith("physical disk ")) return volume;
  if (!volume.startsWith('"')) return `the assumed disk of ${volume}`;
  if (volume.startsWith('"\\\\') && !/^"\\\\[?.]/.test(volume)) return `the storage behind ${volume}`;
  if (/^"(?:\\\\\?\\)?[a-z]:[\\/]clusterstorage\b/i.test(volume)) return `cluster volume ${volume}`;
  const drive = /^"([a-z]:)"(?= on )/i;
  return drive.test(volume) ? volume.replace(drive, "disk $1") : `volume ${volume}`;
}

/** Whether the name is a plural, like that of the processors. */
export function isStationPlural(id: string): boolean {
  return /(?:^|: )(?:host )?processors$/.test(id);
}

/**
 * The stations of one id: the one that has it, or those that are numbered after it, as `web01: scsi 0 channel 3` is one of
 * `web01: scsi 0 channel`. None for a plain delay.
 */
export function stationsOf(id: string | undefined, stations: readonly StationReport[]): readonly StationReport[] {
  if (id === undefined) return [];
  const isNumbered = (other: string) => other.startsWith(`${id} `) && /^\d+$/.test(other.slice(id.length + 1));
  return stations.filter((station) => station.id === id || isNumbered(station.id));
}

function partName(part: string): string {
  if (part === "processors") return "the guest's processors";
  if (part === "firmware") return "the firmware";
  const found = /^([a-z]+) ([\d:]+)( .*)?$/.exec(part);
  if (!found) return part;
  const type = found[1]!.toUpperCase();
  const role = found[3]?.trim();
  if (role === undefined) return `${type} controller ${found[2]}`;
  if (role === "limit") return `the maximum-iops of ${type} ${found[2]}`;
  if (role === "file") return `the growing file of ${type} ${found[2]}`;
  if (role === "outstanding") return `the request limit of ${type} ${found[2]}`;
  return role.startsWith("channel") ? `VMBus ${role} of ${type} ${found[2]}` : part;
}
