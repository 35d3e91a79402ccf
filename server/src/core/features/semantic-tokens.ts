/**
 * The kinds of words in a layout, for highlighting: keywords, names, values. Each item is read once; a new version of
 * the document costs its new items, and one pass that joins the tokens of all.
 */
import type { SemanticTokensEdit, SemanticTokensLegend } from "vscode-languageserver-types";
import type { HvvmDocument, PositionRange } from "../document.ts";
import { cachedPerItem } from "../document-item.ts";
import { Lexer } from "../syntax/native/lexer.ts";
import { type ItemToken, jsonTokens, nativeTokens, tokenModifiers, tokenTypes } from "./item-tokens.ts";

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

/** The tokens in the protocol's format: five numbers each, positions relative to the previous token. */
export function semanticTokens(document: HvvmDocument): Uint32Array {
  return joined(document, 0, document.items.length, 0, document.length);
}

/** The tokens of the items that the range touches. */
export function semanticTokensIn(document: HvvmDocument, range: PositionRange): Uint32Array {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const first = Math.max(0, document.itemIndexBefore(start + 1));
  const past = document.itemIndexBefore(end) + 1;
  const from = first === 0 ? 0 : document.items[first]!.start;
  return joined(document, first, past, from, document.items[past]?.start ?? document.length);
}

/** The one edit that turns `before` into `after`; none if they are equal. */
export function semanticTokensEdits(before: Uint32Array, after: Uint32Array): SemanticTokensEdit[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  start -= start % size;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  tail -= tail % size;
  const deleteCount = before.length - tail - start;
  const data = Array.from(after.subarray(start, after.length - tail));
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

/** The numbers of one token: line and character relative to the previous one, length, type, modifiers. */
const size = 5;

/** Tokens with positions relative to their start at `line` and `character`, and the position of the last token. */
interface Tokens {
  readonly data: Uint32Array;
  readonly last: Place;
  /** Offset after the last token of code, from the start of the item. */
  readonly end: number;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

function joined(document: HvvmDocument, first: number, past: number, from: number, to: number): Uint32Array {
  const isNative = document.notation === "hvvm";
  const parts: { readonly start: number; readonly tokens: Tokens }[] = [];
  let at = from;
  for (let index = first; index < past; index++) {
    const { start, item } = document.items[index]!;
    if (isNative && start > at) addComments(parts, document.text, at, start);
    const tokens = tokensOf(item, document, start, document.items[index + 1]?.start ?? document.length);
    parts.push({ start, tokens });
    at = start + tokens.end;
  }
  if (isNative && to > at) addComments(parts, document.text, at, to);
  const result = new Uint32Array(parts.reduce((sum, { tokens }) => sum + tokens.data.length, 0));
  let before: Place = { line: 0, character: 0 };
  let length = 0;
  for (const { start, tokens } of parts) {
    if (tokens.data.length === 0) continue;
    const place = document.positionAt(start);
    result.set(tokens.data, length);
    const [line, character] = [tokens.data[0]!, tokens.data[1]!];
    const head = moved(place, { line, character });
    result[length] = head.line - before.line;
    result[length + 1] = head.line === before.line ? head.character - before.character : head.character;
    before = moved(place, tokens.last);
    length += tokens.data.length;
  }
  return result;
}

/** `place` moved by `by`. */
function moved(place: Place, by: Place): Place {
  return { line: place.line + by.line, character: by.line === 0 ? place.character + by.character : by.character };
}

const tokensOf = cachedPerItem((item, { text, notation }: HvvmDocument, start: number, next: number): Tokens => {
  const found = notation === "hvvm" ? nativeTokens(item, text, start, next) : jsonTokens(item);
  return encoded(found.tokens, text, start, found.end);
});

/** Comments between items. */
function addComments(parts: { start: number; tokens: Tokens }[], text: string, from: number, to: number): void {
  if (!text.slice(from, to).includes("#")) return;
  const comments: ItemToken[] = [];
  const lexer = new Lexer(text, from);
  while (lexer.next() !== "end" && lexer.start < to) {
    if (lexer.kind === "comment") comments.push({ start: lexer.start - from, end: lexer.end - from, type: "comment" });
  }
  parts.push({ start: from, tokens: encoded(comments, text, from, to - from) });
}

/** `tokens` in their order, split so that none spans several lines. */
function encoded(tokens: readonly ItemToken[], text: string, start: number, end: number): Tokens {
  const data = new Uint32Array(tokens.length * size);
  let line = 0;
  let lineStart = 0;
  let scanned = 0;
  let before: Place = { line: 0, character: 0 };
  for (const [index, token] of tokens.entries()) {
    for (; scanned < token.start; scanned++) {
      if (!endsLine(text, start + scanned)) continue;
      line++;
      lineStart = scanned + 1;
    }
    const place = { line, character: token.start - lineStart };
    const character = place.line === before.line ? place.character - before.character : place.character;
    const modifiers = token.modifier === undefined ? 0 : 1 << tokenModifiers.indexOf(token.modifier);
    data.set(
      [place.line - before.line, character, token.end - token.start, tokenTypes.indexOf(token.type), modifiers],
      index * size,
    );
    before = place;
  }
  return { data, last: before, end };
}

/** The last character of a line break: LF, CRLF or a lone CR. */
function endsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a);
}
