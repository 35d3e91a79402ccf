/** Where the cursor is in native text, even in a broken file: the block, and the statement up to the cursor. */
import type { HvvmDocument } from "../document.ts";
import { vocabulary } from "../model/vocabulary.ts";
import type { Place } from "../schema/spec.ts";
import { Lexer, stringValue } from "../syntax/native/lexer.ts";
import { readNumeric } from "../syntax/native/numbers.ts";
import type { Argument, Range } from "../syntax/tree.ts";

export interface CursorContext {
  /** The kind of block; `undefined` for a block that is not checked. */
  readonly place: Place | undefined;
  /** Complete tokens of the statement before the one at the cursor. */
  readonly tokens: readonly Argument[];
  /** Absolute range of the token at the cursor; empty at the cursor if there is none. */
  readonly touched: Range;
  readonly touchedText: string;
  /** Inside a comment or a string, words are not completed. */
  readonly inside: "comment" | "string" | undefined;
  /** Keywords of the other statements in the same block. */
  readonly siblings: readonly string[];
  /** Index in the document's items of the item that holds or precedes the cursor; -1 if there is none. */
  readonly itemIndex: number;
}

interface Level {
  readonly place: Place | undefined;
  readonly siblings: string[];
}

/** Reads from the start of the item around `offset`; the cost is proportional to that item. */
export function cursorContext(document: HvvmDocument, offset: number): CursorContext {
  const { text, items } = document;
  const itemIndex = document.itemIndexBefore(offset);
  const lexer = new Lexer(text, items[itemIndex]?.start ?? 0);
  let level: Level = { place: "file", siblings: [] };
  const outer: Level[] = [];
  let tokens: Argument[] = [];
  const endStatement = () => {
    if (tokens[0]?.kind === "word") level.siblings.push(tokens[0].text.toLowerCase());
    tokens = [];
  };
  const found = (touched: Range, inside: CursorContext["inside"]): CursorContext => ({
    place: level.place,
    tokens,
    touched,
    touchedText: text.slice(touched.start, Math.min(offset, touched.end)),
    inside,
    siblings: [
      ...level.siblings,
      ...(outer.length === 0 ? keywordsOfFile(document, itemIndex) : []),
      ...keywordsAfter(lexer, touched, items[itemIndex + 1]?.start ?? text.length),
    ],
    itemIndex,
  });
  while (lexer.next() !== "end" && lexer.start < offset) {
    const { kind, start, end } = lexer;
    const touches = end >= offset;
    if (kind === "comment" && touches) return found({ start, end }, "comment");
    if (kind === "string" && touches && !(lexer.terminated && end === offset)) return found({ start, end }, "string");
    if ((kind === "word" || kind === "numeric") && touches) return found({ start, end }, undefined);
    switch (kind) {
      case "newline":
      case ";":
        endStatement();
        break;
      case "{": {
        const head = { head: tokens[0], arguments: tokens.slice(1) };
        const place = vocabulary.blockPlace(head, level.place);
        endStatement();
        outer.push(level);
        level = { place: place === false ? undefined : (place as Place | undefined), siblings: [] };
        break;
      }
      case "}":
        level = outer.pop() ?? level;
        tokens = [];
        break;
      default:
        if (kind !== "comment") tokens.push(argumentOf(lexer));
    }
  }
  return found({ start: offset, end: offset }, undefined);
}

/** Keywords of the statements after the one at the cursor, up to the end of the block. */
function keywordsAfter(lexer: Lexer, touched: Range, end: number): readonly string[] {
  const keywords: string[] = [];
  let depth = 0;
  let isHead = false;
  if (lexer.start < touched.end) lexer.next();
  for (; lexer.kind !== "end" && lexer.start < end && depth >= 0; lexer.next()) {
    const { kind } = lexer;
    if (kind === "comment") continue;
    if (kind === "word" && isHead) keywords.push(lexer.text.slice(lexer.start, lexer.end).toLowerCase());
    if (kind === "{") depth++;
    if (kind === "}") depth--;
    isHead = depth === 0 && (kind === "newline" || kind === ";" || kind === "}");
  }
  return keywords;
}

/** Keywords of the file's statements, except that of the item at `itemIndex`. */
function keywordsOfFile({ items }: HvvmDocument, itemIndex: number): readonly string[] {
  return items.flatMap(({ item }, index) => (index === itemIndex ? [] : item.keywords));
}

function argumentOf(lexer: Lexer): Argument {
  const { kind, start, end } = lexer;
  const text = lexer.text.slice(start, end);
  const range = { start, end };
  if (kind === "word") return { kind: "word", text, range };
  if (kind === "numeric") return readNumeric(text, start);
  if (kind !== "string") return { kind: "stray", text, range };
  return { kind: "string", text: stringValue(text, lexer.terminated), range, terminated: lexer.terminated };
}
