/** What the stations of the report are called in a sentence. Their ids are made in `compile-path.ts`. */

/** A station in words, such as `disk C: on hv01`; its VM is named only where it is another than `vm`. */
export function stationName(id: string, vm?: string): string {
  const network = /^network (?:to|from) (.+)$/.exec(id);
  if (network) return `the network to ${network[1]}`;
  const volume = /^(.+) (units|link|medium|flush)(?: \d+)?$/.exec(id);
  if (volume?.[2] === "flush") return `the flush of ${volume[1]}`;
  if (volume) return volume[2] === "link" ? `the link to ${diskName(volume[1]!)}` : mediumName(volume[1]!);
  if (id === "host processors") return "the host's processors";
  const host = /^(.+): host processors$/.exec(id);
  if (host) return `the processors of host ${host[1]}`;
  if (vm !== undefined && id.startsWith(`${vm}: `)) return partName(id.slice(vm.length + 2));
  const colon = id.indexOf(": ");
  return colon > 0 ? `${partName(id.slice(colon + 2))} of ${id.slice(0, colon)}` : partName(id);
}

/** A drive of a host is a disk to its administrator; what stands in, a share or a cluster volume has a medium. */
function mediumName(volume: string): string {
  const name = diskName(volume);
  return name === volume ? `the medium of ${volume}` : name;
}

function diskName(volume: string): string {
  return volume.replace(/^"([a-z]:)"(?= on )/i, "disk $1");
}

/** Whether the name is a plural, as that of the processors is. */
export function isStationPlural(id: string): boolean {
  return /(?:^|: )(?:host )?processors$/.test(id);
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
