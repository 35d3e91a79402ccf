/** Reads the costs for a layout: from the given file, else from the one that its configuration names. */
import { join, resolve } from "node:path";
import { readCosts } from "../core/forecast/read-costs.ts";
import { configurationFile } from "../core/rules/configuration.ts";
import { type Costs, resolveCosts } from "../core/simulation/paths/costs.ts";
import { problemLine, type SettingsProblem } from "../core/syntax/json/parse-settings.ts";
import type { FoundConfiguration } from "./configurations.ts";
import { UsageError } from "./exit-codes.ts";
import { requireInput } from "./inputs.ts";
import { say } from "./streams.ts";

/** A file that the configuration names is relative to it. Throws a UsageError if it cannot be read or has an error. */
export function costsOf(given: string | undefined, configuration: FoundConfiguration): Costs {
  const path = costsPath(given, configuration);
  if (path === undefined) return resolveCosts().costs;
  const input = requireInput(path);
  const read = readCosts(input.text);
  const line = (problem: SettingsProblem) => problemLine(input.path, input.text, problem);
  const fault = read.problems.find(({ isMinor }) => !isMinor);
  if (fault) throw new UsageError(line(fault));
  for (const problem of read.problems) say(line(problem));
  return read.costs;
}

/** The configuration and the costs file that a command reads besides its layout. */
export function filesOf(configuration: FoundConfiguration, given: string | undefined): readonly string[] {
  const { folder } = configuration;
  const costs = costsPath(given, configuration);
  return [...(folder === undefined ? [] : [join(folder, configurationFile)]), ...(costs === undefined ? [] : [costs])];
}

function costsPath(given: string | undefined, { costs, folder }: FoundConfiguration): string | undefined {
  return given ?? (costs === undefined || folder === undefined ? undefined : resolve(folder, costs));
}
