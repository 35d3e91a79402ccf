/** Places in the lines of a text, and how the lines end. */

/** The line break that the text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? "\n";
}

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  return start;
}

/** Offset after the last character of the line, before its break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found < 0 ? text.length : offset + found;
}

/** Offset after the line break at `offset`, if there is one. */
export function afterLineBreak(text: string, offset: number): number {
  return offset + (/^(?:\r\n?|\n)/.exec(text.slice(offset, offset + 2))?.[0].length ?? 0);
}

/** White space that the line begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t\u00a0]*/.exec(text.slice(lineStart(text, offset), offset))![0];
}

/** Whether only white space precedes it on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^[ \t\u00a0]*$/.test(text.slice(lineStart(text, offset), offset));
}

/**
 * Where the run of like characters begins that a text ends with. A regular expression such as /a*$/ would try each run
 * of the text from each of its characters, which takes minutes on a long line.
 */
export function trailingRun(text: string, character: RegExp, end = text.length): number {
  let start = end;
  while (start > 0 && character.test(text.charAt(start - 1))) start--;
  return start;
}
