/** The volume of a host that a path is on. */
import type { Volume } from "./layout.ts";
import { isBelow, isOnClusterVolume, type WindowsPath } from "./windows-path.ts";

/**
 * The volume with the longest prefix that ends where a folder of the path ends; `undefined` if no volume contains it.
 * What is below `\ClusterStorage\` is on a volume there, never on the drive.
 */
export function volumeOf<V extends Volume>(
  path: WindowsPath,
  { volumes }: { readonly volumes: readonly V[] },
): V | undefined {
  const isOnCluster = isOnClusterVolume(path);
  for (const { length, byKey } of prefixesOf(volumes)) {
    const volume = byKey.get(path.key.slice(0, length));
    if (!volume || (isOnCluster && !isOnClusterVolume(volume.prefix.value))) continue;
    if (isBelow(path, volume.prefix.value)) return volume as V;
  }
  return undefined;
}

/** The volumes with prefixes of the same length, by key; of two with the same key, the first. */
interface Prefixes {
  readonly length: number;
  readonly byKey: Map<string, Volume>;
}

/** Cached, because many VMs ask for the same volumes. */
const prefixesByVolumes = new WeakMap<readonly Volume[], readonly Prefixes[]>();

/** The longest first. */
function prefixesOf(volumes: readonly Volume[]): readonly Prefixes[] {
  const cached = prefixesByVolumes.get(volumes);
  if (cached) return cached;
  const byLength = new Map<number, Prefixes>();
  for (const volume of volumes) {
    const { key } = volume.prefix.value;
    const { byKey } = byLength.get(key.length) ?? { byKey: new Map<string, Volume>() };
    byLength.set(key.length, { length: key.length, byKey });
    if (!byKey.has(key)) byKey.set(key, volume);
  }
  const prefixes = [...byLength.values()].sort((a, b) => b.length - a.length);
  prefixesByVolumes.set(volumes, prefixes);
  return prefixes;
}
