/**
 * Reads a costs file: JSON with comments, an object that maps ids of the cost table to numbers. What each id means is
 * the cost table's affair.
 */
import { findNodeAtLocation, type ParseError, parseTree } from "jsonc-parser";
import { type Costs, resolveCosts } from "../simulation/paths/costs.ts";

export interface CostsProblem {
  /** Offset in the text. */
  readonly offset: number;
  readonly message: string;
}

/** All costs: those of the file where they are valid, the defaults elsewhere. */
export function readCosts(text: string): { readonly costs: Costs; readonly problems: readonly CostsProblem[] } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const fault = errors[0];
  if (fault) return refused(fault.offset, "This is not JSON.");
  if (root?.type !== "object") return refused(root?.offset ?? 0, 'A costs file is an object, { "ide.access": 8 }.');
  const overrides: Record<string, number> = {};
  for (const { children } of root.children ?? []) {
    const [key, value] = children!;
    if (key!.value !== "$schema") overrides[key!.value] = typeof value!.value === "number" ? value!.value : Number.NaN;
  }
  const { costs, problems } = resolveCosts(overrides);
  const placed = problems.map(({ id, message }) => ({
    offset: findNodeAtLocation(root, [id])?.parent?.offset ?? 0,
    message,
  }));
  return { costs, problems: placed };
}

function refused(offset: number, message: string): ReturnType<typeof readCosts> {
  return { costs: resolveCosts().costs, problems: [{ offset, message }] };
}
