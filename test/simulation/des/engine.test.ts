import { describe, expect, test } from "vitest";
import { Engine } from "../../../server/src/core/simulation/des/engine.ts";
import { checkLaws } from "../../../server/src/core/simulation/des/laws.ts";
import type { Network } from "../../../server/src/core/simulation/network.ts";
import type { Operation } from "../../../server/src/core/simulation/operations.ts";
import { oneChain, runOf, series } from "../networks.ts";

/** Completions of the first requests as (time, response time). */
function log(network: Network, completions: number): [number, number][] {
  const engine = new Engine(network, 1);
  const result: [number, number][] = [];
  engine.onComplete = (_, slot) => result.push([engine.now, engine.responseUs[slot]!]);
  while (result.length < completions) engine.run(1, 1e6);
  checkLaws(engine);
  return result;
}

const constant = (us: number, servers: number) => ({ us, servers, shape: "constant" as const });
const serve = (station: number, us: number): Operation => ({
  kind: "serve",
  station,
  count: 1,
  parts: [{ stage: station, us, visits: 1 }],
  us,
  shape: "constant",
  exits: 0,
  weight: 1,
  drains: false,
});

describe("tiny worlds", () => {
  test("two requests take turns at one server", () => {
    expect(log(series([constant(10, 1)], { population: 2 }), 4)).toEqual([
      [10, 10],
      [20, 20],
      [30, 20],
      [40, 20],
    ]);
  });

  test("two servers work in parallel", () => {
    expect(log(series([constant(10, 2)], { population: 2 }), 4)).toEqual([
      [10, 10],
      [10, 10],
      [20, 10],
      [20, 10],
    ]);
  });

  test("requests do not wait at a delay, only at the station after it", () => {
    expect(log(series([constant(5, 0), constant(2, 1)], { population: 2 }), 3)).toEqual([
      [7, 7],
      [9, 9],
      [14, 7],
    ]);
  });

  test("a burst of more requests than there was room for is served like any other, first come, first served", () => {
    const one = series([constant(1, 1)], { rate: 0.0001 });
    const burst = { ...one, chains: one.chains.map((chain) => ({ ...chain, burst: 500 })) };
    const times = log(burst, 500).map(([, response]) => Math.round(response));
    expect(times).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
  });

  test("a held server stays held over all steps until it is released", () => {
    const stations = [
      { id: "held", actor: "device", servers: 1, kind: "servers" },
      { id: "server", actor: "device", servers: 2, kind: "servers" },
    ] as const;
    const operations: Operation[] = [
      { kind: "acquire", station: 0, stage: 0 },
      serve(1, 3),
      serve(1, 4),
      { kind: "release", station: 0, stage: 0 },
    ];
    expect(log(oneChain(stations, operations, 2, { population: 2 }), 3)).toEqual([
      [7, 7],
      [14, 14],
      [21, 14],
    ]);
  });

  test("requests that fill a weighted station stretch one another", () => {
    const stations = [{ id: "units", actor: "device", servers: 1, kind: "weighted" }] as const;
    // Each takes 0.8 of the station: the second starts in parallel with the first and takes 1.6 times as long.
    const operations: Operation[] = [{ ...serve(0, 10), weight: 0.8 } as Operation];
    expect(log(oneChain(stations, operations, 1, { population: 2 }), 2)).toEqual([
      [10, 10],
      [16, 16],
    ]);
  });
});

describe("rings", () => {
  test.each([0.2, 0.5, 0.8])("at utilization %d a signal is sent with the probability of an empty ring", (rate) => {
    const stations = [{ id: "channel", actor: "device", servers: 1, kind: "servers" }] as const;
    const setup = [{ stage: 0, us: 0, visits: 1 }];
    const operation = { ...serve(0, 1), shape: "exponential", setup } as Operation;
    const { end } = runOf(oneChain(stations, [operation], 1, { rate }), 5, 60_000);
    const { hypercalls, completed } = end.totals[0]!;
    // PASTA: an arrival finds the channel idle with probability 1 - utilization; 0.015 is about five standard errors.
    expect(Math.abs(hypercalls / completed - (1 - rate))).toBeLessThan(0.015);
  });
});

test("a violated invariant ends the run with its name", () => {
  const engine = new Engine(series([constant(10, 1)], { population: 2 }), 1);
  for (let n = 0; n < 10; n++) engine.run(1, 1e6);
  checkLaws(engine);
  engine.queues.sojournUs[0]! += 5;
  expect(() => checkLaws(engine)).toThrow(`Little's law at "station 0"`);
});
