/** Turns the problems found while reading a text into findings of the rules with the same codes. */
import type { BoundItem } from "../model/bound.ts";
import { generationOf, type LayoutItem } from "../model/layout.ts";
import type { Problem } from "../model/problem.ts";
import type { Range } from "../syntax/tree.ts";
import { ruleOfCode } from "./registry.ts";
import type { Finding, Rule } from "./rule.ts";

export interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** Those of one item. */
export function problemFindings({ problems }: BoundItem, layout: readonly LayoutItem[]): RuleFinding[] {
  if (problems.length === 0) return [];
  const lacking = layout.flatMap(linesOfOtherGeneration);
  return problems
    .filter(({ range }) => !lacking.some((line) => line.start <= range.start && range.end <= line.end))
    .map(problemFinding);
}

export function problemFinding({ code, range, message, fixes }: Problem): RuleFinding {
  const rule = ruleOfCode(code);
  if (!rule) throw new Error(`No rule has the code ${code}`);
  return { rule, finding: { at: range, message, ...(fixes ? { fixes } : {}) } };
}

/** A start-up order that the VM's generation does not have is reported by its own rule only. */
function linesOfOtherGeneration(part: LayoutItem): readonly Range[] {
  if (part.kind !== "vm") return [];
  const generation = generationOf(part);
  const lacking = generation === 1 ? "boot-order" : generation === 2 ? "startup" : undefined;
  return part.statement.children.flatMap(({ spec, range }) => (spec.keyword === lacking ? [range] : []));
}
