/**
 * The edits that bring a layout into its canonical form: in the whole file, in a range, or where one types. What the
 * form is, the printers of both notations say; this cuts it into small edits and keeps what it knows of unchanged parts.
 */
import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Position, PositionRange } from "../document.ts";
import { formatNative } from "../model/format-native.ts";
import { isSyntaxCode } from "../rules/registry.ts";
import { formatJson } from "../syntax/json/printer.ts";
import { isFirstOnLine, lineBreakOf } from "./edits/item-text.ts";
import { minimalReplacements, type Replacement } from "./edits/replacement.ts";

/** Formats the versions of one file. Top-level statements whose text did not change are not formatted again. */
export class Formatter {
  /** The canonical text of each part of the version before. */
  private known = new Map<string, string>();

  /**
   * The edits of the whole file. Top-level statements with errors of the syntax group are left as they are; where
   * braces are missing nobody knows where a statement ends, and there are no edits, as for JSON that is none.
   */
  format(document: HvvmDocument): TextEdit[] {
    return textEdits(document, this.replacements(document));
  }

  /** Those of the edits that touch the lines of the range. */
  formatRange(document: HvvmDocument, { start, end }: PositionRange): TextEdit[] {
    return this.format(document).filter(({ range }) => range.start.line <= end.line && range.end.line >= start.line);
  }

  /**
   * After a `}`: the lines of the block that it closes. After a line break: the lines above it as far as the last empty
   * one, so that a table stays one; the new line is the editor's.
   */
  formatOnType(document: HvvmDocument, position: Position, typed: string): TextEdit[] {
    const edits = this.format(document);
    if (typed === "}") {
      const first = openingLine(document, position);
      return edits.filter(({ range }) => range.start.line >= first && range.end.line <= position.line);
    }
    const lines = document.text.slice(0, document.offsetAt({ line: position.line, character: 0 })).split(/\r\n?|\n/);
    let first = position.line - 1;
    while (first > 0 && lines[first - 1]!.trim() !== "") first--;
    return edits.filter(({ range }) => range.start.line >= first && range.end.line < position.line);
  }

  private replacements(document: HvvmDocument): readonly Replacement[] {
    const { text, notation } = document;
    if (notation === "json") return hasSyntaxError(document) ? [] : minimalReplacements(text, formatJson(text));
    if (isBraceInDoubt(document)) return [];
    const lineBreak = lineBreakOf(text);
    const before = this.known;
    this.known = new Map();
    return partsOf(document).flatMap(({ start, end, isSound }) => {
      const written = text.slice(start, end);
      const key = `${lineBreak}${end === text.length ? "" : "+"}${written}`;
      const canonical = before.get(key) ?? (isSound ? canonicalPart(written, lineBreak, end === text.length) : written);
      this.known.set(key, canonical);
      return minimalReplacements(written, canonical).map(({ range, newText }) => ({
        range: { start: start + range.start, end: start + range.end },
        newText,
      }));
    });
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
  /** Nothing in it is an error of the syntax group. */
  readonly isSound: boolean;
}

/** From each top-level statement that begins a line to the next one; the first part has what comes before it as well. */
function partsOf({ text, items }: HvvmDocument): readonly Part[] {
  const parts: { start: number; end: number; isSound: boolean }[] = [{ start: 0, end: text.length, isSound: true }];
  for (const { start, item } of items) {
    let part = parts.at(-1)!;
    if (start > 0 && isFirstOnLine(text, start)) {
      part.end = start;
      part = { start, end: text.length, isSound: true };
      parts.push(part);
    }
    if (item.bound.problems.length > 0) part.isSound = false;
  }
  return parts;
}

/** With the empty line that stands behind it before the next part. */
function canonicalPart(written: string, lineBreak: string, isLast: boolean): string {
  const tail = /[\s\u00a0;]*$/.exec(written)![0];
  const isApart = !isLast && tail.length < written.length && (tail.match(/\r\n?|\n/g)?.length ?? 0) > 1;
  const printed = formatNative(written);
  const lines = lineBreakOf(printed) === lineBreak ? printed : printed.replace(/\r\n?|\n/g, lineBreak);
  return isApart ? lines + lineBreak : lines;
}

function isBraceInDoubt({ items }: HvvmDocument): boolean {
  const codes = new Set(["unclosed-block", "unmatched-brace"]);
  return items.some(({ item }) => item.bound.problems.some(({ code }) => codes.has(code)));
}

function hasSyntaxError({ items, problems }: HvvmDocument): boolean {
  const isSyntax = ({ code }: { readonly code: string }) => isSyntaxCode(code);
  return problems.some(isSyntax) || items.some(({ item }) => item.bound.problems.some(isSyntax));
}

/** Where the innermost block begins that ends before the position. */
function openingLine(document: HvvmDocument, position: Position): number {
  const offset = document.offsetAt(position);
  const placed = document.items[document.itemIndexBefore(offset)];
  if (!placed) return position.line;
  const pending = [...placed.item.bound.statements];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.block && placed.start + next.block.end === offset) {
      return document.positionAt(placed.start + next.range.start).line;
    }
    pending.push(...next.children);
  }
  return position.line;
}

function textEdits(document: HvvmDocument, replacements: readonly Replacement[]): TextEdit[] {
  return replacements.map(({ range, newText }) => ({ range: document.rangeOf(range, 0), newText }));
}
