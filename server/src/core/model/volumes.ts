/** On which of a host's volumes a path lies. */
import type { Host, Volume } from "./layout.ts";
import { isBelow, type WindowsPath } from "./windows-path.ts";

/** The volume with the longest prefix that ends where a folder of the path ends; `undefined` if none holds it. */
export function volumeOf(path: WindowsPath, host: Host): Volume | undefined {
  let best: Volume | undefined;
  for (const volume of host.volumes) {
    const { value } = volume.prefix;
    if (isBelow(path, value) && (!best || value.key.length > best.prefix.value.key.length)) best = volume;
  }
  return best;
}
