/** How a name is written in the text of either notation, and how a new one is written there. */
import type { HvvmDocument, Notation } from "../document.ts";
import { formatName, formatText } from "../schema/format.ts";
import type { Range } from "../syntax/tree.ts";
import type { NameKind } from "./mentions.ts";

/** The content of quotes, if there are any; `range` is relative to `start`. */
export function withoutQuotes({ text }: HvvmDocument, range: Range, start: number): Range {
  const written = text.slice(start + range.start, start + range.end);
  if (!written.startsWith('"')) return range;
  const hasEnd = written.length > 1 && written.endsWith('"');
  return { start: range.start + 1, end: hasEnd ? range.end - 1 : range.end };
}

/** A path or switch is always in quotes, a name where it does not have the form of a word. */
export function writeName(value: string, kind: NameKind, notation: Notation): string {
  if (notation === "json") return JSON.stringify(value);
  return kind === "file" || kind === "switch" ? formatText(value) : formatName(value);
}
