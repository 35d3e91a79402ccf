/**
 * Every `step`th place of a text and its end, but none in a line that differs from an earlier one in figures and plain
 * strings alone. `forms` are the lines so far, to which those of the text are added: texts that share it share their lines.
 */
export function placesByForm(text: string, step: number, forms = new Set<string>()): readonly number[] {
  const places: number[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const form = formOf(line);
    const end = start + line.length;
    if (!forms.has(form)) for (let at = start; at <= end; at += step) places.push(at);
    forms.add(form);
    start = end + 1;
  }
  return [...places, text.length];
}

/** A line without its figures and plain strings. */
export function formOf(line: string): string {
  return line.replace(/"[\w.: \\-]*"/g, '""').replace(/\d+/g, "0");
}
