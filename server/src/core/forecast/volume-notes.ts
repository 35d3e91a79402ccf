/** What the figures of a volume's disks do not include, and those of the path to it. */
import type { HostVolume } from "../model/effective-hosts.ts";
import { isOnClusterVolume } from "../model/windows-path.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { NetworkSpec, Resiliency } from "../simulation/system-spec.ts";

const drawn = "Each request is assumed to go to one disk, chosen at random.";
const copies = "Its copies are assumed to be written at the same time, without a network between them.";
const parity =
  "Each write on parity is assumed to be a small one, which reads before it writes; a cache of the array is not included.";
/** For a medium of several disks, by resiliency. */
export const arrayNotes: Readonly<Record<Resiliency, string>> = {
  simple: drawn,
  mirror: copies,
  "three-way-mirror": copies,
  parity,
  "dual-parity": parity,
};

/** About the processors' work for a pool; none if the costs include it. */
export function spacesNote({ "spaces.read": read, "spaces.write": write }: Costs): readonly string[] {
  if (read! > 0 && write! > 0) return [];
  return [
    'Its array is assumed to have a controller of its own: the processor time of Storage Spaces is not included ("spaces.read", "spaces.write").',
  ];
}

/** About the path to the volume; `network` is what the layout says about it. */
export function wayNotes(
  { prefix: { value: prefix }, hasOtherNetwork }: HostVolume,
  network: NetworkSpec | undefined,
): readonly string[] {
  const { text } = prefix;
  if (isOnClusterVolume(prefix))
    return [`Direct I/O to ${text} is assumed, not redirected I/O over the node that owns the cluster volume.`];
  if (prefix.form !== "share") return [];
  if (!network) return [`The network path to ${text} is not included: its volume states no link and no latency.`];
  return [
    ...(hasOtherNetwork
      ? [`The network to ${text} is simulated as the first host that lists it states it, not as this host does.`]
      : []),
    ...(network.bitsPerSecond === undefined
      ? [`The bandwidth of the network to ${text} is not included: its volume states no link.`]
      : []),
    `SMB over TCP to ${text} is assumed, and a file server whose processors are never busy.`,
  ];
}
