/** Reads fields of bound statements as values with their ranges. What is broken or misspelt is `"unknown"`. */
import type { Range } from "../syntax/tree.ts";
import { type BoundStatement, childOf, type FieldValue } from "./bound.ts";
import type { Maybe, Ranged } from "./layout.ts";
import { parseWindowsPath, type WindowsPath } from "./windows-path.ts";

/** The valid statements of a keyword; if only one is allowed, the first. */
export function validChildren(statement: BoundStatement): (keyword: string) => readonly BoundStatement[] {
  return (keyword) => {
    const all = statement.children.filter((child) => child.spec.keyword === keyword);
    const held = all[0]?.spec.once === undefined ? all : all.slice(0, 1);
    return held.filter((child) => !child.isBroken);
  };
}

/** Whether something broken in the block is a statement of the keyword, or may have been meant as one. */
export function mayBeBroken(statement: BoundStatement, keyword: string): boolean {
  const broken = statement.children.filter((child) => child.isBroken || child.hasBrokenBlock);
  const isUnexplained = statement.hasBrokenBlock && broken.length === 0;
  return (
    statement.isBroken ||
    isUnexplained ||
    statement.uncertainKeywords.has(keyword) ||
    broken.some((child) => child.spec.keyword === keyword)
  );
}

export function readChild<T extends FieldValue>(
  statement: BoundStatement,
  keyword: string,
  argument: string,
): Maybe<T> {
  const child = childOf(statement, keyword);
  if (child) return read<T>(child, argument);
  return statement.uncertainKeywords.has(keyword) ? "unknown" : undefined;
}

export function read<T extends FieldValue>(statement: BoundStatement, argument: string): Maybe<T> {
  return statement.isBroken ? "unknown" : (argumentValue<T>(statement, argument) ?? "unknown");
}

export function argumentValue<T extends FieldValue>(
  statement: BoundStatement,
  argument: string,
): Ranged<T> | undefined {
  const field = statement.fields.get(argument);
  return field && { value: field.value as T, range: field.range };
}

/** The value of the first statement of the keyword in the block, if it is valid. */
export function childArgumentValue<T extends FieldValue>(
  statement: BoundStatement,
  keyword: string,
  argument: string,
): Ranged<T> | undefined {
  const read = readChild<T>(statement, keyword, argument);
  return read === "unknown" ? undefined : read;
}

export function path(statement: BoundStatement, argument: string): Ranged<WindowsPath> | undefined {
  const field = statement.fields.get(argument);
  return field && { value: parseWindowsPath(field.value as string), range: field.range };
}

export function flag(statement: BoundStatement, argument: string): Range | undefined {
  return statement.fields.get(argument)?.range;
}
