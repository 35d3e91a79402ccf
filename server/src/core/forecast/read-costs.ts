/**
 * Reads a costs file, `*.hvvm-costs.json`: JSON with comments, an object that maps ids of the cost table to numbers.
 * What each id means, and what it may be, is the cost table's affair.
 */
import { nearest } from "../schema/nearest.ts";
import { costDefinition, costTable } from "../simulation/paths/cost-table.ts";
import { type Costs, costProblem, resolveCosts } from "../simulation/paths/costs.ts";
import { parseJson } from "../syntax/json/parser.ts";
import type { JsonProperty } from "../syntax/json/tree.ts";
import type { Range } from "../syntax/tree.ts";

export interface CostsProblem {
  /** Absolute, in the text of the costs file. */
  readonly range: Range;
  readonly message: string;
}

export interface ReadCosts {
  /** All costs: those of the file where they are valid, the defaults elsewhere. */
  readonly costs: Costs;
  readonly problems: readonly CostsProblem[];
}

export function readCosts(text: string): ReadCosts {
  const { root, firstError } = parseJson(text);
  if (firstError) return refused(firstError.range, firstError.message);
  if (root?.kind !== "object") {
    return refused(root?.range ?? { start: 0, end: 0 }, 'A costs file is an object, { "ide.access": 8 }.');
  }
  const overrides: Record<string, number> = {};
  const problems: CostsProblem[] = [];
  const said = new Set<string>();
  for (const property of root.properties) {
    const id = property.key.value;
    if (id === "$schema") continue;
    const value = property.value?.kind === "number" ? property.value.value : undefined;
    const problem = said.has(id)
      ? { range: property.key.range, message: `"${id}" stands twice.` }
      : problemOf(property, value);
    said.add(id);
    if (problem) problems.push(problem);
    else if (value !== undefined) overrides[id] = value;
  }
  return { costs: resolveCosts(overrides).costs, problems };
}

function problemOf({ key, value, range }: JsonProperty, number: number | undefined): CostsProblem | undefined {
  const id = key.value;
  const definition = costDefinition(id);
  if (definition) {
    const message = costProblem(definition, number);
    return message === undefined ? undefined : { range: value?.range ?? range, message };
  }
  const near = nearest(
    id,
    costTable.map((each) => each.id),
  );
  return { range: key.range, message: `The cost table has no "${id}".${near ? ` Did you mean "${near}"?` : ""}` };
}

function refused(range: Range, message: string): ReadCosts {
  return { costs: resolveCosts().costs, problems: [{ range, message }] };
}
