/** How much of one volume and of the network to it a disk's requests use, whatever else is on their path. */
import type { Network } from "../network.ts";
import { combined, speedupOf } from "./chain-demands.ts";
import { demandsOf } from "./demands.ts";

/**
 * Microseconds per request at each station of the volume, all its servers busy and its queue long enough to be
 * reordered; by the role of the station, such as `units` or `network to`. `key` is the volume's in the spec. Empty if
 * the disk does not use the volume.
 */
export function volumeTimes(network: Network, disk: number, key: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [index, demand] of combined(demandsOf(network, network.chains[disk]!))) {
    const { id, actor } = network.stations[index]!;
    const isOfVolume = id.startsWith(`${key} `) || id === `network to ${key}` || id === `network from ${key}`;
    if (actor === "device" && isOfVolume) times.set(id.replace(key, ""), demand.us / speedupOf(demand)(longQueue));
  }
  return times;
}

/** More requests than any medium processes at once. */
const longQueue = 1e6;
