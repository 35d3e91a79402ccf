/** Finds the known word that was meant by a misspelt one. */

/** The word of `known` that is nearest to `word`, ignoring case; `undefined` if none is similar enough to suggest. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase().slice(0, maxCompared);
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** How a message on an unknown word ends: with the word that was probably meant, or else with `otherwise`. */
export function didYouMean(meant: string | undefined, otherwise?: string): string {
  if (meant) return ` Did you mean "${meant}"?`;
  return otherwise === undefined ? "" : ` ${otherwise}`;
}

/** No known word is nearly this long. */
export const maxCompared = 64;

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours; `limit` if it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    // Cells further from the diagonal are at least `limit`.
    const from = Math.max(1, row - limit);
    const to = Math.min(b.length, row + limit);
    const current: number[] = [];
    current[from - 1] = from === 1 ? row : limit;
    let min = limit;
    for (let column = from; column <= to; column++) {
      const same = a[row - 1] === b[column - 1];
      const above = last[column] ?? limit;
      let cost = Math.min(above + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) cost = Math.min(cost, before[column - 2]! + 1);
      current[column] = cost;
      min = Math.min(min, cost);
    }
    if (min >= limit) return limit;
    [before, last] = [last, current];
  }
  return Math.min(limit, last[b.length] ?? limit);
}
