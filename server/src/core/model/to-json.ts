/** Writes bound statements in the JSON notation, for conversion. Statements of the same kind keep their order. */
import {
  formatAddress,
  formatDuration,
  formatLinkRate,
  formatNumber,
  formatPercent,
  formatSize,
} from "../schema/format.ts";
import { keyArgument, propertyArguments, propertyOf, requiredArguments } from "../schema/properties.ts";
import type { ArgumentSpec, StatementSpec } from "../schema/spec.ts";
import { joinParts, separate, type TextPart } from "../syntax/text-parts.ts";
import type { Address } from "../syntax/tree.ts";
import type { BoundStatement, Field } from "./bound.ts";

/** The statements must be free of problems of the syntax group. */
export function toJson(statements: readonly BoundStatement[]): string {
  return joinParts([block(statements, 0), "\n"]);
}

/** Down to this depth, an object or list has one line for each of its parts. */
const deepestLines = 4;

/** The object that holds the statements of a block, at a depth of nesting. */
function block(statements: readonly BoundStatement[], depth: number): TextPart {
  return object(properties(statements, depth + 1), depth);
}

/** Statements that share a map or a list are written together, at the place of the first. */
function properties(statements: readonly BoundStatement[], depth: number): readonly TextPart[] {
  const groups = new Map<StatementSpec | BoundStatement, BoundStatement[]>();
  for (const statement of statements) {
    const id = statement.spec.json.shape === "value" ? statement : statement.spec;
    const group = groups.get(id);
    if (group) group.push(statement);
    else groups.set(id, [statement]);
  }
  return [...groups.values()].map(
    (group): TextPart =>
      () => {
        const { json } = group[0]!.spec;
        return [`${JSON.stringify(json.property)}: `, () => [together(group, json.shape, depth)]];
      },
  );
}

function together(group: readonly BoundStatement[], shape: StatementSpec["json"]["shape"], depth: number): TextPart {
  const [first] = group;
  if (shape === "value") return value(first!, depth);
  if (shape === "list")
    return list(
      group.map((statement) => () => [content(statement, depth + 1)]),
      depth,
    );
  if (shape === "values") {
    const pairs = group.map(({ form, fields }): TextPart => {
      const [argument] = requiredArguments(form);
      return `${JSON.stringify(form.sequence[0])}: ${argumentText(argument!, fields.get(argument!.name)!)}`;
    });
    return object(pairs, depth);
  }
  const entries = group.map(
    (statement): TextPart =>
      () => [`${keyText(statement)}: `, content(statement, depth + 1)],
  );
  return object(entries, depth);
}

function keyText({ spec, form, fields }: BoundStatement): string {
  const argument = keyArgument(spec, form)!;
  const { value } = fields.get(argument.name)!;
  if (argument.type.kind === "number") return JSON.stringify(formatNumber(value as number));
  if (argument.type.kind !== "address") return JSON.stringify(value);
  return JSON.stringify(formatAddress(value as Address));
}

/** The object of a statement that is not a plain value. */
function content({ spec, form, fields, children }: BoundStatement, depth: number): TextPart {
  const own = propertyArguments(spec, form).flatMap((argument): TextPart[] => {
    const field = fields.get(argument.name);
    return field ? [`${JSON.stringify(propertyOf(argument))}: ${argumentText(argument, field)}`] : [];
  });
  const nothing = form.json?.isNull ? [`${JSON.stringify(form.json.property)}: null`] : [];
  const place = form.block?.place;
  const hasLines = place === "host" || place === "vm" || place === "cluster";
  return object([...nothing, ...own, ...properties(children, depth + 1)], hasLines ? depth : deepestLines + 1);
}

function value(statement: BoundStatement, depth: number): TextPart {
  const { form, fields, children } = statement;
  if (form.json?.isNull) return "null";
  const [argument] = requiredArguments(form);
  if (!argument || children.length > 0) return () => [content(statement, depth)];
  return argumentText(argument, fields.get(argument.name)!);
}

function argumentText(argument: ArgumentSpec, field: Field): string {
  if (!argument.list) return valueText(argument, field);
  return `[ ${(field.value as readonly Field[]).map((item) => valueText(argument, item)).join(", ")} ]`;
}

function valueText({ type }: ArgumentSpec, { value, oldWord }: Field): string {
  switch (type.kind) {
    case "number":
    case "choice":
      return formatNumber(value as number);
    case "size":
      return JSON.stringify(formatSize(value as number));
    case "percent":
      return JSON.stringify(formatPercent(value as number));
    case "duration":
      return JSON.stringify(formatDuration(value as number));
    case "link-rate":
      return JSON.stringify(formatLinkRate(value as number));
    case "address":
      return JSON.stringify(typeof value === "string" ? value : formatAddress(value as Address));
    case "flag":
    case "switch":
      return String(value);
    default:
      return JSON.stringify(oldWord ?? value);
  }
}

function object(parts: readonly TextPart[], depth: number): TextPart {
  return enclosed("{", parts, "}", depth);
}

function list(parts: readonly TextPart[], depth: number): TextPart {
  return enclosed("[", parts, "]", depth);
}

function enclosed(open: string, parts: readonly TextPart[], close: string, depth: number): TextPart {
  if (parts.length === 0) return `${open} ${close}`;
  if (depth > deepestLines) return () => [`${open} `, ...separate(parts, ", "), ` ${close}`];
  const indent = `\n${"  ".repeat(depth)}`;
  return () => [`${open}${indent}  `, ...separate(parts, `,${indent}  `), `${indent}${close}`];
}
