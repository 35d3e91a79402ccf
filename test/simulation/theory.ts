/**
 * Queues with a known theoretical result, each with a discrete-event run that must agree with it. The unit tests use a
 * few seeds, the truth table many.
 */
import { waitingMG1 } from "../../server/src/core/simulation/analytic/waiting-time.ts";
import type { Network } from "../../server/src/core/simulation/network.ts";
import { armModel, meanPositioningUs } from "../../server/src/core/simulation/paths/media-model.ts";
import { oneChain, responseOf, runOf, series, throughputOf } from "./networks.ts";
import { costs } from "./specs.ts";

export interface TheoryCase {
  readonly name: string;
  readonly expected: number;
  /** One observation of the figure. */
  readonly observe: (seed: number, requests: number) => number;
}

const waiting = (name: string, network: Network, service: number, expected: number): TheoryCase => ({
  name,
  expected,
  observe: (seed, requests) => responseOf(runOf(network, seed, requests)) - service,
});

/** A spinning disk with Poisson arrivals, mean service 12.8416 ms and standard deviation 4.4472 ms. */
function spinningDisk(perSecond: number): Network {
  const own = costs();
  const bare = armModel("hdd-7200", (id) => own[id]!);
  const arm = { ...bare, queueGain: 0, overheadUs: 12_841.6 - meanPositioningUs(bare) };
  const operation = {
    kind: "arm",
    station: 0,
    count: 1,
    isRandom: true,
    bytes: 0,
    stage: 0,
    transferStage: 1,
  } as const;
  return oneChain([{ id: "disk", actor: "device", servers: 1, kind: "arm", arm }], [operation], 2, {
    rate: perSecond / 1e6,
  });
}

const closed = (name: string, network: Network, expected: number): TheoryCase => ({
  name,
  expected,
  observe: (seed, requests) => throughputOf(runOf(network, seed, requests)),
});

const loss = (room: number, expected: number): TheoryCase => ({
  name: `M/M/1/${room}, utilization 0.8: loss`,
  expected,
  observe: (seed, requests) => {
    const { end } = runOf(series([{ us: 1, servers: 1 }], { rate: 0.8, capacity: room }), seed, requests);
    const { lost, completed } = end.totals[0]!;
    return lost / (lost + completed);
  },
});

const mm = (servers: number, rate: number): Network => series([{ us: 1, servers }], { rate });
const md = (rate: number): Network => series([{ us: 1, servers: 1, shape: "constant" }], { rate });
const demands = [5, 10, 2].map((us) => ({ us, servers: 1 }));

export const twelveStations = [
  [3, 4],
  [2, 4],
  [1.2, 1],
  [1.5, 1],
  [3, 8],
  [2, 8],
  [5, 8],
  [85, 64],
  [4, 8],
  [1.7, 1],
  [1.5, 1],
  [3, 4],
].map(([us, servers]) => ({ us: us!, servers: servers! }));

export const theory: readonly TheoryCase[] = [
  { ...waiting("M/M/1, utilization 0.8: response", mm(1, 0.8), 0, 5) },
  waiting("M/D/1, utilization 0.5: waiting", md(0.5), 1, 0.5),
  waiting("M/D/1, utilization 0.8: waiting", md(0.8), 1, 2),
  waiting("M/D/1, utilization 0.9: waiting", md(0.9), 1, 4.5),
  waiting("M/M/2, arrivals 1.6: waiting", mm(2, 1.6), 1, 1.777778),
  waiting("M/M/4, arrivals 3.2: waiting", mm(4, 3.2), 1, 0.745541),
  waiting("M/M/8, arrivals 6.4: waiting", mm(8, 6.4), 1, 0.286028),
  waiting("M/M/8, arrivals 7.2: waiting", mm(8, 7.2), 1, 0.876916),
  loss(5, 0.088819),
  loss(10, 0.023493),
  ...[40, 60, 70].map((perSecond) =>
    waiting(
      `M/G/1, spinning disk at ${perSecond} IOPS: waiting`,
      spinningDisk(perSecond),
      12_841.6,
      waitingMG1(perSecond / 1e6, 12_841.6, 4447.2 ** 2),
    ),
  ),
  ...[
    [1, 0.0588235],
    [2, 0.0813397],
    [4, 0.0956972],
    [8, 0.099739],
    [16, 0.099999],
  ].map(([n, x]) =>
    closed(`closed, demands 5, 10 and 2, ${n} requests: throughput`, series(demands, { population: n! }), x!),
  ),
  closed(
    "closed, 4 servers, delay 3, 12 requests: throughput",
    series(
      [
        { us: 1, servers: 4 },
        { us: 3, servers: 0 },
      ],
      { population: 12 },
    ),
    2.8891117478,
  ),
  closed(
    "closed, 32 servers, delay 0.5, 64 requests: throughput",
    series(
      [
        { us: 1, servers: 32 },
        { us: 0.5, servers: 0 },
      ],
      { population: 64 },
    ),
    31.9997838971,
  ),
  ...[
    [1, 8857.4],
    [8, 70_489.6],
    [32, 274_112.2],
    [128, 587_896],
  ].map(([n, iops]) =>
    closed(
      `closed, chain of 12 stations, ${n} requests: throughput`,
      series(twelveStations, { population: n! }),
      iops! / 1e6,
    ),
  ),
];
