/** A script's tree as plain objects, without nodes that have a single part: walking the grammar's own nodes is slow. */
import type { Node as GrammarNode } from "web-tree-sitter";
import { powershellTree } from "../powershell-tree.ts";

export interface ScriptNode {
  readonly type: string;
  readonly text: string;
  readonly isNamed: boolean;
  /** Nothing for a comment. */
  readonly children: readonly ScriptNode[];
  readonly named: readonly ScriptNode[];
}

/** Levels of precedence: one with a single part adds no meaning, and its part replaces it. */
const levels = new Set(
  ["logical", "bitwise", "comparison", "additive", "multiplicative", "format", "range", "array_literal", "unary"].map(
    (level) => `${level}_expression`,
  ),
);

/** Top-level statements that earlier scripts also had: the fixed functions are the same in all of them. */
const known = new Map<string, ScriptNode>();

let last: { readonly script: string; readonly tree: ScriptNode } | undefined;

/** The same script is often run several times. */
export function scriptTree(script: string): ScriptNode {
  if (last?.script === script) return last.tree;
  const root = powershellTree(script);
  if (root.hasError) throw new Error("The script is not PowerShell.");
  last = { script, tree: plain(root) };
  return last.tree;
}

function plain(node: GrammarNode): ScriptNode {
  const { type, text } = node;
  const isFunction = type === "function_statement";
  const found = isFunction ? known.get(text) : undefined;
  if (found) return found;
  const children = node.children.filter((child) => child!.type !== "comment").map((child) => plain(child!));
  if (levels.has(type) && children.length === 1 && children[0]!.isNamed) return children[0]!;
  const made: ScriptNode = {
    type,
    text,
    isNamed: node.isNamed,
    children,
    named: children.filter((each) => each.isNamed),
  };
  if (isFunction) known.set(text, made);
  return made;
}

export function only(node: ScriptNode): ScriptNode {
  const [first] = node.named;
  if (!first || node.named.length > 1) throw new Error(`The mock expects one part in ${node.type}: ${start(node)}`);
  return first;
}

export function child(node: ScriptNode, type: string): ScriptNode {
  const found = node.children.find((each) => each.type === type);
  if (!found) throw new Error(`The mock finds no ${type} in ${node.type}: ${start(node)}`);
  return found;
}

/** Nodes of that type below `node`, but not below each other. */
export function below(node: ScriptNode, type: string): readonly ScriptNode[] {
  return node.children.flatMap((each) => (each.type === type ? [each] : below(each, type)));
}

/** Through nodes that have one part only. */
export function deepest(node: ScriptNode): ScriptNode {
  let at = node;
  while (at.type !== "variable" && at.children.length === 1 && at.children[0]!.isNamed) at = at.children[0]!;
  return at;
}

export function start({ text }: ScriptNode): string {
  return text.slice(0, 80);
}
