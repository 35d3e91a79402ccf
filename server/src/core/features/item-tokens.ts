/** The kind of each word of one item. In JSON only names and listed values, because its grammar covers the rest. */
import type { DocumentItem } from "../document-item.ts";
import { type Field, withNested } from "../model/bound.ts";
import { builtInLoad } from "../schema/loads.ts";
import { isBuiltInMedia } from "../schema/media.ts";
import { type ArgumentSpec, type FormSpec, isWord } from "../schema/spec.ts";
import { Lexer } from "../syntax/native/lexer.ts";
import type { Range } from "../syntax/tree.ts";

/** Types and modifiers as the protocol names them. */
export const tokenTypes = [
  "keyword",
  "class",
  "type",
  "enumMember",
  "property",
  "string",
  "number",
  "comment",
] as const;
export const tokenModifiers = ["declaration", "defaultLibrary"] as const;

export type TokenType = (typeof tokenTypes)[number];

/** Offsets are relative to the start of the item. */
export interface ItemToken extends Range {
  readonly type: TokenType;
  readonly modifier?: (typeof tokenModifiers)[number] | undefined;
}

export interface ItemTokens {
  /** In the order of the text. */
  readonly tokens: readonly ItemToken[];
  /** Offset after the last token that is not a comment or a separator. */
  readonly end: number;
}

/** `start` and `next` are the offsets of this item and the next one in `text`. Comments after the item are left out. */
export function nativeTokens(item: DocumentItem, text: string, start: number, next: number): ItemTokens {
  const meant = new Map(meaningsOf(item, true).map((token) => [token.start, token]));
  const tokens: ItemToken[] = [];
  const lexer = new Lexer(text, start);
  let count = 0;
  let end = 0;
  while (lexer.next() !== "end" && lexer.start < next) {
    const range = { start: lexer.start - start, end: lexer.end - start };
    const type = lexicalTypes[lexer.kind];
    const token = lexer.kind === "comment" ? undefined : meant.get(range.start);
    if (token?.end === range.end) tokens.push(token);
    else if (type) tokens.push({ ...range, type });
    if (lexer.kind === "comment" || lexer.kind === "newline" || lexer.kind === ";") continue;
    end = range.end;
    count = tokens.length;
  }
  return { tokens: tokens.slice(0, count), end };
}

export function jsonTokens(item: DocumentItem): ItemTokens {
  const tokens = meaningsOf(item, false).filter(
    ({ type }) => type === "class" || type === "type" || type === "enumMember",
  );
  return { tokens: tokens.sort((a, b) => a.start - b.start), end: 0 };
}

const lexicalTypes: Readonly<Partial<Record<Lexer["kind"], TokenType>>> = {
  comment: "comment",
  string: "string",
  numeric: "number",
};

/** The kinds of words that the item's statements determine. */
function meaningsOf(item: DocumentItem, withWords: boolean): ItemToken[] {
  const tokens: ItemToken[] = [];
  for (const { keyword, words, fields, form } of withNested(item.read().bound.statements)) {
    if (withWords) {
      tokens.push({ ...keyword, type: "keyword" });
      for (const range of words.values()) tokens.push({ ...range, type: "property" });
    }
    for (const [name, field] of fields) {
      const argument = argumentNamed(form, name);
      if (argument) addField(tokens, argument, field, form.block?.required === true);
    }
  }
  return tokens;
}

function argumentNamed({ sequence, options }: FormSpec, name: string): ArgumentSpec | undefined {
  const required = sequence.find((element) => !isWord(element) && element.name === name);
  return (required as ArgumentSpec | undefined) ?? options.find((option) => option.name === name);
}

function addField(tokens: ItemToken[], argument: ArgumentSpec, field: Field, isDefinition: boolean): void {
  const { type } = argument;
  if (Array.isArray(field.value)) {
    for (const element of field.value as readonly Field[]) addField(tokens, argument, element, isDefinition);
  } else if (type.kind === "name") {
    const name = String(field.value).toLowerCase();
    const isBuiltIn = type.of === "load" ? builtInLoad(name) : type.of === "media" && isBuiltInMedia(name);
    const modifier = isDefinition ? "declaration" : isBuiltIn ? "defaultLibrary" : undefined;
    tokens.push({ ...field.range, type: type.of === "load" || type.of === "media" ? "type" : "class", modifier });
  } else if (type.kind === "flag") {
    tokens.push({ ...field.range, type: "property" });
  } else if (type.kind === "switch" || (type.kind === "address" && typeof field.value === "string")) {
    tokens.push({ ...field.range, type: "enumMember" });
  } else if (type.kind === "keyword") {
    const isListed = Object.hasOwn(type.words, String(field.value)) || field.oldWord !== undefined;
    if (isListed) tokens.push({ ...field.range, type: "enumMember" });
  }
}
