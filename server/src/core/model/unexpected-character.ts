/** The problem of a character that starts no token; for the usual ones, what people mean by them is offered. */
import type { Argument } from "../syntax/tree.ts";
import { type Problem, replaceText } from "./problem.ts";

export function unexpectedCharacter(token: Argument): Problem {
  const code = "unexpected-character";
  const character = String.fromCodePoint(token.text.codePointAt(0) ?? 0xfffd);
  const range = { start: token.range.start, end: token.range.start + character.length };
  if (token.text.startsWith("//")) {
    const message = 'A comment begins with "#", not with "//".';
    return {
      code,
      range,
      message,
      fixes: [replaceText('Begin the comment with "#"', { start: range.start, end: range.start + 2 }, "#")],
    };
  }
  if (/^['“”„]/.test(token.text)) {
    const inside = token.text.slice(1, -1);
    const message = `Put text in straight double quotes ("), not in ${character}.`;
    const isWhole = token.text.length > 1;
    return {
      code,
      range,
      message,
      fixes: isWhole
        ? [replaceText("Use straight double quotes", token.range, `"${inside.replaceAll('"', '""')}"`)]
        : [],
    };
  }
  const name = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const shown = /[\p{C}\p{Z}]/u.test(character) ? name : `"${character}" (${name})`;
  return {
    code,
    range,
    message: `The character ${shown} has no meaning here. Remove it, or put the text in double quotes.`,
  };
}
