/** On which of a host's volumes a path lies. */
import type { Volume } from "./layout.ts";
import { isBelow, isOnClusterVolume, type WindowsPath } from "./windows-path.ts";

/**
 * The volume with the longest prefix that ends where a folder of the path ends; `undefined` if none holds it. What lies
 * under `\ClusterStorage\` is on a volume there, never on the drive.
 */
export function volumeOf<V extends Volume>(
  path: WindowsPath,
  { volumes }: { readonly volumes: readonly V[] },
): V | undefined {
  const isOnCluster = isOnClusterVolume(path);
  let best: V | undefined;
  for (const volume of volumes) {
    const { value } = volume.prefix;
    if (isOnCluster && !isOnClusterVolume(value)) continue;
    if (isBelow(path, value) && (!best || value.key.length > best.prefix.value.key.length)) best = volume;
  }
  return best;
}
