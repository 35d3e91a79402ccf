/** Open loads that need more than their path can serve. */
import { capacity } from "./analytic/predict.ts";
import type { Network } from "./network.ts";

/** Arrivals far beyond what the path serves would only be counted as lost, so they are reduced to 1.5 times its capacity. */
export function boundedArrivals(network: Network): Network {
  const chains = network.chains.map((chain, disk) =>
    chain.rate === undefined
      ? chain
      : { ...chain, rate: Math.min(chain.rate, 1.5 * capacity(network, disk).maximumIops) },
  );
  return { ...network, chains };
}
