/**
 * What other layouts and other costs would change, asked of the analytic engine: what-if figures and elasticities.
 */
import { type Prediction, predictTogether } from "./analytic/predict.ts";
import { buildNetwork, type Network } from "./network.ts";
import { costDefinition } from "./paths/cost-table.ts";
import type { Costs } from "./paths/costs.ts";
import type { Assumption, WhatIf } from "./report.ts";
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

/** What each alternative would change for its disk, without those that cannot be simulated; `undefined` when cancelled. */
export function whatIf(
  together: readonly Prediction[],
  alternatives: readonly Alternative[],
  isCancelled: () => boolean = () => false,
): readonly WhatIf[] | undefined {
  const all: WhatIf[] = [];
  for (const alternative of alternatives) {
    if (isCancelled()) return undefined;
    all.push(...whatIfOne(together, alternative));
  }
  return all;
}

function whatIfOne(together: readonly Prediction[], alternative: Alternative): readonly WhatIf[] {
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
