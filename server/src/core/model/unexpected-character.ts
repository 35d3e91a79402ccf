/** The problems of characters: one that starts no token, with what was probably meant by it, and control characters in a string. */
import type { Argument, Range } from "../syntax/tree.ts";
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
  const name = codePointName(character);
  const shown = /[\p{C}\p{Z}]/u.test(character) ? name : `"${character}" (${name})`;
  return {
    code,
    range,
    message: `The character ${shown} has no meaning here. Remove it, or put the text in double quotes.`,
  };
}

/** Called for each string: Unicode's category `Cc` as a range, because a property escape takes ten times as long. */
const control = /[\u0000-\u001f\u007f-\u009f]/;

export function hasControlCharacter(text: string): boolean {
  return control.test(text);
}

/** For a string that contains one. */
export function controlCharacter(text: string, range: Range, remedy = "Remove it."): Problem {
  const [character] = control.exec(text)!;
  const message = `This string contains the control character ${codePointName(character)}. ${remedy}`;
  return { code: "invalid-value", range, message };
}

/** Such as `U+0009`. */
export function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
