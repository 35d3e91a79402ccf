/** Snippet syntax of the protocol: texts with placeholders. */

/** Text that is inserted literally. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A placeholder with its default text. */
export function placeholder(index: number, text: string): string {
  return `\${${index}:${literal(text)}}`;
}

/** A placeholder with several choices; the first is the default. */
export function choice(index: number, texts: readonly string[]): string {
  return `\${${index}|${texts.map((text) => text.replace(/[\\,|]/g, "\\$&")).join(",")}|}`;
}
