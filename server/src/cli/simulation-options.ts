/** What the commands that simulate share: the VM that is asked for, the phases and the costs. Answers with misuse. */
import { resolve } from "node:path";
import { readCosts } from "../core/forecast/costs-file.ts";
import type { LayoutItem, VirtualMachine } from "../core/model/layout.ts";
import { type Costs, resolveCosts } from "../core/simulation/paths/costs.ts";
import type { Phase } from "../core/simulation/report.ts";
import type { FoundConfiguration } from "./configurations.ts";
import { Misuse } from "./exit-codes.ts";
import { readInput } from "./inputs.ts";

export const phases: readonly Phase[] = ["firmware", "without-drivers", "with-drivers"];

export function vmNamed(name: string, layout: readonly LayoutItem[], path: string): VirtualMachine {
  const vms = layout.filter((item) => item.kind === "vm");
  const vm = vms.find((candidate) => candidate.name?.value.toLowerCase() === name.toLowerCase());
  if (!vm) throw new Misuse(`"${path}" has no VM "${name}".`);
  return vm;
}

/** The costs of `--costs` or of the configuration. A costs file named by the configuration lies relative to it. */
export function costsOf(given: string | undefined, { costs, folder }: FoundConfiguration): Costs {
  const path = given ?? (costs === undefined || folder === undefined ? undefined : resolve(folder, costs));
  if (path === undefined) return resolveCosts().costs;
  const input = readInput(path);
  if ("problem" in input) throw new Misuse(`"${input.path}" ${input.problem}.`);
  const read = readCosts(input.text);
  const problem = read.problems[0];
  if (!problem) return read.costs;
  const line = input.text.slice(0, problem.range.start).split(/\r\n|\r|\n/).length;
  throw new Misuse(`"${input.path}", line ${line}: ${problem.message}`);
}
