/** Creates HTML and SVG: the only place where text becomes markup. What is between `${` and `}` is text, never markup. */

/** Text that is already markup; only the template tag below creates it. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type Piece = string | number | Markup | undefined | false | readonly Piece[];

/**
 * Builds markup: strings are escaped, numbers are coordinates (two decimals), markup and lists of it are inserted
 * unchanged.
 */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = parts[0] ?? "";
  pieces.forEach((piece, index) => {
    text += written(piece) + parts[index + 1];
  });
  return new Markup(text);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Escapes text for element content and for quoted attributes. Direction characters, which reorder the text around them,
 * are written out, so that a name cannot look like another one; control characters, which markup does not allow, become
 * U+FFFD.
 */
export function escapeText(text: string): string {
  if (!notAsItIs.test(text)) return text;
  return text
    .replace(/[&<>"']/g, (character) => entities[character]!)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (mark) => `[U+${codeOf(mark)}]`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, "\ufffd");
}

/** The characters that `escapeText` replaces; most texts contain none. */
const notAsItIs =
  /[&<>"'\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (typeof piece === "string") return escapeText(piece);
  if (typeof piece === "number") return coordinate(piece);
  if (piece instanceof Markup) return piece.text;
  return piece.map(written).join("");
}

/** A coordinate that is not a number would hide the whole drawing, so it is drawn at 0. */
function coordinate(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : "0";
}

function codeOf(mark: string): string {
  return mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}

/** One option of a list. */
export function option(value: string, text: string, isChosen: boolean): Markup {
  return markup`<option value="${value}"${isChosen && markup` selected`}>${text}</option>`;
}

/** Short facts in a row, separated by dots that are never at the beginning or end of a line. */
export function facts(each: readonly (Markup | string)[]): Markup {
  return markup`<span class="facts">${each.map((fact) => markup`<span>${fact}</span>`)}</span>`;
}
