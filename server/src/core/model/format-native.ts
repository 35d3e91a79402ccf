/** The canonical form of native text: what the printer needs to know from the schema about its words. */
import { isBuiltInMedia } from "../schema/media.ts";
import { type ArgumentSpec, isWord, type StatementSpec } from "../schema/spec.ts";
import { readNodes } from "../syntax/native/parser.ts";
import { printNative, type Styled } from "../syntax/native/printer.ts";
import type { Cell } from "../syntax/native/tables.ts";
import { type Argument, isStatement, type Node } from "../syntax/tree.ts";
import { bindNode } from "./bind-native.ts";
import type { BoundStatement } from "./bound.ts";
import { vocabulary } from "./vocabulary.ts";

/** Formats native text without changing its meaning. A text with an error of the syntax group is returned unchanged. */
export function formatNative(text: string): string {
  const styles = new Map<number, Styled>();
  // If a brace is missing, there is a problem in any case.
  for (const { start, item } of readNodes(text, vocabulary)) {
    const { statements, problems } = bindNode(item);
    if (problems.length > 0) return text;
    const source = text.slice(start);
    const pending: (readonly [readonly Node[], readonly BoundStatement[]])[] = [[[item], statements]];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const nodes = next[0].filter(isStatement);
      for (const [index, node] of nodes.entries()) {
        const bound = next[1][index]!;
        styles.set(start + node.range.start, styleOf(bound, node.arguments, source));
        if (node.block) pending.push([node.block.children, bound.children]);
      }
    }
  }
  return printNative(text, (start) => styles.get(start));
}

function styleOf(bound: BoundStatement, tokens: readonly Argument[], source: string): Styled {
  const keyword = bound.spec.keyword;
  const texts = new Map(tokens.map((token) => [token.range.start, canonical(token, bound, source)]));
  const isRow = bound.spec.forms.some((form) => takesAddress(form.sequence[0]));
  if (!isRow) return { words: [keyword, ...texts.values()] };
  return { cells: [{ text: keyword }, ...cellsOf(bound, [...texts.values()], texts)] };
}

function takesAddress(element: string | ArgumentSpec | undefined): boolean {
  return element !== undefined && !isWord(element) && element.type.kind === "address" && !element.list;
}

/** Address, device, what the device holds, then a column for each option. */
function cellsOf(
  bound: BoundStatement,
  texts: readonly string[],
  byStart: ReadonlyMap<number, string>,
): readonly Cell[] {
  const required = bound.form.sequence.length;
  const [slot = "", device = "", ...held] = texts.slice(0, required);
  const options = optionsOf(bound).map((option): Cell => {
    const field = bound.fields.get(option.name);
    const text = field && bound.form.options.includes(option) ? (byStart.get(field.range.start) ?? "") : "";
    return { text, ...(option.type.kind === "size" ? { alignsRight: true } : {}) };
  });
  return [{ text: slot }, { text: device }, { text: held.join(" "), endsGroup: true }, ...options];
}

/** Every option that some form of the statement takes, in the order of the schema. */
function optionsOf({ spec }: BoundStatement): readonly ArgumentSpec[] {
  const known = optionsBySpec.get(spec);
  if (known) return known;
  const options = [...new Set(spec.forms.flatMap((form) => form.options))];
  optionsBySpec.set(spec, options);
  return options;
}

/** Cached for each statement of the schema, because tables have many rows. */
const optionsBySpec = new Map<StatementSpec, readonly ArgumentSpec[]>();

function canonical(token: Argument, bound: BoundStatement, source: string): string {
  const written = source.slice(token.range.start, token.range.end);
  switch (token.kind) {
    case "word":
      return isName(bound, token) ? written : written.toLowerCase();
    case "size":
      return written.toUpperCase().replace(leadingZeros, "");
    case "duration":
      return written.toLowerCase().replace(leadingZeros, "");
    case "link-rate":
      return written.slice(0, -4).replace(leadingZeros, "") + (/m...$/i.test(written) ? "Mbps" : "Gbps");
    case "number":
    case "percent":
    case "address":
      return written.replace(leadingZeros, "");
    default:
      return written;
  }
}

/** Zeros before another digit, at the start or after the colon of an address. */
const leadingZeros = /(?<![.\d])0+(?=\d)/g;

/** Names are the user's own spelling, except those of built-in media that are referred to. */
function isName({ spec, form, fields }: BoundStatement, token: Argument): boolean {
  return form.sequence.some((element) => {
    if (isWord(element) || element.type.kind !== "name") return false;
    const field = fields.get(element.name);
    const isBuiltIn = element.type.of === "media" && isBuiltInMedia(String(field?.value)) && spec.keyword !== "media";
    return field?.range.start === token.range.start && !isBuiltIn;
  });
}
