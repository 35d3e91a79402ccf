/** What one volume can serve of a disk's requests, whatever else stands on their way. */
import type { Network } from "../network.ts";
import type { Demand } from "./chain-demands.ts";
import { multiServer } from "./convolution.ts";
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
    if (actor === "device" && id.startsWith(`${key} `)) perRequestUs = Math.max(perRequestUs, timeOf(demand));
  }
  return 1e6 / perRequestUs;
}

function timeOf({ us, servers, speedup }: Demand): number {
  return us / (speedup ?? multiServer(servers))(longQueue);
}

/** More requests than any medium works on at once. */
const longQueue = 1e6;
