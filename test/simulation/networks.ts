/** Textbook networks for tests: stations with a mean service of microseconds, visited one after another. */
import type { Run } from "../../server/src/core/simulation/des/run.ts";
import { run } from "../../server/src/core/simulation/des/run.ts";
import type { Chain, Network } from "../../server/src/core/simulation/network.ts";
import type { Operation, Shape } from "../../server/src/core/simulation/operations.ts";
import type { Station } from "../../server/src/core/simulation/stations.ts";
import { disk } from "./specs.ts";

export interface Visit {
  readonly us: number;
  /** 0 for a delay. */
  readonly servers: number;
  readonly shape?: Shape;
}

/** A chain of stations in series; closed with `population`, open with `rate` per microsecond. */
export function series(
  visits: readonly Visit[],
  load: { population?: number; rate?: number; capacity?: number },
): Network {
  const stations: Station[] = [];
  const operations = visits.map(({ us, servers, shape = "exponential" }, stage): Operation => {
    const part = { stage, us, visits: 1 };
    if (servers === 0) return { kind: "delay", part, shape };
    const station = stations.push({ id: `station ${stage}`, actor: "device", servers, kind: "servers" }) - 1;
    return { kind: "serve", station, count: 1, parts: [part], us, shape, exits: 0, weight: 1, drains: false };
  });
  return oneChain(stations, operations, visits.length, load);
}

export function oneChain(
  stations: readonly Station[],
  operations: readonly Operation[],
  stages: number,
  load: { population?: number; rate?: number; capacity?: number },
): Network {
  const chain: Chain = {
    vm: "test",
    disk: disk(),
    stages: Array.from({ length: stages }, (_, stage) => ({ id: `stage ${stage}`, actor: "device" })),
    kinds: [{ probability: 1, bytes: 4096, isRead: true, isRandom: true, operations }],
    population: load.population,
    rate: load.rate === undefined ? undefined : load.rate * 1e6,
    burst: 1,
    capacity: load.capacity ?? 4096,
    blockSizeBytes: 4096,
    stream: 0,
  };
  return { phase: "with-drivers", stations, chains: [chain], costIds: [], notes: [] };
}

export const runOf = (network: Network, seed: number, requests: number): Run =>
  run(network, { seed, requests, traced: [] })!;

/** Mean response time in microseconds after the warm-up. */
export const responseOf = ({ start, end }: Run): number =>
  (end.totals[0]!.responseUs - start.totals[0]!.responseUs) / (end.totals[0]!.completed - start.totals[0]!.completed);

/** Completions per microsecond after the warm-up. */
export const throughputOf = ({ start, end }: Run): number =>
  (end.totals[0]!.completed - start.totals[0]!.completed) / (end.now - start.now);
