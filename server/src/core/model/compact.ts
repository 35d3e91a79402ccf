/** Makes a bound item small: it is kept as long as its text is in the file, and most of its lists and maps are empty. */

import { exact } from "../syntax/incremental/retained-values.ts";
import type { Range } from "../syntax/tree.ts";
import type { BoundItem, BoundStatement, Field } from "./bound.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const noFields: ReadonlyMap<string, Field> = new Map();
const noWords: ReadonlyMap<string, Range> = new Map();
const nothing: ReadonlySet<string> = new Set();

/** To be called by the binder that made the item, once it is done: the statements are changed in place. */
export function compact({ statements, problems, possibleNames, uncertainKeywords }: BoundItem): BoundItem {
  const pending: Writable<BoundStatement>[] = [...statements];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    for (const child of statement.children) pending.push(child);
    statement.children = exact(statement.children);
    if (statement.fields.size === 0) statement.fields = noFields;
    if (statement.words.size === 0) statement.words = noWords;
    statement.uncertainKeywords = shared(statement.uncertainKeywords);
  }
  return {
    statements: exact(statements),
    problems: exact(problems),
    possibleNames: shared(possibleNames),
    uncertainKeywords: shared(uncertainKeywords),
  };
}

function shared(words: ReadonlySet<string>): ReadonlySet<string> {
  return words.size === 0 ? nothing : words;
}
