/** Lines of a native text. No token but a newline itself goes beyond its line, so a line can be read alone. */
import { isLineEnd, Lexer } from "./lexer.ts";

/** Braces opened less braces closed in whole lines. */
export function balanceOf(lines: string): number {
  const lexer = new Lexer(lines, 0);
  let balance = 0;
  while (lexer.next() !== "end") {
    if (lexer.kind === "{") balance++;
    else if (lexer.kind === "}") balance--;
  }
  return balance;
}

export function hasLineEnd(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isLineEnd(text.charCodeAt(at))) return true;
  return false;
}
