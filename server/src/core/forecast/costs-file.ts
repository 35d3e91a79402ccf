/**
 * Reads a costs file, `*.hvvm-costs.json`: JSON with comments, an object that maps ids of the cost table to numbers.
 * What each id means, and what it may be, is the cost table's affair.
 */
import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { nearest } from "../schema/nearest.ts";
import { type Costs, costDefinition, costProblem, costTable, resolveCosts } from "../simulation/paths/costs.ts";
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
  const own = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  const root = parseTree(own, errors, { allowTrailingComma: true });
  const fault = errors[0];
  if (fault) return refused({ start: fault.offset, end: fault.offset + fault.length }, "This is not JSON.");
  if (root?.type !== "object") return refused(rangeOf(root), 'A costs file is an object, { "ide.access": 8 }.');
  const overrides: Record<string, number> = {};
  const problems: CostsProblem[] = [];
  const said = new Set<string>();
  for (const { children } of root.children ?? []) {
    const [key, value] = children! as [Node, Node];
    const id: string = key.value;
    if (id === "$schema") continue;
    const problem = said.has(id) ? { at: key, message: `"${id}" stands twice.` } : problemOf(key, value);
    said.add(id);
    if (problem) problems.push({ range: rangeOf(problem.at), message: problem.message });
    else overrides[id] = value.value;
  }
  return { costs: resolveCosts(overrides).costs, problems };
}

function problemOf(key: Node, value: Node): { readonly at: Node; readonly message: string } | undefined {
  const id: string = key.value;
  const definition = costDefinition(id);
  if (definition) {
    const message = costProblem(definition, value.value);
    return message === undefined ? undefined : { at: value, message };
  }
  const near = nearest(
    id,
    costTable.map((each) => each.id),
  );
  return { at: key, message: `The cost table has no "${id}".${near ? ` Did you mean "${near}"?` : ""}` };
}

function rangeOf(node: Node | undefined): Range {
  return node ? { start: node.offset, end: node.offset + node.length } : { start: 0, end: 0 };
}

function refused(range: Range, message: string): ReadCosts {
  return { costs: resolveCosts().costs, problems: [{ range, message }] };
}
