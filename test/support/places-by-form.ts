/**
 * Every `step`th place of a text and its end, except in lines that differ from an earlier one only in numbers and plain
 * strings. `forms` are the lines so far, to which those of the text are added: texts that share it share their lines.
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

/** A line without its numbers and plain strings. */
export function formOf(line: string): string {
  return line.replace(/"[\w.: \\-]*"/g, '""').replace(/\d+/g, "0");
}
