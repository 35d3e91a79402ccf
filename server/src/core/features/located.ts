/** Finds what is at a position: the item, the innermost statement, and the word or argument of it. */

import type { HvvmDocument, Position } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import type { BoundStatement, Field } from "../model/bound.ts";
import { type ArgumentSpec, argumentsOf } from "../schema/spec.ts";
import { contains, type Placed, type Range } from "../syntax/tree.ts";

export interface Located {
  readonly placed: Placed<DocumentItem>;
  /** The statements around the position, outermost first. */
  readonly path: readonly BoundStatement[];
  readonly statement: BoundStatement;
  readonly part: LocatedPart;
  /** Of the part, relative to the item. */
  readonly range: Range;
}

export type LocatedPart =
  | { readonly kind: "keyword" }
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "argument"; readonly spec: ArgumentSpec; readonly field: Field };

/** `undefined` if there is nothing with a meaning at the position. */
export function locate(document: HvvmDocument, position: Position): Located | undefined {
  const offset = document.offsetAt(position);
  const placed = document.items[document.itemIndexBefore(offset + 1)];
  if (!placed) return undefined;
  const at = offset - placed.start;
  const path = statementsAround(placed.item, at);
  const statement = path.at(-1);
  if (!statement) return undefined;
  const part = partAt(statement, at);
  return part && { placed, path, statement, ...part };
}

/** The statements around a place of the item, outermost first. */
export function statementsAround({ bound }: DocumentItem, at: number): readonly BoundStatement[] {
  const path: BoundStatement[] = [];
  let children: readonly BoundStatement[] = bound.statements;
  for (let next = children.find(({ range }) => contains(range, at)); next; ) {
    path.push(next);
    children = next.children;
    next = children.find(({ range }) => contains(range, at));
  }
  return path;
}

/** The argument, word or keyword of the statement at a place. */
export function partAt(statement: BoundStatement, at: number): Pick<Located, "part" | "range"> | undefined {
  for (const [name, field] of statement.fields) {
    const spec = argumentsOf(statement.spec).find((argument) => argument.name === name);
    if (!spec || !contains(field.range, at)) continue;
    const listed = Array.isArray(field.value)
      ? (field.value as readonly Field[]).find(({ range }) => contains(range, at))
      : undefined;
    const held = listed ?? field;
    return { part: { kind: "argument", spec, field: held }, range: held.range };
  }
  for (const [word, range] of statement.words) {
    if (contains(range, at)) return { part: { kind: "word", word }, range };
  }
  return contains(statement.keyword, at) ? { part: { kind: "keyword" }, range: statement.keyword } : undefined;
}
