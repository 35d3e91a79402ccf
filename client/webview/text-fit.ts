/** Fits words into a width without measuring: SVG does not wrap, and a pure drawing has no font to ask. */

/** Mean width of a character as a share of the font size, for the interface fonts of the three platforms. */
const characterWidth = 0.52;

export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * characterWidth;
}

/** The text, cut with an ellipsis where it would be wider. */
export function fitText(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = Array.from(text);
  const room = Math.max(1, Math.floor(width / (fontSize * characterWidth)) - 1);
  return `${characters.slice(0, room).join("")}…`;
}

/** The text in at most `lines` lines, broken between words. */
export function wrapText(text: string, width: number, fontSize: number, lines: number): readonly string[] {
  const wrapped: string[] = [];
  for (const word of text.split(" ")) {
    const last = wrapped.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && (textWidth(longer, fontSize) <= width || wrapped.length === lines)) {
      wrapped[wrapped.length - 1] = longer;
    } else wrapped.push(word);
  }
  return wrapped.map((line) => fitText(line, width, fontSize));
}
