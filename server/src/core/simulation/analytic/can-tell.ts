/** What the analytic engine knows nothing of, and leaves to a simulation. */
import type { Network } from "../network.ts";
import { type ChainDemands, combined, serversOf } from "./demands.ts";

const perSecond = 1e6;

/** Share of a host's processors from which on requests wait for them noticeably. */
const hostIsBusy = 0.6;

/** Each request goes to one disk of an array and waits there, though another may be idle: less than servers of one queue. */
function isOnArray({ stations }: Network, demands: ChainDemands): boolean {
  return [...combined(demands)].some(
    ([station, { servers }]) => stations[station]!.actor === "device" && servers > serversOf(stations[station]!),
  );
}

/** Whether the analytic engine knows all that these disks do together. */
export function canTell(
  network: Network,
  demands: readonly ChainDemands[],
  predictions: readonly { readonly throughputIops: number }[],
): boolean {
  if (demands.some((each) => each.isForked || each.sharesFlush || isOnArray(network, each))) return false;
  const busy = new Map<number, number>();
  demands.forEach((each, index) => {
    if (!each.host) return;
    const { station, us } = each.host;
    const total = us + (combined(each).get(station)?.us ?? 0);
    busy.set(station, (busy.get(station) ?? 0) + (predictions[index]!.throughputIops / perSecond) * total);
  });
  return [...busy].every(([station, work]) => work / serversOf(network.stations[station]!) < hostIsBusy);
}
