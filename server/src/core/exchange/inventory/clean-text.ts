/** Names and paths of an inventory as a layout can hold them. */

/** Replaces control characters, which a layout's strings cannot contain, by U+FFFD. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cc}/gu, "\ufffd");
}

/** Cleans each text that it is given, and notes in `remarks` that one needed it. */
export function cleaner(remarks: Set<string>): (text: string) => string {
  return (text) => {
    const clean = cleanText(text);
    if (clean !== text) remarks.add("Control characters in its names and paths are written as \ufffd here.");
    return clean;
  };
}
