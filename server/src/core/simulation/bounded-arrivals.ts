/** Open loads that ask for more than their path serves. */
import { capacity } from "./analytic/predict.ts";
import type { Network } from "./network.ts";

/** Arrivals far beyond what the path serves would only be counted as lost; they are thinned to half above its ceiling. */
export function boundedArrivals(network: Network): Network {
  const chains = network.chains.map((chain, disk) =>
    chain.rate === undefined
      ? chain
      : { ...chain, rate: Math.min(chain.rate, 1.5 * capacity(network, disk).maximumIops) },
  );
  return { ...network, chains };
}
