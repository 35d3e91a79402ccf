/** What the analytic engine knows nothing of, and leaves to a simulation. */
import type { Network } from "../network.ts";
import { type ChainDemands, combined, serversOf } from "./demands.ts";

const perSecond = 1e6;

/** Share of a host's processors from which on requests wait for them noticeably. */
const hostIsBusy = 0.6;

/** Whether the analytic engine knows all that these disks do together. */
export function canTell(
  network: Network,
  demands: readonly ChainDemands[],
  predictions: readonly { readonly throughputIops: number }[],
): boolean {
  if (demands.some((each) => each.isForked || each.isOnArray || each.sharesFlush)) return false;
  const busy = new Map<number, number>();
  demands.forEach((each, index) => {
    if (!each.host) return;
    const { station, us } = each.host;
    const total = us + (combined(each).get(station)?.us ?? 0);
    busy.set(station, (busy.get(station) ?? 0) + (predictions[index]!.throughputIops / perSecond) * total);
  });
  return [...busy].every(([station, work]) => work / serversOf(network.stations[station]!) < hostIsBusy);
}
