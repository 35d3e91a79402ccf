/** Makes a bound item small, because it is kept as long as its text is in the file and most of its lists are empty. */

import { exact } from "../syntax/incremental/retained-values.ts";
import { type BoundItem, type BoundStatement, noNames } from "./bound.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** To be called by the binder that created the item, once it is complete: the statements are changed in place. */
export function compact({ statements, problems, possibleNames, uncertainKeywords }: BoundItem): BoundItem {
  const pending: Writable<BoundStatement>[] = [...statements];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    for (const child of statement.children) pending.push(child);
    statement.children = exact(statement.children);
  }
  return {
    statements: exact(statements),
    problems: exact(problems),
    possibleNames: possibleNames.size === 0 ? noNames : possibleNames,
    uncertainKeywords,
  };
}
