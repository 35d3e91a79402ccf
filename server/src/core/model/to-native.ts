/** Writes bound statements as native text, for conversion. The text is canonical and means the same, but has no comments. */
import { formatName, formatText, formatValue } from "../schema/format.ts";
import { type ArgumentSpec, argumentWords, isWord } from "../schema/spec.ts";
import { isUnit } from "../syntax/native/numbers.ts";
import { joinParts, separate, type TextPart } from "../syntax/text-parts.ts";
import type { BoundStatement, Field } from "./bound.ts";
import { formatNative } from "./format-native.ts";

/** The statements must be free of problems of the syntax group. */
export function toNative(statements: readonly BoundStatement[]): string {
  const parts = statements.flatMap((statement, index): TextPart[] => {
    const before = statements[index - 1];
    const isApart = before !== undefined && (hasLines(before) || hasLines(statement));
    return [isApart ? "\n" : "", () => statementParts(statement), "\n"];
  });
  return formatNative(joinParts(parts));
}

/** Top-level blocks that contain blocks take several lines. */
function hasLines({ spec }: BoundStatement): boolean {
  return spec.keyword === "host" || spec.keyword === "vm" || spec.keyword === "cluster";
}

function statementParts(statement: BoundStatement): readonly TextPart[] {
  const { spec, form, fields, children } = statement;
  const words = form.sequence.flatMap((element, index) => {
    if (isWord(element)) return [element];
    const field = fields.get(element.name);
    if (!field) return [];
    const text = argumentText(element, field);
    const before = form.sequence[index - 1];
    const followsNumber = before !== undefined && !isWord(before) && before.type.kind === "number";
    // `physical 3 KB` would be read as a number separated from its unit.
    return [followsNumber && isUnit(text) ? formatText(text) : text];
  });
  const options = form.options.flatMap((option) => {
    const field = fields.get(option.name);
    return field ? [argumentText(option, field)] : [];
  });
  const head = [spec.keyword, ...words, ...options].join(" ");
  if (children.length === 0) return [form.block?.required ? `${head} { }` : head];
  const [open, between, close] = hasLines(statement) ? [" {\n", "\n", "\n}"] : [" { ", "; ", " }"];
  const inner = children.map(
    (child): TextPart =>
      () =>
        statementParts(child),
  );
  return [head, open, ...separate(inner, between), close];
}

function argumentText(argument: ArgumentSpec, field: Field): string {
  if (argument.list) return (field.value as readonly Field[]).map((item) => valueText(argument, item)).join(" ");
  return valueText(argument, field);
}

function valueText(argument: ArgumentSpec, { value, oldWord }: Field): string {
  switch (argument.type.kind) {
    case "name":
      return formatName(value as string);
    case "path":
    case "text":
      return formatText(value as string);
    case "flag":
      return argument.name;
    case "switch":
      return value ? "on" : "off";
    case "keyword": {
      const word = oldWord ?? (value as string);
      return argumentWords(argument).includes(word) ? word : formatText(word);
    }
    default:
      return formatValue(argument.type.kind, value)!;
  }
}
