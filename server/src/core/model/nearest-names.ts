/** Finds the name that was meant by a misspelt one, among the names of a file. */
import { maxCompared, nearest } from "../schema/nearest.ts";
import { partitionPoint } from "../syntax/incremental/partition-point.ts";

/** Among more names, only those that begin or end nearly like the word are compared. */
const maxCandidates = 100;

/**
 * Answers `nearest` for many words among the same names. A file may define any number of names and misspell each, so
 * the cost of one query is bounded, whatever their number.
 */
export class NearestNames {
  private sorted: { readonly byBeginning: readonly Key[]; readonly byEnd: readonly Key[] } | undefined;

  constructor(readonly names: readonly string[]) {}

  of(word: string): string | undefined {
    if (this.names.length <= maxCandidates) return nearest(word, this.names);
    this.sorted ??= {
      byBeginning: sortedBy(this.names, (name) => name),
      byEnd: sortedBy(this.names, reversed),
    };
    const key = word.toLowerCase().slice(0, maxCompared);
    const { byBeginning, byEnd } = this.sorted;
    return nearest(word, [...neighbours(byBeginning, key), ...neighbours(byEnd, reversed(key))]);
  }
}

interface Key {
  readonly key: string;
  readonly name: string;
}

function sortedBy(names: readonly string[], keyOf: (name: string) => string): readonly Key[] {
  const keys = names.map((name) => ({ key: keyOf(name.toLowerCase().slice(0, 2 * maxCompared)), name }));
  return keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

/** The names around the sorted position of `key`. */
function neighbours(keys: readonly Key[], key: string): readonly string[] {
  const place = partitionPoint(keys.length, (at) => keys[at]!.key < key);
  const half = maxCandidates / 4;
  return keys.slice(Math.max(0, place - half), place + half).map(({ name }) => name);
}
