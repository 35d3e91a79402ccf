/**
 * One simulation from description to report: runs the discrete-event engine, and asks the analytic one what other
 * layouts and other costs would change.
 */
import { type Prediction, predict, predictTogether } from "./analytic/predict.ts";
import { type Run, run, type Timeline } from "./des/run.ts";
import type { TracedRequest } from "./des/trace.ts";
import { batchInterval, percentile } from "./kernel/statistics.ts";
import { buildNetwork, type Chain, type Network } from "./network.ts";
import { costDefinition } from "./paths/costs.ts";
import type { Assumption, DiskReport, SimulationReport, StationReport, WhatIf } from "./report.ts";
import { checkSpec, type SystemSpec } from "./spec.ts";

export interface SimulateOptions {
  readonly seed: number;
  /** Requests to complete, 1 to 2 000 000; a slow disk beside fast ones makes the run up to twice as long. */
  readonly requests: number;
  readonly alternatives?: readonly Alternative[] | undefined;
  /** Requests to record from the middle of the run on. */
  readonly traceRequests?: number | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Asked some 40 times per run. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Another layout to compare one disk with; `disk` is its index, counted over all VMs, in both specs. */
export interface Alternative {
  readonly vm: string;
  readonly slot: string;
  readonly change: string;
  readonly disk: number;
  readonly spec: SystemSpec;
}

export type SimulationOutcome =
  | {
      readonly kind: "done";
      readonly report: SimulationReport;
      readonly trace: readonly TracedRequest[];
      readonly timeline: Timeline;
      /** Events of the run, for measuring speed. */
      readonly events: number;
    }
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "cancelled" };

const mostRequests = 2_000_000;
const mostSampledDisks = 256;

/** Simulates; refuses what cannot be simulated with a sentence, and throws only when a law is broken. */
export function simulate(spec: SystemSpec, options: SimulateOptions): SimulationOutcome {
  const problem = checkSpec(spec) ?? checkOptions(options);
  if (problem) return { kind: "refused", problem };
  const network = buildNetwork(spec);
  const alone = network.chains.map((_, disk) => predict(network, disk));
  const done = run(boundedArrivals(network, alone), { ...options, traceRequests: options.traceRequests ?? 0 });
  if (!done) return { kind: "cancelled" };
  const together = predictTogether(network);
  const stations = stationReports(network, done);
  const disks = network.chains.map((chain, index) =>
    diskReport(network, chain, index, done, stations, together[index]!),
  );
  const report: SimulationReport = {
    seed: options.seed,
    requests: done.end.completions,
    warmupRequests: done.start.completions,
    simulatedSeconds: done.end.now / 1e6,
    phase: spec.phase,
    disks,
    stations,
    whatIf: (options.alternatives ?? []).flatMap((alternative) => whatIf(together, alternative)),
    assumptions: assumptions(spec, network),
    notes: notes(spec, network, disks, done),
  };
  return { kind: "done", report, trace: withRoles(done.trace, disks), timeline: done.timeline, events: done.events };
}

function checkOptions({ seed, requests }: SimulateOptions): string | undefined {
  if (!Number.isSafeInteger(seed) || seed < 0) return "The seed must be a whole number from 0 on.";
  if (!Number.isInteger(requests) || requests < 1 || requests > mostRequests)
    return `A run has 1 to ${mostRequests} requests.`;
  return undefined;
}

/** Arrivals far beyond what the path serves would only be counted as lost; they are thinned to half above its ceiling. */
function boundedArrivals(network: Network, alone: readonly Prediction[]): Network {
  const chains = network.chains.map((chain, index) =>
    chain.rate === undefined
      ? chain
      : { ...chain, rate: Math.min(chain.rate, 1.5 * alone[index]!.asymptotes.maximumIops) },
  );
  return { ...network, chains };
}

function stationReports(network: Network, { start, end }: Run): StationReport[] {
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

function diskReport(
  network: Network,
  chain: Chain,
  index: number,
  done: Run,
  stations: readonly StationReport[],
  prediction: Prediction,
): DiskReport {
  const { start, end, stageCount } = done;
  const before = start.totals[index]!;
  const after = end.totals[index]!;
  const completed = after.completed - before.completed;
  const counted = Math.max(1, completed);
  const elapsed = Math.max(1e-9, end.now - start.now);
  const { disk } = chain;
  const visits = visitsOf(chain);
  const stages = chain.stages.map(({ id, actor }, stage) => {
    const at = index * stageCount + stage;
    return {
      id,
      actor,
      visits: visits[stage]!,
      serviceUs: (end.serviceUs[at]! - start.serviceUs[at]!) / counted,
      waitingUs: (end.waitingUs[at]! - start.waitingUs[at]!) / counted,
    };
  });
  const cpu = (...actors: readonly string[]): number =>
    stages.filter(({ actor }) => actors.includes(actor)).reduce((sum, { serviceUs }) => sum + serviceUs, 0);
  const exits = (after.exits - before.exits) / counted;
  // vmwp.exe is entered and left once per access, and once more for each piece that comes back from the root's kernel.
  const returns = stages.find(({ id }) => id === "ctx")?.visits ?? 0;
  const series = done.responses[index]!;
  const sorted = Float64Array.from(series).sort();
  const { mean, halfWidth } = batchInterval(series);
  const bytes =
    disk.load.sizes.reduce((sum, size) => sum + size.bytes * size.share, 0) /
    disk.load.sizes.reduce((sum, { share }) => sum + share, 0);
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
      queueDepth: disk.load.queueDepth,
      rate: disk.load.rate,
    },
    throughputIops: (completed / elapsed) * 1e6,
    throughputBytesPerSecond: ((after.bytes - before.bytes) / elapsed) * 1e6,
    responseTimeUs: {
      mean,
      halfWidth95: halfWidth,
      p50: percentile(sorted, 0.5),
      p90: percentile(sorted, 0.9),
      p95: percentile(sorted, 0.95),
      p99: percentile(sorted, 0.99),
      p999: percentile(sorted, 0.999),
    },
    perRequest: {
      exits,
      hypercalls: (after.hypercalls - before.hypercalls) / counted,
      interrupts: (after.interrupts - before.interrupts) / counted,
      contextSwitches: 2 * (exits + returns),
      guestCpuUs: cpu("guest user", "guest kernel"),
      rootCpuUs: cpu("root kernel", "vmwp.exe"),
    },
    stages,
    bottleneck: bottleneckOf(network, chain, stations),
    saturated: prediction.saturated || after.lost > 0,
  };
}

/** Mean visits per request and stage, over the kinds of request; blocks that come into being are not counted. */
function visitsOf(chain: Chain): Float64Array {
  const visits = new Float64Array(chain.stages.length);
  for (const { operations, probability } of chain.kinds) {
    let skipUntil = -1;
    operations.forEach((operation, at) => {
      if (at < skipUntil) return;
      const add = (stage: number, count: number): void => {
        visits[stage]! += probability * count;
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
          add(operation.stage, 1);
          break;
        case "allocate":
          skipUntil = at + 1 + operation.length;
      }
    });
  }
  return visits;
}

/** The busiest station on the disk's way. A limit on what is outstanding counts only while requests wait for it. */
function bottleneckOf(network: Network, chain: Chain, stations: readonly StationReport[]): DiskReport["bottleneck"] {
  const onTheWay = new Set<number>();
  for (const { operations } of chain.kinds)
    for (const operation of operations) {
      if (operation.kind === "serve") for (let n = 0; n < operation.count; n++) onTheWay.add(operation.station + n);
      else if (operation.kind === "arm") onTheWay.add(operation.station);
      else if (
        operation.kind === "acquire" &&
        (network.stations[operation.station]!.servers === 1 || waitsAt(stations[operation.station]!))
      )
        onTheWay.add(operation.station);
    }
  let best: StationReport | undefined;
  for (const s of onTheWay) if (!best || stations[s]!.utilization > best.utilization) best = stations[s];
  return { station: best!.id, utilization: best!.utilization };
}

const waitsAt = ({ meanQueueLength, servers }: StationReport): boolean => meanQueueLength > servers;

function whatIf(together: readonly Prediction[], alternative: Alternative): readonly WhatIf[] {
  if (checkSpec(alternative.spec)) return [];
  const now = together[alternative.disk];
  const then = predictTogether(buildNetwork(alternative.spec))[alternative.disk];
  if (!now || !then) return [];
  return [
    {
      vm: alternative.vm,
      slot: alternative.slot,
      change: alternative.change,
      throughputRatio: then.throughputIops / now.throughputIops,
      responseTimeRatio: then.responseTimeUs / now.responseTimeUs,
      engine: "analytic",
    },
  ];
}

/** Costs that the network rests on, the weightiest first, with the elasticity of the total throughput by central difference. */
function assumptions(spec: SystemSpec, network: Network): readonly Assumption[] {
  const sample = sampleOf(spec);
  const at = (id: string, factor: number): number =>
    predictTogether(buildNetwork({ ...sample, costs: { ...spec.costs, [id]: spec.costs[id]! * factor } })).reduce(
      (sum, { throughputIops }) => sum + throughputIops,
      0,
    );
  return network.costIds
    .map((id) => {
      const { unit, range, confidence, source } = costDefinition(id)!;
      const value = spec.costs[id]!;
      const difference = value === 0 ? 0 : (at(id, 1.05) - at(id, 0.95)) / (0.1 * at(id, 1));
      return { id, value, unit, range, confidence, source, elasticity: Math.abs(difference) < 1e-6 ? 0 : difference };
    })
    .sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity));
}

/** The leading VMs with at most 256 disks; elasticities of a whole data centre would take minutes. */
function sampleOf(spec: SystemSpec): SystemSpec {
  let disks = 0;
  const vms = spec.vms.filter((vm, index) => {
    disks += vm.disks.length;
    return index === 0 || disks <= mostSampledDisks;
  });
  return vms.length === spec.vms.length ? spec : { ...spec, vms };
}

function notes(spec: SystemSpec, network: Network, disks: readonly DiskReport[], done: Run): readonly string[] {
  const result = [...network.notes];
  result.push(
    "Service times of software stages are drawn from exponential distributions, because only their means are known.",
  );
  const sampled = sampleOf(spec).vms.length;
  if (sampled < spec.vms.length)
    result.push(`The elasticities of the assumptions were taken from the first ${sampled} of ${spec.vms.length} VMs.`);
  for (const disk of disks) {
    const name = `"${disk.slot}" of VM "${disk.vm}"`;
    if (disk.saturated)
      result.push(
        `The load of ${name} exceeds what its path can serve; the run was bounded, and its figures describe that run only.`,
      );
    if (disk.volume === undefined)
      result.push(`No host says where the file of ${name} lies; a medium of its own stands in.`);
  }
  network.chains.forEach((chain, index) => {
    const { length } = done.responses[index]!;
    if (length < 100)
      result.push(
        `Only ${length} requests of "${chain.disk.slot}" of VM "${chain.vm}" were measured; its figures are rough.`,
      );
  });
  return result;
}

/** Marks for each disk the recorded requests that lie nearest to its median and its 99th percentile. */
function withRoles(trace: readonly TracedRequest[], disks: readonly DiskReport[]): readonly TracedRequest[] {
  const roles = new Map<TracedRequest, "median" | "p99">();
  disks.forEach(({ responseTimeUs }, disk) => {
    const own = trace.filter((request) => request.disk === disk);
    const nearest = (us: number): TracedRequest | undefined =>
      own.reduce<TracedRequest | undefined>(
        (best, request) =>
          !roles.has(request) && (!best || distance(request, us) < distance(best, us)) ? request : best,
        undefined,
      );
    const median = nearest(responseTimeUs.p50);
    if (median) roles.set(median, "median");
    const p99 = nearest(responseTimeUs.p99);
    if (p99) roles.set(p99, "p99");
  });
  return trace.map((request) => (roles.has(request) ? { ...request, role: roles.get(request) } : request));
}

const distance = ({ issuedUs, completedUs }: TracedRequest, us: number): number =>
  Math.abs(completedUs - issuedUs - us);
