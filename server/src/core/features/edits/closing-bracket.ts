/** Adds the closing bracket that is missing, where its block ends. */
import type { HvvmDocument } from "../../document.ts";
import { withNested } from "../../model/bound.ts";
import { JsonTokens, kinds } from "../../syntax/json/tokens.ts";
import { indentAt, lineBreakOf, lineEnd } from "../../syntax/text-lines.ts";
import type { Replacement } from "./replacement.ts";

/** `at` is the position of the opening bracket. */
export function closingBracket(document: HvvmDocument, at: number): readonly Replacement[] {
  return document.notation === "json" ? inJson(document.text, at) : inNative(document, at);
}

function inNative(document: HvvmDocument, at: number): readonly Replacement[] {
  const placed = document.items[document.itemIndexBefore(at + 1)];
  if (!placed) return [];
  const statement = withNested(placed.item.bound.statements).find(({ block }) => block?.start === at - placed.start);
  if (!statement) return [];
  const { text } = document;
  const end = placed.start + statement.range.end;
  const start = placed.start + statement.range.start;
  return [closed(text, start, end, "}", /^[ \t\u00a0;]*(?:#.*)?$/)];
}

/** At the end of the text all open blocks end, and they share one diagnostic, so all are closed. */
function inJson(text: string, at: number): readonly Replacement[] {
  const tokens = new JsonTokens(text);
  const open: { readonly start: number; readonly isObject: boolean }[] = [];
  for (tokens.next(); tokens.kind !== kinds.end; tokens.next()) {
    const { kind, range } = tokens;
    if (kind === kinds.openBrace || kind === kinds.openBracket) {
      open.push({ start: range.start, isObject: kind === kinds.openBrace });
    } else if (kind === kinds.closeBrace || kind === kinds.closeBracket) {
      // As in the parser, a bracket closes the innermost block of its kind.
      const last = open.map(({ isObject }) => isObject).lastIndexOf(kind === kinds.closeBrace);
      if (last < 0) continue;
      const cut = open.splice(last + 1);
      const lacking = cut.findIndex(({ start }) => start === at);
      if (lacking >= 0) return [closedJson(text, cut.slice(lacking), tokens.lastEnd)];
      open.pop();
    }
  }
  return open.some(({ start }) => start === at) ? [closedJson(text, open, tokens.lastEnd)] : [];
}

function closedJson(
  text: string,
  open: readonly { readonly start: number; readonly isObject: boolean }[],
  end: number,
): Replacement {
  const brackets = [...open]
    .reverse()
    .map(({ start, isObject }) => closed(text, start, end, isObject ? "}" : "]", restOfJsonLine));
  const [first] = brackets;
  return { range: first!.range, newText: brackets.map(({ newText }) => newText).join("") };
}

const restOfJsonLine = /^[ \t,]*(?:\/\/.*)?$/;

/** On a line of its own if the block has several lines, after the comment of the last one. */
function closed(text: string, start: number, end: number, bracket: string, restOfLine: RegExp): Replacement {
  const last = lineEnd(text, end);
  const hasLines = /[\r\n]/.test(text.slice(start, end));
  const at = hasLines && restOfLine.test(text.slice(end, last)) ? last : end;
  const before = at === last && hasLines ? lineBreakOf(text) + indentAt(text, start) : " ";
  return { range: { start: at, end: at }, newText: before + bracket };
}
