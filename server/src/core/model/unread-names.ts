/** Names that broken statements should have and that cannot be read: they may be any name of their kind. */
import { argumentsOf } from "../schema/spec.ts";
import { type BoundItem, type BoundStatement, withNested } from "./bound.ts";
import type { Problem } from "./problem.ts";

export type DefinedKind = "host" | "cluster" | "media" | "load";

/** `defined host`: a host whose name is missing may have any name. `used host`: a broken statement may name any host. */
export type UnreadName = `${"defined" | "used"} ${DefinedKind}`;

export function unreadNames({ statements, problems }: BoundItem): readonly UnreadName[] {
  const lacking = problems.filter(({ code }) => lackOfName.has(code));
  if (lacking.length === 0) return none;
  const names = new Set<UnreadName>();
  for (const statement of withNested(statements)) for (const name of unreadIn(statement, lacking)) names.add(name);
  return names.size === 0 ? none : [...names];
}

const none: readonly UnreadName[] = [];

/** The problems of a statement that has no name, or something else in its place. */
const lackOfName: ReadonlySet<string> = new Set([
  "missing-argument",
  "invalid-value",
  "unexpected-character",
  "unterminated-string",
]);

function unreadIn({ spec, fields, isBroken, range }: BoundStatement, lacking: readonly Problem[]): UnreadName[] {
  if (!isBroken) return [];
  if (!lacking.some((problem) => problem.range.start >= range.start && problem.range.end <= range.end)) return [];
  return argumentsOf(spec).flatMap(({ name, type }): UnreadName[] =>
    type.kind === "name" && type.of !== "vm" && !fields.has(name)
      ? [`${type.isNew ? "defined" : "used"} ${type.of}`]
      : [],
  );
}
