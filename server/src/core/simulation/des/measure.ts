/** The results of a run for each disk and each station, after the warm-up, in the format of the report. */
import { allocationShare } from "../analytic/demands.ts";
import type { Prediction } from "../analytic/predict.ts";
import type { Chain, Network } from "../network.ts";
import {
  type Bottleneck,
  type DiskReport,
  isRateReached,
  observedTimeUs,
  type StageReport,
  type StationReport,
} from "../report.ts";
import { stationsOf } from "../station-names.ts";
import { fullMargin, kneeUtilization } from "../stations.ts";
import { isWork } from "./measure-hosts.ts";
import { fewestForFigures, responseFigures } from "./response-figures.ts";
import type { Run } from "./run.ts";

/** All stations of the network. */
export function stationReports(network: Network, { start, end }: Run): StationReport[] {
  const elapsed = Math.max(1e-9, end.now - start.now);
  return network.stations.map(({ id, actor, servers }, s) => ({
    id,
    actor,
    servers,
    utilization: Math.max(0, Math.min(1, (end.busyArea[s]! - start.busyArea[s]!) / elapsed / servers)),
    meanQueueLength: Math.max(0, (end.presentArea[s]! - start.presentArea[s]!) / elapsed),
    throughputPerSecond: ((end.departures[s]! - start.departures[s]!) / elapsed) * 1e6,
  }));
}

/**
 * One disk, without figures from fewer than `fewest` requests; `prediction` says whether its load can be served at all.
 * `isBesideOverload`: others are overloaded and it is not, so the run shows whether they leave it enough. `runsOfAll`
 * is how many times longer the whole simulation is than this run; `undefined` for a run that ended before it had its
 * requests.
 */
export function diskReport(
  network: Network,
  index: number,
  fewest: number,
  done: Run,
  stations: readonly StationReport[],
  prediction: Prediction,
  isBesideOverload: boolean,
  runsOfAll: number | undefined,
): DiskReport {
  const chain = network.chains[index]!;
  const { start, end, stageCount } = done;
  const before = start.totals[index]!;
  const after = end.totals[index]!;
  const completed = after.completed - before.completed;
  const counted = Math.max(1, completed);
  const isObserved = completed >= fewest;
  const elapsed = Math.max(1e-9, end.now - start.now);
  const { disk } = chain;
  const visits = visitsOf(chain);
  const stages = chain.stages.map(({ id, actor, station }, stage) => {
    const at = index * stageCount + stage;
    return {
      id,
      actor,
      station,
      visits: visits[stage]!,
      serviceUs: (end.serviceUs[at]! - start.serviceUs[at]!) / counted,
      waitingUs: (end.waitingUs[at]! - start.waitingUs[at]!) / counted,
    };
  });
  const cpu = (...actors: readonly string[]): number =>
    stages
      .filter((stage) => actors.includes(stage.actor) && isWork(stage))
      .reduce((sum, { serviceUs }) => sum + serviceUs, 0);
  const exits = (after.exits - before.exits) / counted;
  // vmwp.exe is entered and left once per access, and once more for each part that returns from the root's kernel.
  const returns = stages.find(({ id }) => id === "ctx")?.visits ?? 0;
  const series = done.responses[index]!;
  const bytes =
    disk.load.sizes.reduce((sum, size) => sum + size.bytes * size.share, 0) /
    disk.load.sizes.reduce((sum, { share }) => sum + share, 0);
  const throughputIops = (completed / elapsed) * 1e6;
  const isServed = isBesideOverload && isRateReached(throughputIops, disk.load.rate ?? 0, completed);
  const saturated = after.lost > 0 || (prediction.saturated && !isServed);
  const bottleneck = bottleneckOf(network, chain, stations, stages);
  const measured = end.completions - start.completions;
  const shareOfRun = completed > 0 ? completed / measured : prediction.throughputIops / ((measured / elapsed) * 1e6);
  const requestsFor = (wanted: number): number | undefined =>
    runsOfAll && ((wanted / shareOfRun) * runsOfAll * end.completions) / measured;
  const response = responseFigures(chain, series, fewest, throughputIops, prediction.offered, saturated, requestsFor);
  return {
    vm: chain.vm,
    slot: disk.slot,
    transport: disk.transport,
    type: disk.type,
    volume: disk.volumeLabel,
    load: {
      requestSizeBytes: bytes,
      read: disk.load.read,
      random: disk.load.random,
      queueDepth: chain.population,
      rate: disk.load.rate,
    },
    measuredRequests: completed,
    throughputIops: isObserved ? throughputIops : null,
    throughputBytesPerSecond: isObserved ? ((after.bytes - before.bytes) / elapsed) * 1e6 : null,
    responseTimeUs: response.responseTimeUs,
    perRequest: !isObserved
      ? null
      : {
          exits,
          hypercalls: (after.hypercalls - before.hypercalls) / counted,
          interrupts: (after.interrupts - before.interrupts) / counted,
          contextSwitches: 2 * (exits + returns),
          guestCpuUs: cpu("guest user", "guest kernel"),
          rootCpuUs: cpu("root kernel", "vmwp.exe"),
        },
    stages: isObserved ? stages : stages.map((stage) => ({ ...stage, serviceUs: null, waitingUs: null })),
    bottleneck,
    saturated,
    notes: [...(disk.notes ?? []), ...(saturated ? [saturatedNote] : []), ...response.notes],
  };
}

const saturatedNote =
  "Its load exceeds what its path can serve; the run was bounded, and the figures describe that run only.";

/**
 * By disk: how many measured requests its throughput needs. The requests that the path of a closed load accepts at once
 * start together, and those of disks that share a volume queue there in a row: until each disk has had some turns, how
 * much one got is chance.
 */
export function fewestRequests({ chains, stations }: Network): readonly number[] {
  const sharing = new Set<string>();
  const volumes = new Set<string>();
  for (const { disk } of chains) (volumes.has(disk.volume) ? sharing : volumes).add(disk.volume);
  return chains.map(({ population = 0, kinds, disk }) => {
    const held = kinds.flatMap(({ operations }) =>
      operations.flatMap((operation) => (operation.kind === "acquire" ? stations[operation.station]!.servers : [])),
    );
    const atOnce = Math.min(population, ...held);
    return Math.max(fewestForFigures, (sharing.has(disk.volume) ? turns : 1) * atOnce);
  });
}

/** With this many, one turn more or less changes the throughput by a fifth. */
const turns = 5;

/** Mean visits per request and stage, over the kinds of request. */
function visitsOf(chain: Chain): Float64Array {
  const visits = new Float64Array(chain.stages.length);
  for (const { operations, probability, isRandom, bytes } of chain.kinds) {
    let allocatesUntil = -1;
    let forkedUntil = -1;
    let branches = 1;
    operations.forEach((operation, at) => {
      if (at >= forkedUntil) branches = 1;
      const share = at < allocatesUntil ? allocationShare(chain, isRandom, bytes) : 1;
      const add = (stage: number, count: number): void => {
        visits[stage]! += probability * share * count * branches;
      };
      switch (operation.kind) {
        case "serve":
          for (const part of [...operation.parts, ...(operation.setup ?? [])]) add(part.stage, part.visits);
          break;
        case "arm":
          add(operation.stage, 1);
          add(operation.transferStage, 1);
          break;
        case "delay":
        case "ring-in":
          add(operation.part.stage, 1);
          break;
        case "acquire":
        case "limit":
          add(operation.stage, 1);
          break;
        case "fork":
          branches = operation.branches;
          forkedUntil = at + 1 + operation.length;
          break;
        case "join":
          add(operation.stage, 1);
          break;
        case "allocate":
          allocatesUntil = at + 1 + operation.length;
      }
    });
  }
  return visits;
}

/**
 * The busiest station on the disk's path. A limit on outstanding requests is full because of what its requests do
 * inside; it is the bottleneck only while requests wait for it and no station on this path is busy: then another disk
 * delays them.
 */
function bottleneckOf(
  network: Network,
  chain: Chain,
  stations: readonly StationReport[],
  stages: readonly StageReport[],
): Bottleneck {
  const onTheWay = new Set<number>();
  const limits = new Set<number>();
  const processors = new Set<number>();
  const running = new Set<number>();
  for (const { operations } of chain.kinds)
    for (const operation of operations) {
      if (operation.kind === "serve") {
        // A flush serves all requests that wait for it: however busy it is, it could serve more.
        if (network.stations[operation.station]!.kind === "batch") continue;
        for (let n = 0; n < operation.count; n++) onTheWay.add(operation.station + n);
        if (operation.cpu === undefined) continue;
        processors.add(operation.cpu);
        for (let n = 0; n < operation.count; n++) running.add(operation.station + n);
      } else if (operation.kind === "arm")
        for (let n = 0; n < operation.count; n++) onTheWay.add(operation.station + n);
      else if (operation.kind === "limit") onTheWay.add(operation.station);
      else if (operation.kind === "acquire")
        (network.stations[operation.station]!.servers === 1 ? onTheWay : limits).add(operation.station);
    }
  const busiest = (candidates: ReadonlySet<number>): StationReport | undefined => {
    let best: StationReport | undefined;
    for (const s of candidates) if (!best || stations[s]!.utilization > best.utilization) best = stations[s];
    return best;
  };
  // Places that wait for a processor of the host are occupied because the host is full.
  const host = busiest(processors);
  if (host && host.utilization >= fullEnough) for (const s of running) onTheWay.delete(s);
  const candidates = new Set([...onTheWay, ...processors]);
  const most = mostTimeAt(stages, stations);
  // Among several full stations, which may be those of other disks, the one where this disk's requests wait.
  const full = busiest(candidates)!;
  const isMostFull = most !== undefined && most.utilization > full.utilization - fullMargin;
  const served = isMostFull && [...candidates].some((s) => stations[s] === most) ? most : full;
  const limit = busiest(new Set([...limits].filter((s) => waitsAt(stations[s]!))));
  const { id, utilization } = limit && served.utilization < busyEnough ? limit : served;
  const slowest = utilization < kneeUtilization ? most : undefined;
  return slowest
    ? { station: slowest.id, utilization: slowest.utilization, limit: "latency" }
    : { station: id, utilization, limit: "capacity" };
}

/** The station at which a request spends the most time, including waiting; for the channels of a controller, the busiest. */
function mostTimeAt(stages: readonly StageReport[], stations: readonly StationReport[]): StationReport | undefined {
  const times = new Map<string, number>();
  for (const stage of stages) {
    const { station } = stage;
    if (station !== undefined) times.set(station, (times.get(station) ?? 0) + observedTimeUs(stage));
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  if (!most || most[1] === 0) return undefined;
  return [...stationsOf(most[0], stations)].sort((a, b) => b.utilization - a.utilization)[0];
}

/** From this utilization on, a station is the cause of the requests that pile up in front of it. */
const busyEnough = 0.9;
/** From this utilization on, processors delay requests that have their place at another station. */
const fullEnough = 0.97;

const waitsAt = ({ meanQueueLength, servers }: StationReport): boolean => meanQueueLength > servers;
