/**
 * Reads a costs file, `*.hvvm-costs.json`: JSON with comments, an object that maps ids of the cost table to numbers.
 * The cost table says what each id means, and what it may be.
 */
import { didYouMean, nearest } from "../schema/nearest.ts";
import { costDefinition, costTable } from "../simulation/paths/cost-table.ts";
import { type Costs, costProblem, resolveCosts } from "../simulation/paths/costs.ts";
import { ineffectiveCost } from "../simulation/paths/ineffective-costs.ts";
import {
  type FoundProblem,
  listedProblems,
  parseSettings,
  type SettingsProblem,
} from "../syntax/json/parse-settings.ts";
import type { JsonProperty } from "../syntax/json/tree.ts";

export interface ReadCosts {
  /** All costs: those of the file if they are valid, otherwise the defaults. */
  readonly costs: Costs;
  readonly problems: readonly SettingsProblem[];
}

export function readCosts(text: string): ReadCosts {
  const parsed = parseSettings(text, 'A costs file is an object, { "ide.access": 8 }.');
  if ("fault" in parsed) return { costs: resolveCosts().costs, problems: [parsed.fault] };
  const overrides: Record<string, number> = {};
  const found: FoundProblem[] = [];
  const seen = new Set<string>();
  for (const property of parsed.object.properties) {
    const id = property.key.value;
    if (id === "$schema") continue;
    const value = property.value?.kind === "number" ? property.value.value : undefined;
    const problem = seen.has(id)
      ? { range: property.key.range, message: () => `"${id}" appears twice.`, isMinor: false }
      : problemOf(property, value);
    seen.add(id);
    if (problem) found.push(problem);
    else if (value !== undefined) overrides[id] = value;
  }
  const { costs } = resolveCosts(overrides);
  for (const { key, value } of parsed.object.properties) {
    const message = Object.hasOwn(overrides, key.value) ? ineffectiveCost(key.value, costs) : undefined;
    if (message !== undefined && value) found.push({ range: value.range, message: () => message, isMinor: true });
  }
  return { costs, problems: listedProblems(found.sort((a, b) => a.range.start - b.range.start)) };
}

function problemOf({ key, value, range }: JsonProperty, number: number | undefined): FoundProblem | undefined {
  const id = key.value;
  const definition = costDefinition(id);
  if (definition) {
    const message = costProblem(definition, number);
    return message === undefined ? undefined : { range: value?.range ?? range, message: () => message, isMinor: false };
  }
  return { range: key.range, message: () => unknownCost(id), isMinor: false };
}

/** What is wrong with an id that the cost table does not have. */
export function unknownCost(id: string): string {
  const ids = costTable.map((each) => each.id);
  return `The cost table has no "${id}".${didYouMean(nearest(id, ids))}`;
}
