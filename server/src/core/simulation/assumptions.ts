/** How much the figures rest on each cost: the analytic engine is asked what other values would change. */
import { predictTogether } from "./analytic/predict.ts";
import { buildNetwork } from "./network.ts";
import { costDefinition } from "./paths/cost-table.ts";
import type { Costs } from "./paths/costs.ts";
import type { Assumption } from "./report.ts";
import type { SystemSpec } from "./system-spec.ts";

const maxSampledDisks = 256;

/** The costs with the elasticity of the total throughput by central difference; `undefined` when cancelled. */
export function assumptions(
  spec: SystemSpec,
  costIds: readonly string[],
  isCancelled: () => boolean = () => false,
): readonly Assumption[] | undefined {
  const throughputWith = (costs: Costs): number =>
    predictTogether(buildNetwork({ ...spec, costs })).reduce((sum, { throughputIops }) => sum + throughputIops, 0);
  const now = throughputWith(spec.costs);
  const all: Assumption[] = [];
  for (const id of costIds) {
    if (isCancelled()) return undefined;
    const { unit, range, confidence, source } = costDefinition(id)!;
    const value = spec.costs[id]!;
    const at = (factor: number): number => throughputWith({ ...spec.costs, [id]: value * factor });
    const difference = value === 0 ? 0 : (at(1.05) - at(0.95)) / (0.1 * now);
    all.push({ id, value, unit, range, confidence, source, elasticity: Math.abs(difference) < 1e-6 ? 0 : difference });
  }
  return all;
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
