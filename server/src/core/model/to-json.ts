/** Writes bound statements in the JSON notation, for conversion. Statements of the same kind keep their order. */
import { group } from "d3-array";
import { formatValue } from "../schema/format.ts";
import { keyArgument, propertyArguments, propertyOf, requiredArguments } from "../schema/properties.ts";
import type { ArgumentSpec, StatementSpec } from "../schema/spec.ts";
import { joinParts, separate, type TextPart } from "../syntax/text-parts.ts";
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
  const groups = group(statements, (statement): StatementSpec | BoundStatement =>
    statement.spec.json.shape === "value" ? statement : statement.spec,
  );
  return [...groups.values()].map(
    (members): TextPart =>
      () => {
        const { json } = members[0]!.spec;
        return [`${JSON.stringify(json.property)}: `, () => [together(members, json.shape, depth)]];
      },
  );
}

function together(members: readonly BoundStatement[], shape: StatementSpec["json"]["shape"], depth: number): TextPart {
  const [first] = members;
  if (shape === "value") return value(first!, depth);
  if (shape === "list")
    return list(
      members.map((statement) => () => [content(statement, depth + 1)]),
      depth,
    );
  if (shape === "values") {
    const pairs = members.map(({ form, fields }): TextPart => {
      const [argument] = requiredArguments(form);
      return `${JSON.stringify(form.sequence[0])}: ${argumentText(argument!, fields.get(argument!.name)!)}`;
    });
    return object(pairs, depth);
  }
  const entries = members.map(
    (statement): TextPart =>
      () => [`${keyText(statement)}: `, content(statement, depth + 1)],
  );
  return object(entries, depth);
}

function keyText({ spec, form, fields }: BoundStatement): string {
  const argument = keyArgument(spec, form)!;
  const { value } = fields.get(argument.name)!;
  return JSON.stringify(formatValue(argument.type.kind, value) ?? value);
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

function valueText({ type: { kind } }: ArgumentSpec, { value, oldWord }: Field): string {
  if (kind === "flag" || kind === "switch") return String(value);
  const text = formatValue(kind, value);
  return text !== undefined && (kind === "number" || kind === "choice")
    ? text
    : JSON.stringify(text ?? oldWord ?? value);
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
