/**
 * Where the run of like characters begins that a text ends with. A regular expression such as /a*$/ would try each run
 * of the text from each of its characters, which takes minutes on a long line.
 */
export function trailingRun(text: string, character: RegExp, end = text.length): number {
  let start = end;
  while (start > 0 && character.test(text.charAt(start - 1))) start--;
  return start;
}
