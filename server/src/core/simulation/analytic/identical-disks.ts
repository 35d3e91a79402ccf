/**
 * Finds disks of a network that are identical: they send the same requests to stations that are visited by the same
 * others. One of them represents all, so that a hundred VMs of one kind cost as much as one. Computed as the coarsest
 * equitable partition, by refinement.
 */
import type { Network } from "../network.ts";
import type { ChainDemands, Demand } from "./chain-demands.ts";

/** For each disk, the first one that is identical to it. */
export function identicalDisks(network: Network, demands: readonly ChainDemands[]): readonly number[] {
  const places = demands.map(placesOf);
  const intern = numbers();
  const base = demands.map((each, index) => intern(ownText(network, each, index)));
  let stations: readonly number[] = network.stations.map(({ kind, servers, actor }) =>
    intern(`${kind} ${servers} ${actor}`),
  );
  let disks = base;
  for (let kinds = 0; ; ) {
    disks = disks.map((kind, disk) => intern(`${kind}: ${places[disk]!.map((at) => stations[at]).join()}`));
    const now = new Set(disks).size;
    if (now === kinds) break;
    kinds = now;
    const visitors: string[][] = network.stations.map(() => []);
    places.forEach((own, disk) => {
      own.forEach((at, place) => {
        visitors[at]!.push(`${disks[disk]} ${place}`);
      });
    });
    stations = stations.map((kind, at) => intern(`${kind}; ${visitors[at]!.sort().join()}`));
  }
  const first = new Map<number, number>();
  return disks.map((kind, disk) => {
    if (!first.has(kind)) first.set(kind, disk);
    return first.get(kind)!;
  });
}

/** The stations of a disk, in the order in which `ownText` describes its demands on them. */
function placesOf({ outer, inner, gate, limit, host, ringStation, flush }: ChainDemands): readonly number[] {
  const others = [gate?.station, limit?.station, host?.station, ringStation, flush?.station].filter(
    (at) => at !== undefined,
  );
  return [...outer.keys(), ...inner.keys(), ...others];
}

function ownText(network: Network, demands: ChainDemands, index: number): string {
  const { population, rate } = network.chains[index]!;
  const { outer, inner, gate, limit, host, ringStation, flush, ...own } = demands;
  const text = (demand: Demand): unknown[] => [
    demand.us,
    demand.variance,
    demand.visits,
    demand.residualUs,
    demand.constantShare,
    demand.servers,
    demand.largestShare,
    demand.arm,
  ];
  return JSON.stringify([
    population,
    rate,
    own,
    [gate?.capacity, gate?.visits, limit?.us, host?.us, ringStation !== undefined, flush?.us],
    [...outer.values()].map(text),
    [...inner.values()].map(text),
  ]);
}

/** Numbers texts; equal texts get the same number. */
function numbers(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const found = known.get(text) ?? known.size;
    known.set(text, found);
    return found;
  };
}
