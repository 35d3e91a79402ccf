/** What two layouts say differently beside their devices: statements that came, went, or have other lines in their block. */

import type { BoundStatement } from "../model/bound.ts";
import type { LayoutItem } from "../model/layout.ts";
import { toNative } from "../model/to-native.ts";

/** A top-level statement. */
export interface StatementChange {
  /** Such as `host hv01`. */
  readonly statement: string;
  readonly kind: "added" | "removed" | "changed";
  /** Of a statement on both sides: the lines of its block that only one of them has. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

interface Lines {
  readonly statement: string;
  readonly lines: readonly string[];
}

/** Names are compared without regard to case; the order of lines means nothing. */
export function changedStatements(before: readonly LayoutItem[], after: readonly LayoutItem[]): StatementChange[] {
  const old = byName(before);
  const changes: StatementChange[] = [];
  for (const [key, { statement, lines }] of byName(after)) {
    const then = old.get(key);
    old.delete(key);
    if (!then) {
      changes.push({ statement, kind: "added", removed: [], added: lines });
      continue;
    }
    const removed = without(then.lines, lines);
    const added = without(lines, then.lines);
    if (removed.length + added.length > 0) changes.push({ statement, kind: "changed", removed, added });
  }
  for (const { statement, lines } of old.values())
    changes.push({ statement, kind: "removed", removed: lines, added: [] });
  return changes;
}

/** Several statements of one name are told apart by their order. */
function byName(layout: readonly LayoutItem[]): Map<string, Lines> {
  const found = new Map<string, Lines>();
  const counts = new Map<string, number>();
  for (const item of layout) {
    const { statement, lines } = linesOf(item);
    const name = statement.toLowerCase();
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    found.set(`${count} ${name}`, { statement, lines });
  }
  return found;
}

function linesOf(item: LayoutItem): Lines {
  const { statement } = item;
  // The one platform of a file changes, as a line of the file.
  if (item.kind === "platform") return { statement: "platform", lines: [textOf(statement)] };
  const devices = new Set(item.kind === "vm" ? item.devices.map((device) => device.statement) : []);
  const lines = statement.children.filter((child) => !devices.has(child)).map(textOf);
  const head = textOf({ ...statement, children: [] })
    .replace(/\{[^{}]*\}$/, "")
    .trimEnd();
  return { statement: head, lines };
}

function textOf(statement: BoundStatement): string {
  return toNative([statement]).trim();
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}
