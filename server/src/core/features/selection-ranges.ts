/** The ranges that the selection grows through around the cursor: token, argument, statement, the inside of its block, and so on up to the file. */
import type { SelectionRange } from "vscode-languageserver-types";
import type { HvvmDocument, Position } from "../document.ts";
import { Lexer } from "../syntax/native/lexer.ts";
import { contains, type Range, shift } from "../syntax/tree.ts";
import { partAt, statementsAround } from "./located.ts";
import { withoutQuotes } from "./write-name.ts";

/** Only so many are returned, the innermost ones: each contains the next larger one, and they are sent recursively. */
const maxRanges = 1000;

/** One for each position, in their order. */
export function selectionRanges(document: HvvmDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = document.offsetAt(position);
    let selection: SelectionRange = { range: document.rangeOf({ start: offset, end: offset }, 0) };
    const growing = rangesAround(document, offset)
      .filter((range) => contains(range, offset))
      .sort((a, b) => b.end - b.start - (a.end - a.start));
    let outer: { readonly range: Range; readonly selection: SelectionRange } | undefined;
    for (const range of growing.slice(-maxRanges)) {
      const isInside = !outer || (contains(outer.range, range.start) && contains(outer.range, range.end));
      const isSame = outer?.range.start === range.start && outer.range.end === range.end;
      if (!isInside || isSame) continue;
      selection = { range: document.rangeOf(range, 0), ...(outer ? { parent: outer.selection } : {}) };
      outer = { range, selection };
    }
    return selection;
  });
}

/** Absolute, in no particular order. */
function rangesAround(document: HvvmDocument, offset: number): Range[] {
  const ranges: Range[] = [{ start: 0, end: document.length }];
  const placed = document.items[document.itemIndexBefore(offset + 1)];
  if (!placed) return ranges;
  const { start } = placed;
  const path = statementsAround(placed.item, offset - start);
  for (const { range, block } of path) {
    ranges.push(shift(range, start));
    if (!block) continue;
    ranges.push(shift(block, start), trimmed(document.text, start + block.start + 1, start + block.end - 1));
    if (document.notation === "hvvm") ranges.push(trimmed(document.text, start + range.start, start + block.start));
  }
  const statement = path.at(-1);
  const part = statement && partAt(statement, offset - start);
  const token = part ? shift(part.range, start) : nativeToken(document, start, offset);
  if (token) ranges.push(token, withoutQuotes(document, token, 0));
  return ranges;
}

/** Without the white space at both ends. */
function trimmed(text: string, start: number, end: number): Range {
  const inside = text.slice(start, Math.max(start, end));
  const first = start + (inside.length - inside.trimStart().length);
  return { start: first, end: Math.max(first, start + inside.trimEnd().length) };
}

/** Invalid text is a token, too. */
function nativeToken(document: HvvmDocument, start: number, offset: number): Range | undefined {
  if (document.notation === "json") return undefined;
  const lexer = new Lexer(document.text, start);
  while (lexer.next() !== "end" && lexer.end < offset);
  return lexer.start <= offset && lexer.kind !== "newline" ? { start: lexer.start, end: lexer.end } : undefined;
}
