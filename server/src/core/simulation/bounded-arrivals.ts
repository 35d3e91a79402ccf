/** Open loads that ask for more than their path serves. */
import type { Prediction } from "./analytic/predict.ts";
import type { Network } from "./network.ts";

/** Arrivals far beyond what the path serves would only be counted as lost; they are thinned to half above its ceiling. */
export function boundedArrivals(network: Network, alone: readonly Prediction[]): Network {
  const chains = network.chains.map((chain, index) =>
    chain.rate === undefined
      ? chain
      : { ...chain, rate: Math.min(chain.rate, 1.5 * alone[index]!.asymptotes.maximumIops) },
  );
  return { ...network, chains };
}
