/** How two layouts differ apart from their devices: statements that were added or removed, or whose block has other lines. */

/** A top-level statement. */
export interface StatementChange {
  /** Such as `host hv01`. */
  readonly statement: string;
  readonly kind: "added" | "removed" | "changed";
  /** For a statement on both sides: the lines of its block that only one of them has. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A statement as a comparison sees it: without its devices. */
export interface StatementLines {
  /** Such as `host hv01`. */
  readonly statement: string;
  readonly lines: readonly StatementLine[];
}

export interface StatementLine {
  /** In the native notation. */
  readonly text: string;
  /** Equal for texts with the same meaning; empty for a line that states a default. */
  readonly meaning: string;
}

/** Names are compared without regard to case; the order of lines does not matter. */
export function changedStatements(
  before: readonly StatementLines[],
  after: readonly StatementLines[],
): StatementChange[] {
  const old = byName(before);
  const changes: StatementChange[] = [];
  for (const [key, { statement, lines }] of byName(after)) {
    const then = old.get(key);
    old.delete(key);
    if (!then) {
      changes.push({ statement, kind: "added", removed: [], added: lines.map(textOf) });
      continue;
    }
    const removed = without(then.lines, lines);
    const added = without(lines, then.lines);
    if (removed.length + added.length > 0) changes.push({ statement, kind: "changed", removed, added });
  }
  for (const { statement, lines } of old.values())
    changes.push({ statement, kind: "removed", removed: lines.map(textOf), added: [] });
  return changes;
}

/** Several statements with the same name are distinguished by their order. */
function byName(layout: readonly StatementLines[]): Map<string, StatementLines> {
  const found = new Map<string, StatementLines>();
  const counts = new Map<string, number>();
  for (const { statement, lines } of layout) {
    const name = statement.toLowerCase();
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    found.set(`${count} ${name}`, { statement, lines });
  }
  return found;
}

/** The lines whose meaning the others lack; a line that states a default only if the others say something else. */
function without(lines: readonly StatementLine[], others: readonly StatementLine[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { meaning } of others) counts.set(meaning, (counts.get(meaning) ?? 0) + 1);
  const instead = new Set(others.flatMap((other) => (other.meaning === "" ? [] : keywordOf(other))));
  const rest = lines.filter((line) => {
    if (line.meaning === "") return instead.has(keywordOf(line));
    const count = counts.get(line.meaning) ?? 0;
    counts.set(line.meaning, count - 1);
    return count <= 0;
  });
  return rest.map(textOf);
}

const keywordOf = ({ text }: StatementLine): string => text.split(" ", 1)[0]!;

function textOf({ text }: StatementLine): string {
  return text;
}
