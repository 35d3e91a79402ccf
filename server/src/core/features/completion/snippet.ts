/** Texts with places to fill in, as the protocol writes them. */

/** Text that stands for itself. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A place to fill in, with the text that stands there first. */
export function placeholder(index: number, text: string): string {
  return `\${${index}:${literal(text)}}`;
}

/** A place to fill in with one of several texts, the first of which stands there first. */
export function choice(index: number, texts: readonly string[]): string {
  return `\${${index}|${texts.map((text) => text.replace(/[\\,|]/g, "\\$&")).join(",")}|}`;
}
