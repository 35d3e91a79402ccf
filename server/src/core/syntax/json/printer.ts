/**
 * The canonical form of JSON text: only indentation and spaces change; lines, comments and the order of properties
 * stay.
 */
import { format } from "jsonc-parser";
import { lineBreakOf } from "../text-lines.ts";

/** The text must be free of syntax errors. */
export function formatJson(text: string): string {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const ending = lineBreakOf(text);
  const source = text.slice(mark.length).replace(/\r\n?|\n/g, ending);
  const edits = format(source, undefined, { insertSpaces: true, tabSize: 2, keepLines: true, eol: ending });
  const pieces: string[] = [];
  let at = 0;
  for (const { offset, length, content } of edits) {
    pieces.push(source.slice(at, offset), content);
    at = offset + length;
  }
  const formatted = (pieces.join("") + source.slice(at)).trim();
  return formatted === "" ? mark : mark + formatted + ending;
}
