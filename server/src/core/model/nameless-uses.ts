/** What a broken statement may name, though it has no name: any host, cluster, media or load of the file. */
import { argumentsOf } from "../schema/spec.ts";
import type { BoundItem, BoundStatement } from "./bound.ts";
import type { Problem } from "./problem.ts";

export type DefinedKind = "host" | "cluster" | "media" | "load";

/** Kinds of which a statement of the item lacks the name, or has no name in its place. */
export function namelessUses({ statements, problems }: BoundItem): readonly DefinedKind[] {
  const lacking = problems.filter(({ code }) => code === "missing-argument" || code === "invalid-value");
  if (lacking.length === 0) return none;
  const kinds = new Set<DefinedKind>();
  const pending: BoundStatement[] = [...statements];
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    for (const child of statement.children) pending.push(child);
    for (const kind of namelessIn(statement, lacking)) kinds.add(kind);
  }
  return kinds.size === 0 ? none : [...kinds];
}

const none: readonly DefinedKind[] = [];

function namelessIn({ spec, fields, isBroken, range }: BoundStatement, lacking: readonly Problem[]): DefinedKind[] {
  // A statement of the file defines a name.
  if (!isBroken || spec.places.includes("file")) return [];
  if (!lacking.some((problem) => problem.range.start >= range.start && problem.range.end <= range.end)) return [];
  return argumentsOf(spec).flatMap(({ name, type }) =>
    type.kind === "name" && type.of !== "vm" && !fields.has(name) ? [type.of] : [],
  );
}
