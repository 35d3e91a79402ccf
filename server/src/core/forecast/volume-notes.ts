/** What is not in the figures of a volume's disks and of the way to it. */
import { isOnClusterVolume, type WindowsPath } from "../model/windows-path.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { NetworkSpec, Resiliency } from "../simulation/system-spec.ts";

const drawn = "Each request is taken to meet one disk, drawn at random.";
const copies = "Its copies are taken to be written at once and without a network between them.";
const parity =
  "Each write on parity is taken to be a small one, which reads before it writes; a cache of the array is not in these figures.";
/** Of a medium of several disks, by how they keep data. */
export const arrayNotes: Readonly<Record<Resiliency, string>> = {
  simple: drawn,
  mirror: copies,
  "three-way-mirror": copies,
  parity,
  "dual-parity": parity,
};

/** Of the processors' work for a pool; none where the costs have it. */
export function spacesNote({ "spaces.read": read, "spaces.write": write }: Costs): readonly string[] {
  if (read! > 0 && write! > 0) return [];
  return [
    'Its array is taken to have a controller of its own: the processors\' work of Storage Spaces is not in these figures ("spaces.read", "spaces.write").',
  ];
}

/** Of the way to the volume with this prefix; `network` is what the layout says of it. */
export function wayNotes(prefix: WindowsPath, network: NetworkSpec | undefined): readonly string[] {
  const { text } = prefix;
  if (isOnClusterVolume(prefix))
    return [`Direct I/O to ${text} is assumed, not redirected I/O over the node that owns the cluster volume.`];
  if (prefix.form !== "share") return [];
  if (!network)
    return [`The way over the network to ${text} is not in these figures: its volume states no link and no latency.`];
  return [
    ...(network.bitsPerSecond === undefined
      ? [`The rate of the network to ${text} is not in these figures: its volume states no link.`]
      : []),
    `SMB over TCP is assumed to ${text}, and a file server whose processors nobody waits for.`,
  ];
}
