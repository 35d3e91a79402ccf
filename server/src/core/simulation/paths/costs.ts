/** Values for the costs of the table: which values a costs file may set, and which apply. */
import { type CostDefinition, costDefinition, costTable } from "./cost-table.ts";

/** A value for each id of the table. */
export type Costs = Readonly<Record<string, number>>;

export interface CostBounds {
  readonly min: number;
  readonly max: number;
  /** `min` itself is not allowed. */
  readonly isMinExcluded: boolean;
}

/** The maximum number of logical processors of a simulated host. */
export const maxProcessors = 4096;

/** What a costs file may say. A value outside the published range is allowed, for a measurement may say so. */
export function costBounds({ id, unit, range }: CostDefinition): CostBounds {
  const isShare = unit === "ratio" && range[1] <= 1;
  const isMinExcluded =
    unit === "processors" ||
    unit === "bytes" ||
    unit === "units" ||
    unit === "MB/s" ||
    id === "outstanding" ||
    (unit === "ratio" && range[0] > 0);
  return { min: 0, max: isShare ? 1 : unit === "processors" ? maxProcessors : 1e9, isMinExcluded };
}

/** What is wrong with a value for a cost, as a sentence. */
export function costProblem(definition: CostDefinition, value: unknown): string | undefined {
  const { min, max, isMinExcluded } = costBounds(definition);
  const isNumber = typeof value === "number" && Number.isFinite(value);
  if (isNumber && value <= max && (isMinExcluded ? value > min : value >= min)) return undefined;
  const { id, unit } = definition;
  const from = isMinExcluded ? `above ${min}, up to` : `from ${min} to`;
  return `"${id}" is a number ${from} ${max}${unit === "ratio" ? "" : ` ${unit}`}.`;
}

/** A value for each cost: the overrides if they are valid, otherwise the defaults, and the ids of invalid overrides. */
export function resolveCosts(overrides: Readonly<Record<string, number>> = {}): {
  readonly costs: Costs;
  readonly problems: readonly { readonly id: string; readonly message: string }[];
} {
  const costs: Record<string, number> = Object.fromEntries(costTable.map(({ id, default: value }) => [id, value]));
  const problems: { id: string; message: string }[] = [];
  for (const [id, value] of Object.entries(overrides)) {
    const definition = costDefinition(id);
    const message = definition ? costProblem(definition, value) : `The cost table has no "${id}".`;
    if (message) problems.push({ id, message });
    else costs[id] = value;
  }
  return { costs, problems };
}
