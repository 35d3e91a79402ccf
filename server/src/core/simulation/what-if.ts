/**
 * What other layouts and other costs would change. Other layouts are simulated, in short runs with the same random numbers;
 * elasticities are asked of the analytic engine.
 */
import { predict, predictTogether } from "./analytic/predict.ts";
import { boundedArrivals } from "./bounded-arrivals.ts";
import { run } from "./des/run.ts";
import { partOfDisk } from "./independent-parts.ts";
import { buildNetwork, type Network } from "./network.ts";
import { costDefinition } from "./paths/cost-table.ts";
import type { Costs } from "./paths/costs.ts";
import type { Assumption, DiskReport, WhatIf } from "./report.ts";
import { checkSpec, type SystemSpec } from "./system-spec.ts";

/** Another layout to compare one disk with; `disk` is its index, counted over all VMs, in both specs. */
export interface Alternative {
  readonly vm: string;
  readonly slot: string;
  readonly change: string;
  readonly disk: number;
  readonly spec: SystemSpec;
}

const maxSampledDisks = 256;

/** Requests of the runs of one alternative: the second only where the first had too few of the disk. */
const shortRuns = [8000, 40_000];
/** So many measured requests of the disk carry a throughput within 10 % and a mean within 15 %. */
const fewest = 400;

/**
 * What each alternative of `spec` would change for its disk: the figures of a short run over those of the disk's report.
 * Left out are those that cannot be simulated, and those of which the runs say too little: a short run of the layout as it
 * is must agree with the report, too. `undefined` when cancelled.
 */
export function whatIf(
  spec: SystemSpec,
  disks: readonly DiskReport[],
  alternatives: readonly Alternative[],
  seed: number,
  isCancelled: () => boolean = () => false,
): readonly WhatIf[] | undefined {
  const all: WhatIf[] = [];
  const carried = new Map<number, boolean>();
  for (const { vm, slot, change, disk, spec: other } of alternatives) {
    if (isCancelled()) return undefined;
    const now = disks[disk];
    if (!now?.throughputIops || !now.responseTimeUs.mean || checkSpec(other)) continue;
    if (!carried.has(disk)) carried.set(disk, agrees(now, shortRun(spec, disk, seed)));
    const then = carried.get(disk) && shortRun(other, disk, seed);
    // Of a load that its path cannot serve the mean would only tell how long the run was.
    if (!then || then.isSaturated) continue;
    all.push({
      vm,
      slot,
      change,
      throughputRatio: then.throughputIops / now.throughputIops,
      responseTimeRatio: then.responseTimeUs / now.responseTimeUs.mean,
      engine: "des",
    });
  }
  return all;
}

function agrees({ throughputIops, responseTimeUs, saturated }: DiskReport, short: ShortRun | undefined): boolean {
  const isNear = (a: number, b: number) => Math.abs(a / b - 1) < 0.05;
  return (
    short !== undefined &&
    isNear(short.throughputIops, throughputIops!) &&
    (saturated || isNear(short.responseTimeUs, responseTimeUs.mean!))
  );
}

interface ShortRun {
  readonly throughputIops: number;
  readonly responseTimeUs: number;
  readonly isSaturated: boolean;
}

/** `undefined` where too few requests of the disk complete. */
function shortRun(spec: SystemSpec, disk: number, seed: number): ShortRun | undefined {
  const part = partOfDisk(spec, disk);
  const network = buildNetwork(part.spec);
  const alone = network.chains.map((_, index) => predict(network, index));
  const bounded = boundedArrivals(network, alone);
  for (const requests of shortRuns) {
    const done = run(bounded, { seed, requests, traced: [] });
    const times = done?.responses[part.disk];
    if (!done || !times || times.length < fewest) continue;
    return {
      throughputIops: (times.length / (done.end.now - done.start.now)) * 1e6,
      responseTimeUs: times.reduce((sum, time) => sum + time, 0) / times.length,
      isSaturated: alone[part.disk]!.saturated || done.end.totals[part.disk]!.lost > 0,
    };
  }
  return undefined;
}

/**
 * Costs that the network rests on, the weightiest first, with the elasticity of the total throughput by central
 * difference; `undefined` when cancelled.
 */
export function assumptions(
  spec: SystemSpec,
  network: Network,
  isCancelled: () => boolean = () => false,
): readonly Assumption[] | undefined {
  const sample = sampleOf(spec);
  const throughputWith = (costs: Costs): number =>
    predictTogether(buildNetwork({ ...sample, costs })).reduce((sum, { throughputIops }) => sum + throughputIops, 0);
  const now = throughputWith(spec.costs);
  const all: Assumption[] = [];
  for (const id of network.costIds) {
    if (isCancelled()) return undefined;
    const { unit, range, confidence, source } = costDefinition(id)!;
    const value = spec.costs[id]!;
    const at = (factor: number): number => throughputWith({ ...spec.costs, [id]: value * factor });
    const difference = value === 0 ? 0 : (at(1.05) - at(0.95)) / (0.1 * now);
    all.push({ id, value, unit, range, confidence, source, elasticity: Math.abs(difference) < 1e-6 ? 0 : difference });
  }
  return all.sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity));
}

/** The leading VMs with at most 256 disks; elasticities of a whole data centre would take minutes. */
export function sampleOf(spec: SystemSpec): SystemSpec {
  let disks = 0;
  const vms = spec.vms.filter((vm, index) => {
    disks += vm.disks.length;
    return index === 0 || disks <= maxSampledDisks;
  });
  return vms.length === spec.vms.length ? spec : { ...spec, vms };
}
