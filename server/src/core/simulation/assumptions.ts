/** The costs that a report is based on: for which parts their weights are computed, and the combined result. */
import { given } from "../figures.ts";
import { isStep, maxHalfWidth, requestsToWeigh } from "./elasticities.ts";
import { type IndependentPart, leadingParts } from "./independent-parts.ts";
import { type CostDefinition, costDefinition } from "./paths/cost-table.ts";
import type { Assumption } from "./report.ts";
import type { SystemSpec } from "./system-spec.ts";
import type { AssumptionsResult, AssumptionsTask, PilotResult, RunResult } from "./tasks.ts";

/** Requests of all short runs together: enough for the costs of any layout of a few disks. */
const maxRequests = 700_000;
const costsOfTask = 8;

export interface Weighing {
  readonly part: number;
  readonly task: AssumptionsTask;
}

/** The tasks that determine the elasticities of the leading parts, unless that takes too long. */
export function weighingOf(
  parts: readonly IndependentPart[],
  pilots: readonly PilotResult[],
  seed: number,
): readonly Weighing[] {
  const requests = (part: number): number => requestsToWeigh(parts[part]!.spec, pilots[part]!.costIds.length);
  return leadingParts(parts, pilots, requests, maxRequests).flatMap((part) => {
    const { spec } = parts[part]!;
    const { costIds, isPredictable } = pilots[part]!;
    const engine = isPredictable ? "analytic" : "des";
    return slices(costIds, costsOfTask).map(
      (ids): Weighing => ({ part, task: { kind: "assumptions", spec, seed, engine, costIds: ids } }),
    );
  });
}

/** The costs of the whole system, those with the most weight for its throughput first, and notes about them. */
export function assumptionsOf(
  { costs }: SystemSpec,
  parts: readonly IndependentPart[],
  pilots: readonly PilotResult[],
  runs: readonly RunResult[],
  weighing: readonly Weighing[],
  results: readonly AssumptionsResult[],
): { readonly assumptions: readonly Assumption[]; readonly notes: readonly string[] } {
  const weighed = [...new Set(weighing.map(({ part }) => part))];
  const throughputOf = (part: number): number =>
    runs[part]!.disks.reduce((sum, { throughputIops }) => sum + (throughputIops ?? 0), 0);
  const total = weighed.reduce((sum, part) => sum + throughputOf(part), 0);
  const sums = new Map<string, number | null>();
  weighing.forEach(({ part, task }, n) => {
    const share = throughputOf(part) / total;
    task.costIds.forEach((id, at) => {
      const before = sums.get(id) ?? (sums.has(id) ? null : 0);
      const own = results[n]!.elasticities[at]!;
      // A part that does not have the cost does not change with it.
      sums.set(id, before === null || own === null || !(total > 0) ? null : before + share * own);
    });
  });
  const ids = [...new Set(pilots.flatMap(({ costIds }) => costIds))];
  const assumptions = ids.map((id): Assumption => {
    const definition = costDefinition(id)!;
    const { unit, range, confidence } = definition;
    const value = costs[id]!;
    const source = sourceOf(definition, value);
    return { id, value, unit, range, confidence, source, elasticity: sums.get(id) ?? null };
  });
  return {
    assumptions: assumptions.sort((a, b) => Math.abs(b.elasticity ?? 0) - Math.abs(a.elasticity ?? 0)),
    notes: notesOn(parts, pilots, weighed, assumptions),
  };
}

/** The published source does not apply to a value that a costs file or the user has set. */
function sourceOf({ default: usual, unit, source }: CostDefinition, value: number): string {
  return value === usual ? source : `Set in place of the default, ${given(usual, unit)} (${source})`;
}

function notesOn(
  parts: readonly IndependentPart[],
  pilots: readonly PilotResult[],
  weighed: readonly number[],
  assumptions: readonly Assumption[],
): readonly string[] {
  if (weighed.length === 0)
    return ["No elasticities are shown: only simulations could determine them here, and those would take too long."];
  const vmsOf = (all: readonly number[]): number => all.reduce((sum, part) => sum + parts[part]!.spec.vms.length, 0);
  const untold = assumptions.filter(({ elasticity }) => elasticity === null).map(({ id }) => id);
  const steps = untold.filter((id) => isStep(costDefinition(id)!));
  const others = untold.filter((id) => !steps.includes(id));
  const named = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(", ");
  const notes: (string | false)[] = [
    weighed.length < parts.length &&
      `The elasticities come from ${vmsOf(weighed)} of ${vmsOf([...parts.keys()])} VMs, which share nothing with the others.`,
    weighed.some((part) => !pilots[part]!.isPredictable) &&
      `The elasticities come from short simulated runs, because only a simulation can tell; each is accurate to ${maxHalfWidth}.`,
    steps.length > 0 &&
      `${named(steps)} has no elasticity: units that are begun count as whole ones, so its effect comes in steps.`,
    others.length > 0 && `No elasticity is shown for ${named(others)}: short runs cannot distinguish it from chance.`,
  ];
  return notes.filter((note) => note !== false);
}

function slices<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
