/** Places of an answer as text, and texts in the other notation, for checks of navigation. */
import type { Range } from "vscode-languageserver-types";
import type { HvvmDocument, Notation } from "../../server/src/core/document.ts";
import { type AtCursor, atCursor } from "./cursor.ts";

/** `LINE text` of each range, lines counted from 1. */
export function placesOf(document: HvvmDocument, ranges: readonly Range[]): readonly string[] {
  return ranges.map(({ start, end }) => {
    const text = document.text.slice(document.offsetAt(start), document.offsetAt(end));
    return `${start.line + 1} ${text}`;
  });
}

/** A cursor at the first character of the `nth` occurrence, from 0, of `text` in `source`. */
export function cursorOn(source: string, text: string, nth = 0, notation: Notation = "hvvm"): AtCursor {
  let offset = source.indexOf(text);
  for (let left = nth; left > 0 && offset >= 0; left--) offset = source.indexOf(text, offset + 1);
  if (offset < 0) throw new Error(`"${text}" does not stand there so often.`);
  return atCursor(`${source.slice(0, offset)}$0${source.slice(offset)}`, notation);
}
