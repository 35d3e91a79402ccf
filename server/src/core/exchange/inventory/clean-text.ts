/** Names and paths of an inventory as a layout can hold them. */

/** Control characters, of which a layout's strings have none, as U+FFFD. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cc}/gu, "\ufffd");
}

export const cleanedRemark = "Control characters in its names and paths are written as \ufffd here.";
