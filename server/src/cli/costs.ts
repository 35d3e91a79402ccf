/** Reads the costs that hold for a layout: of a file that is given, else of the one that its configuration names. */
import { resolve } from "node:path";
import { readCosts } from "../core/forecast/read-costs.ts";
import { type Costs, resolveCosts } from "../core/simulation/paths/costs.ts";
import type { FoundConfiguration } from "./configurations.ts";
import { UsageError } from "./exit-codes.ts";
import { readInput } from "./inputs.ts";

/** A file that the configuration names lies relative to it. UsageError if it cannot be read or has a fault. */
export function costsOf(given: string | undefined, { costs, folder }: FoundConfiguration): Costs {
  const path = given ?? (costs === undefined || folder === undefined ? undefined : resolve(folder, costs));
  if (path === undefined) return resolveCosts().costs;
  const input = readInput(path);
  if ("problem" in input) throw new UsageError(`"${input.path}" ${input.problem}.`);
  const read = readCosts(input.text);
  const problem = read.problems[0];
  if (!problem) return read.costs;
  const line = input.text.slice(0, problem.range.start).split(/\r\n|\r|\n/).length;
  throw new UsageError(`"${input.path}", line ${line}: ${problem.message}`);
}
