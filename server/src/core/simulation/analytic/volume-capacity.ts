/** What one volume, with the network to it, can serve of a disk's requests, whatever else stands on their way. */
import type { Network } from "../network.ts";
import { speedupOf } from "./chain-demands.ts";
import { demandsOf } from "./demands.ts";

/**
 * Requests per second at most, all servers of the volume's slowest station busy and its queue long enough to be
 * reordered. `key` is the volume's in the spec. Infinite where the disk takes nothing from the volume.
 */
export function volumeCapacity(network: Network, disk: number, key: string): number {
  const { inner, outer } = demandsOf(network, network.chains[disk]!);
  let perRequestUs = 0;
  for (const [index, demand] of [...inner, ...outer]) {
    const { id, actor } = network.stations[index]!;
    const isOfVolume = id.startsWith(`${key} `) || id === `network to ${key}` || id === `network from ${key}`;
    if (actor === "device" && isOfVolume)
      perRequestUs = Math.max(perRequestUs, demand.us / speedupOf(demand)(longQueue));
  }
  return 1e6 / perRequestUs;
}

/** More requests than any medium works on at once. */
const longQueue = 1e6;
