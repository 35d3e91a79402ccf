/** Reads the tokens of JSON text one at a time, over the scanner of jsonc-parser. */
import { createScanner } from "jsonc-parser";
import type { Range } from "../tree.ts";

/** The scanner's token numbers; its own names for them are compiled away. */
export const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  nullWord: 7,
  trueWord: 8,
  falseWord: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  trivia: 15,
  end: 17,
} as const;

/** `kind` and `range` describe the current token, `fault` what is wrong inside it; `lastEnd` is the end of the previous one. */
export class JsonTokens {
  kind: number = kinds.end;
  range: Range = { start: 0, end: 0 };
  fault: string | undefined;
  lastEnd = 0;
  private readonly scanner;
  /** The value of the current string if it was cut off at the end of its line. */
  private cutValue: string | undefined;

  constructor(readonly text: string) {
    this.scanner = createScanner(text, false);
    if (text.charCodeAt(0) === byteOrderMark) this.scanner.setPosition(1);
  }

  /** Moves to the next token. Returns the range of an unterminated comment on the way. */
  next(): Range | undefined {
    const { scanner } = this;
    this.lastEnd = this.range.end;
    let unclosed: Range | undefined;
    let kind: number = scanner.scan();
    for (; isTrivia(kind); kind = scanner.scan()) if (scanner.getTokenError() !== noError) unclosed = this.scanned();
    this.kind = kind;
    this.range = this.scanned();
    this.fault = faults[scanner.getTokenError()];
    this.cutValue = undefined;
    if (kind === kinds.string && this.fault !== undefined) this.cutAtLineEnd();
    return unclosed;
  }

  /** The value of a string, or the digits of a number. */
  value(): string {
    return this.cutValue ?? this.scanner.getTokenValue();
  }

  /** Whether a colon follows the current token. */
  isBeforeColon(): boolean {
    const { scanner, text } = this;
    let at = this.range.end;
    while (isWhiteSpace(text.charCodeAt(at))) at++;
    if (text[at] !== "/") return text[at] === ":"; // No comment comes before the next token.
    let ahead: number = scanner.scan();
    while (isTrivia(ahead)) ahead = scanner.scan();
    scanner.setPosition(this.range.start);
    scanner.scan();
    if (this.cutValue !== undefined) scanner.setPosition(this.range.end);
    return ahead === kinds.colon;
  }

  /** The scanner reads a line break after a backslash as an escape, but no string continues on the next line. */
  private cutAtLineEnd(): void {
    const { start, end } = this.range;
    const own = this.text.slice(start, end);
    const length = own.search(/[\r\n]/);
    if (length < 0) return;
    const alone = createScanner(own.slice(0, length), false);
    alone.scan();
    this.cutValue = alone.getTokenValue();
    this.fault = faults[unexpectedEndOfString];
    this.range = { start, end: start + length };
    this.scanner.setPosition(this.range.end);
  }

  private scanned(): Range {
    const start = this.scanner.getTokenOffset();
    // The scanner counts one character too many for a comment that is cut off by the end of the text.
    return { start, end: Math.min(start + this.scanner.getTokenLength(), this.text.length) };
  }
}

const byteOrderMark = 0xfeff;
const noError = 0;
const unexpectedEndOfString = 2;

/** By the scanner's error number. */
const faults: readonly (string | undefined)[] = [
  undefined,
  undefined,
  "This string is missing its closing quote. Add a double quote where it ends.",
  "This number is incomplete.",
  "A \\u in this string is not followed by four hexadecimal digits.",
  'A backslash in a JSON string must be doubled: "C:\\\\VMs".',
  'A control character is not allowed in a JSON string. Write it as an escape, such as "\\t".',
];

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function isTrivia(token: number): boolean {
  return token >= kinds.lineComment && token <= kinds.trivia;
}
