/** Lines of a native text. No token but a newline itself goes beyond its line, so a line can be read alone. */
import { isLineEnd, Lexer } from "./lexer.ts";

/** Braces opened less braces closed in the lines that hold the text from `start` to `end`. */
export function balanceOfLines(text: string, start: number, end: number): number {
  let from = start;
  while (from > 0 && !isLineEnd(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to < text.length && !isLineEnd(text.charCodeAt(to))) to++;
  const lexer = new Lexer(text, from);
  let balance = 0;
  while (lexer.next() !== "end" && lexer.start < to) {
    if (lexer.kind === "{") balance++;
    else if (lexer.kind === "}") balance--;
  }
  return balance;
}

/** Whether a line ends between the two offsets. */
export function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isLineEnd(text.charCodeAt(at))) return true;
  return false;
}
