/**
 * Where the cursor is in JSON text, even in a broken file: the properties around it, and what can be written there.
 * `getLocation` of jsonc-parser is not used: it recurses, so that 20,000 brackets overflow the stack, and it returns
 * neither the other keys of the object nor the missing commas and colons around the cursor, which a completion has to
 * insert.
 */
import { JsonTokens, kinds } from "../syntax/json/tokens.ts";
import { lineEnd } from "../syntax/text-lines.ts";
import type { Range } from "../syntax/tree.ts";

export interface JsonCursor {
  /** The keys around the cursor, outermost first; `undefined` for an element of a list. */
  readonly path: readonly (string | undefined)[];
  readonly role: "key" | "value";
  /** The token at the cursor, up to the cursor if it is unterminated; empty at the cursor if there is none. */
  readonly touched: Range;
  readonly isText: boolean;
  /** Other keys of the same object. */
  readonly siblings: readonly string[];
  /** For a key: whether its colon exists. */
  readonly hasColon: boolean;
  /** Where a comma is missing before the cursor. */
  readonly commaAt: number | undefined;
  /** A comma is missing after the cursor. */
  readonly needsComma: boolean;
}

/** The comment around the cursor, if it is in one. */
export interface JsonCommentCursor {
  readonly commentStart: number;
}

interface Frame {
  readonly kind: "object" | "array";
  /** The key whose value is being read. */
  key: string | undefined;
  state: "key" | "colon" | "value" | "after";
  readonly keys: string[];
}

/**
 * Reads the text up to the cursor, and the rest of the block around it. `undefined` if nothing can be written there.
 */
export function jsonCursor(text: string, offset: number): JsonCursor | JsonCommentCursor | undefined {
  const tokens = new JsonTokens(text);
  const frames: Frame[] = [];
  tokens.next();
  while (tokens.kind !== kinds.end && tokens.range.end <= offset && !touchesEnd(tokens, offset)) {
    step(frames, tokens);
    tokens.next();
  }
  const commentStart = commentAround(text, tokens.lastEnd, Math.min(tokens.range.start, text.length), offset);
  if (commentStart !== undefined) return { commentStart };
  const frame = frames.at(-1);
  if (!frame || frame.state === "colon") return undefined;
  const touches = tokens.kind !== kinds.end && tokens.range.start < offset;
  const isText = touches && tokens.kind === kinds.string;
  if (touches && !isText && !isPlain(tokens.kind)) return undefined;
  const isOpen = isText && tokens.fault !== undefined;
  const end = isOpen ? offset : tokens.range.end;
  const touched = touches ? { start: tokens.range.start, end } : { start: offset, end: offset };
  const commaAt = frame.state === "after" ? tokens.lastEnd : undefined;
  const isKey = frame.kind === "object" && frame.state !== "value";
  // An unterminated string runs to the end of its line; what is there after the cursor is not part of it.
  const rest = isOpen ? new JsonTokens(text.slice(offset)) : tokens;
  if (touches) rest.next();
  const { kind } = rest;
  return {
    path: frames.map((around) => around.key).slice(0, isKey ? -1 : undefined),
    role: isKey ? "key" : "value",
    touched,
    isText,
    hasColon: isKey && kind === kinds.colon,
    commaAt,
    needsComma: kind === kinds.string,
    siblings: [...frame.keys, ...keysAfter(rest)],
  };
}

/** An unterminated string, a number or a word continues if the cursor is at its end. */
function touchesEnd({ kind, range, fault }: JsonTokens, offset: number): boolean {
  return range.end === offset && ((kind === kinds.string && fault !== undefined) || isPlain(kind));
}

/** Numbers and words; a token unknown to the scanner is a word that is being typed. */
function isPlain(kind: number): boolean {
  return kind >= kinds.nullWord && kind !== kinds.string && kind !== kinds.end;
}

function step(frames: Frame[], tokens: JsonTokens): void {
  const frame = frames.at(-1);
  switch (tokens.kind) {
    case kinds.openBrace:
    case kinds.openBracket: {
      if (frame) frame.state = "after";
      const isObject = tokens.kind === kinds.openBrace;
      frames.push({ kind: isObject ? "object" : "array", key: undefined, state: isObject ? "key" : "value", keys: [] });
      return;
    }
    case kinds.closeBrace:
    case kinds.closeBracket:
      frames.pop();
      return;
    case kinds.comma:
      if (frame) frame.state = frame.kind === "object" ? "key" : "value";
      return;
    case kinds.colon:
      if (frame?.kind === "object") frame.state = "value";
      return;
    case kinds.string:
      if (frame?.kind === "object" && (frame.state !== "value" || tokens.isBeforeColon())) {
        frame.key = tokens.value();
        frame.keys.push(frame.key);
        frame.state = "colon";
        return;
      }
  }
  if (frame) frame.state = "after";
}

/** The keys after the cursor, up to the end of its block; from the current token on. */
function keysAfter(tokens: JsonTokens): readonly string[] {
  const keys: string[] = [];
  for (let depth = 0; tokens.kind !== kinds.end && depth >= 0; tokens.next()) {
    const { kind } = tokens;
    if (kind === kinds.openBrace || kind === kinds.openBracket) depth++;
    else if (kind === kinds.closeBrace || kind === kinds.closeBracket) depth--;
    else if (kind === kinds.string && depth === 0 && tokens.isBeforeColon()) keys.push(tokens.value());
  }
  return keys;
}

/** The start of the comment that contains `offset`; between two tokens there are only white space and comments. */
function commentAround(text: string, from: number, to: number, offset: number): number | undefined {
  for (let at = text.indexOf("/", from); at !== -1 && at < Math.min(offset, to); at = text.indexOf("/", at)) {
    const isLine = text.startsWith("//", at);
    const close = isLine ? lineEnd(text, at) : text.indexOf("*/", at) + 2;
    const end = close < at + 2 ? text.length + 1 : close;
    if (offset < end || (isLine && offset === end)) return at;
    at = end;
  }
  return undefined;
}
