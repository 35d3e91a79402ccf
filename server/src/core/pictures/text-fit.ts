/**
 * Fits text into a width without measuring it: SVG does not wrap, and a pure drawing function has no access to fonts.
 */

/** Width of a text in pixels, estimated from its letters for the widest interface font of the three platforms. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * fontSize;
}

/** The text, cut off with an ellipsis if it is too wide. */
export function fitText(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let kept = "";
  let used = textWidth("…", fontSize);
  for (const character of text) {
    used += characterWidth(character) * fontSize;
    if (used > width && kept !== "") break;
    kept += character;
  }
  return `${kept}…`;
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

/** Cached width of each character; a drawing asks for the same few thousands of times. */
const widths = new Map<string, number>();

function characterWidth(character: string): number {
  const known = widths.get(character);
  if (known !== undefined) return known;
  const width = widthOf(character);
  widths.set(character, width);
  return width;
}

/** As a share of the font size. Whatever is neither narrow nor Latin is assumed to have the maximum width. */
function widthOf(character: string): number {
  // Direction characters are written out, for example as [U+202E].
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character)) return 4.6;
  if (/[fijlrtI .,:;'!|()[\]-]/.test(character)) return 0.38;
  if (/[mwMW@%…—]/.test(character)) return 0.95;
  if (/[A-Z&]/.test(character)) return 0.7;
  if (/[\u0020-\u024f]/.test(character)) return 0.62;
  return 1;
}
