/**
 * The edits that bring a layout into its canonical form: the whole file, a range, or what was just typed. The printers
 * of both notations define the form; this turns their output into small edits and caches the result for unchanged
 * parts.
 */

import type { TextEdit } from "vscode-languageserver-types";
import type { HvvmDocument, Position, PositionRange } from "../document.ts";
import type { DocumentItem } from "../document-item.ts";
import { withNested } from "../model/bound.ts";
import { formatNative } from "../model/format-native.ts";
import { isSyntaxCode } from "../rules/registry.ts";
import { formatJson } from "../syntax/json/printer.ts";
import { isFirstOnLine, lineBreakOf, trailingRun } from "../syntax/text-lines.ts";
import { shift, type Writable } from "../syntax/tree.ts";
import { textEdits } from "./edits/apply-steps.ts";
import { minimalReplacements, type Replacement } from "./edits/replacement.ts";

/** Formats the versions of one file. Top-level statements whose text has not changed are not formatted again. */
export class Formatter {
  /** The edits of each part, by its first statement: an object that stays the same while its text does. */
  private readonly known = new WeakMap<DocumentItem, KnownPart>();

  /**
   * The edits for the whole file. Top-level statements with errors of the syntax group are left as they are. If braces
   * are missing, it is not known where statements end, so there are no edits; the same applies to broken JSON.
   */
  format(document: HvvmDocument): TextEdit[] {
    return textEdits(document, this.replacements(document));
  }

  /** Those edits that touch the lines of the range. */
  formatRange(document: HvvmDocument, { start, end }: PositionRange): TextEdit[] {
    return this.format(document).filter(({ range }) => range.start.line <= end.line && range.end.line >= start.line);
  }

  /**
   * After a `}`: the lines of the block that it closes. After a line break: the lines above it up to the last empty
   * one, so that a table stays aligned; the editor indents the new line.
   */
  formatOnType(document: HvvmDocument, position: Position, typed: string): TextEdit[] {
    const edits = this.format(document);
    if (typed === "}") {
      const first = openingLine(document, position);
      return edits.filter(({ range }) => range.start.line >= first && range.end.line <= position.line);
    }
    const lines = document.slice(0, document.offsetAt({ line: position.line, character: 0 })).split(/\r\n?|\n/);
    let first = position.line - 1;
    while (first > 0 && lines[first - 1]!.trim() !== "") first--;
    return edits.filter(({ range }) => range.start.line >= first && range.end.line < position.line);
  }

  private replacements(document: HvvmDocument): readonly Replacement[] {
    const { text, notation } = document;
    if (notation === "json") return hasSyntaxError(document) ? [] : minimalReplacements(text, formatJson(text));
    if (hasUnmatchedBrace(document)) return [];
    const lineBreak = lineBreakOf(text);
    return partsOf(document).flatMap((part) => {
      const { start, end, first, isSound } = part;
      if (!isSound) return [];
      const isLast = end === text.length;
      const tail = first && text.slice(start + first.length, end);
      const old = first && this.known.get(first.item);
      const isKnown = old?.tail === tail && old?.isLast === isLast && old?.lineBreak === lineBreak;
      const written = isKnown ? "" : text.slice(start, end);
      const found = isKnown
        ? old!.replacements
        : minimalReplacements(written, canonicalPart(written, lineBreak, isLast));
      if (first) this.known.set(first.item, { tail: tail!, isLast, lineBreak, replacements: found });
      return found.map(({ range, newText }) => ({ range: shift(range, start), newText }));
    });
  }
}

interface KnownPart {
  /** What follows the statement. */
  readonly tail: string;
  readonly isLast: boolean;
  readonly lineBreak: string;
  /** Relative to the part. */
  readonly replacements: readonly Replacement[];
}

interface Part {
  readonly start: number;
  readonly end: number;
  /** The statement that it begins with, if it begins with one, and the statement's length. */
  readonly first: { readonly item: DocumentItem; readonly length: number } | undefined;
  /** Whether it has no error of the syntax group. */
  readonly isSound: boolean;
}

/** From each top-level statement at the beginning of a line to the next; the first part includes what precedes it. */
function partsOf({ text, items }: HvvmDocument): readonly Part[] {
  const parts: Writable<Part>[] = [{ start: 0, end: text.length, first: undefined, isSound: true }];
  for (const { start, item } of items) {
    let part = parts.at(-1)!;
    if (start > 0 && isFirstOnLine(text, start)) {
      part.end = start;
      const length = item.keywords.length > 0 ? item.length : 0;
      part = { start, end: text.length, first: { item, length }, isSound: true };
      parts.push(part);
    }
    if (item.problems.length > 0) part.isSound = false;
  }
  return parts;
}

/** With the empty line that separates it from the next part. */
function canonicalPart(written: string, lineBreak: string, isLast: boolean): string {
  const tail = written.slice(trailingRun(written, /[\s\u00a0;]/));
  const isApart = !isLast && tail.length < written.length && (tail.match(/\r\n?|\n/g)?.length ?? 0) > 1;
  const printed = formatNative(written);
  const lines = lineBreakOf(printed) === lineBreak ? printed : printed.replace(/\r\n?|\n/g, lineBreak);
  return isApart ? lines + lineBreak : lines;
}

function hasUnmatchedBrace({ items }: HvvmDocument): boolean {
  const codes = new Set(["unclosed-block", "unmatched-brace"]);
  return items.some(({ item }) => item.problems.some(({ code }) => codes.has(code)));
}

function hasSyntaxError({ items, problems }: HvvmDocument): boolean {
  const isSyntax = ({ code }: { readonly code: string }) => isSyntaxCode(code);
  return problems.some(isSyntax) || items.some(({ item }) => item.problems.some(isSyntax));
}

/** Where the innermost block begins that ends before the position. */
function openingLine(document: HvvmDocument, position: Position): number {
  const offset = document.offsetAt(position);
  const placed = document.items[document.itemIndexBefore(offset)];
  if (!placed) return position.line;
  const statements = withNested(placed.item.bound.statements);
  const holder = statements.find(({ block }) => block && placed.start + block.end === offset);
  return holder ? document.positionAt(placed.start + holder.range.start).line : position.line;
}
