/** Splits native text into tokens. It does not know the keywords, never fails, and always advances. */

import { isMicro } from "./numbers.ts";

export type TokenKind = "word" | "string" | "numeric" | "stray" | "{" | "}" | ";" | "newline" | "comment" | "end";

/** Whether it is one of the tokens that a statement is made of, well formed or not. */
export function isArgument(kind: TokenKind): boolean {
  return kind === "word" || kind === "string" || kind === "numeric" || kind === "stray";
}

/** Reads one token at a time; `kind`, `start` and `end` describe the current one. Offsets are absolute. */
export class Lexer {
  kind: TokenKind = "end";
  start = 0;
  end = 0;
  /** For a string: whether it has its closing quote. */
  terminated = true;
  /** For a closing quote: a part of a line that does not contain it. */
  private withoutPartner: Map<string, { readonly from: number; readonly to: number }> | undefined;

  constructor(
    readonly text: string,
    offset: number,
  ) {
    this.end = offset;
  }

  /** Moves to the next token. At the end of the text it stays there. */
  next(): TokenKind {
    const { text } = this;
    let at = this.end;
    while (at < text.length && isSpace(text.charCodeAt(at), at)) at++;
    this.start = at;
    this.kind = this.read(at);
    return this.kind;
  }

  private read(at: number): TokenKind {
    const { text } = this;
    if (at >= text.length) return this.finish("end", at);
    const code = text.charCodeAt(at);
    if (isLetter(code)) return this.finish("word", endOfRun(text, at, isWordPart));
    if (isDigit(code)) return this.finish("numeric", endOfNumeric(text, at));
    switch (text[at]) {
      case "\n":
        return this.finish("newline", at + 1);
      case "\r":
        return this.finish("newline", text[at + 1] === "\n" ? at + 2 : at + 1);
      case "#":
        return this.finish("comment", endOfLine(text, at));
      case "{":
      case "}":
      case ";":
        return this.finish(text[at] as "{" | "}" | ";", at + 1);
      case '"':
        return this.string(at);
      default:
        return this.stray(at);
    }
  }

  private string(at: number): TokenKind {
    const { text } = this;
    let end = at + 1;
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) {
      if (text[end] !== '"') end++;
      else if (text[end + 1] === '"') end += 2;
      else return this.endString(end + 1, true);
    }
    return this.endString(endOfUnterminated(text, at, end), false);
  }

  private endString(end: number, terminated: boolean): TokenKind {
    this.terminated = terminated;
    return this.finish("string", end);
  }

  /**
   * Foreign quotes extend to their closing quote, and `//` to the end of the line, because their contents are not code.
   */
  private stray(at: number): TokenKind {
    const { text } = this;
    if (text.startsWith("//", at)) return this.finish("stray", endOfLine(text, at));
    const close = closingQuote[text[at] ?? ""];
    const partner = close === undefined ? undefined : this.partner(close, at);
    if (partner !== undefined) return this.finish("stray", partner + 1);
    return this.finish("stray", at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  }

  /**
   * The position of `close` in the rest of the line. A line is searched only once for a quote that it does not contain.
   */
  private partner(close: string, at: number): number | undefined {
    const { text } = this;
    const without = this.withoutPartner?.get(close);
    if (without && at >= without.from && at < without.to) return undefined;
    let end = at + 1;
    while (end < text.length && !isLineEnd(text.charCodeAt(end)) && text[end] !== close) end++;
    if (text[end] === close) return end;
    this.withoutPartner ??= new Map();
    this.withoutPartner.set(close, { from: at, to: end });
    return undefined;
  }

  private finish(kind: TokenKind, end: number): TokenKind {
    this.end = end;
    return kind;
  }
}

/** The value of a string token: without its quotes, and with doubled quotes halved. */
export function stringValue(token: string, terminated: boolean): string {
  return token.slice(1, terminated ? -1 : undefined).replaceAll('""', '"');
}

const closingQuote: Readonly<Record<string, string>> = { "'": "'", "“": "”", "”": "”", "„": "”" };

/**
 * A string without end stops before a brace that ends its line after white space, so that the block survives, and before
 * the first brace between spaces on such a line: `"C:\\os.vhdx { load oltp } }` has a block and the end of another.
 */
function endOfUnterminated(text: string, at: number, lineEnd: number): number {
  const last = endWithoutSpace(text, at, lineEnd);
  const isBraceAt = (offset: number) => text[offset] === "{" || text[offset] === "}";
  const isApart = (offset: number) => offset - 1 > at && isSpace(text.charCodeAt(offset - 1), offset - 1);
  if (!isBraceAt(last - 1) || !isApart(last - 1)) return last;
  let first = at + 1;
  const isFirst = (offset: number) =>
    isBraceAt(offset) && isApart(offset) && (offset === last - 1 || isSpace(text.charCodeAt(offset + 1), offset + 1));
  while (!isFirst(first)) first++;
  return endWithoutSpace(text, at, first);
}

/** The position of the last character that is not white space in a string from `at` to `end`. */
function endWithoutSpace(text: string, at: number, end: number): number {
  let last = end;
  while (last > at + 1 && isSpace(text.charCodeAt(last - 1), last - 1)) last--;
  return last;
}

function endOfLine(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return end;
}

function endOfRun(text: string, at: number, belongs: (code: number) => boolean): number {
  let end = at + 1;
  while (end < text.length && belongs(text.charCodeAt(end))) end++;
  return end;
}

/** Space, tab, no-break space; and a byte order mark at the very start. */
function isSpace(code: number, at: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0 || (code === 0xfeff && at === 0);
}

/** A run of letters, digits and `-_.:%`; after digits also one micro sign, which is part of no valid token. */
function endOfNumeric(text: string, at: number): number {
  const end = endOfRun(text, at, isNumericPart);
  return end < text.length && isMicro(text.charCodeAt(end)) ? endOfRun(text, end, isNumericPart) : end;
}

export function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters, digits, `-`, `_`, `.`. */
function isWordPart(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 0x2d || code === 0x5f || code === 0x2e;
}

/** As in a word, and also `:` and `%`. */
function isNumericPart(code: number): boolean {
  return isWordPart(code) || code === 0x3a || code === 0x25;
}
