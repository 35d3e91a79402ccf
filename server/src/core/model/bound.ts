/**
 * What both notations meet in: statements with named fields. Everything above reads only this.
 * All ranges are relative to the item that was bound.
 */
import type { FormSpec, StatementSpec } from "../schema/spec.ts";
import { exact } from "../syntax/incremental/retained-values.ts";
import type { Address, Range, Writable } from "../syntax/tree.ts";
import type { Problem } from "./problem.ts";

export interface BoundStatement {
  readonly spec: StatementSpec;
  /** The form that was chosen; the statement's first if none could be. */
  readonly form: FormSpec;
  /** First word; in JSON the key. */
  readonly keyword: Range;
  readonly range: Range;
  readonly fields: ReadonlyMap<string, Field>;
  /** The words of the form, such as `physical`, with their places. */
  readonly words: ReadonlyMap<string, Range>;
  readonly children: readonly BoundStatement[];
  /** `{` to `}`, if there is a block. */
  readonly block: Range | undefined;
  /** It has an error of the syntax group: what was intended is unknown. */
  readonly isBroken: boolean;
  /** Something in its block is broken, unknown or misplaced. */
  readonly hasBrokenBlock: boolean;
  /** Statements in its block that a misspelt word may have meant. */
  readonly uncertainKeywords: ReadonlySet<string>;
}

/** The statements and all that are in their blocks, however deep. */
export function withNested(statements: readonly BoundStatement[]): readonly BoundStatement[] {
  const all = [...statements];
  for (const { children } of all) for (const child of children) all.push(child);
  return all;
}

/** The first statement of the keyword in the block. */
export function childOf({ children }: BoundStatement, keyword: string): BoundStatement | undefined {
  return children.find(({ spec }) => spec.keyword === keyword);
}

export interface Field {
  readonly value: FieldValue;
  readonly range: Range;
  /** The digits of a number that is a key in JSON, without its quotes. */
  readonly digits?: Range;
  /** The old word that was written for the value. */
  readonly oldWord?: string;
}

/** By the type of the argument: words in lower case, sizes in bytes, percents as written, flags and switches as booleans. */
export type FieldValue = string | number | boolean | Address | readonly Field[];

/** One item of the file, bound. */
export interface BoundItem {
  readonly statements: readonly BoundStatement[];
  readonly problems: readonly Problem[];
  /** Names in broken, unknown and misplaced statements, in lower case: they count as defined. */
  readonly possibleNames: ReadonlySet<string>;
  /** Top-level statements that a misspelt or misplaced word may have meant. */
  readonly uncertainKeywords: ReadonlySet<string>;
}

/** What statements are being bound in: the file, or a statement that takes a block. */
export interface OpenBlock {
  readonly children: BoundStatement[];
  uncertainKeywords: ReadonlySet<string>;
  hasBrokenBlock: boolean;
}

export function openBlock(): OpenBlock {
  return { children: [], uncertainKeywords: noNames, hasBrokenBlock: false };
}

/** A statement in the block may have been meant as one of this keyword. */
export function addUncertain(block: OpenBlock, keyword: string): void {
  if (block.uncertainKeywords === noNames) block.uncertainKeywords = new Set();
  (block.uncertainKeywords as Set<string>).add(keyword);
}

/** What most statements have none of is made once for all. */
export const noNames: ReadonlySet<string> = new Set();
export const noFields: ReadonlyMap<string, Field> = new Map();
export const noWords: ReadonlyMap<string, Range> = new Map();

/** `map`, or a new one in place of an empty one, with one entry more. */
export function withEntry<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return (map.size === 0 ? new Map<string, V>() : (map as Map<string, V>)).set(key, value);
}

/** The item whose statements are bound in `file`. Its lists are made small, because it is kept as long as its text is in the file. */
export function boundItem(
  { children, uncertainKeywords }: OpenBlock,
  { problems, possibleNames }: { readonly problems: readonly Problem[]; readonly possibleNames: ReadonlySet<string> },
): BoundItem {
  const inOrder = problems.length < 2 ? problems : [...problems].sort((a, b) => a.range.start - b.range.start);
  const pending: Writable<BoundStatement>[] = [...children];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    for (const child of statement.children) pending.push(child);
    statement.children = exact(statement.children);
  }
  return {
    statements: exact(children),
    problems: exact(inOrder),
    possibleNames: possibleNames.size === 0 ? noNames : possibleNames,
    uncertainKeywords,
  };
}
