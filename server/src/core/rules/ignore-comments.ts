/**
 * Reads the comments that suppress rules: `# hvvm-ignore CODE… [: reason]`, in JSON with `//`. `apply-suppressions.ts`
 * checks the codes and applies the comments.
 */
import { createScanner } from "jsonc-parser";
import type { HvvmDocument } from "../document.ts";
import { Lexer } from "../syntax/native/lexer.ts";
import type { Range } from "../syntax/tree.ts";

/** All ranges are absolute. */
export interface IgnoreComment {
  /** The comment from its first to its last character. */
  readonly range: Range;
  /** The word `hvvm-ignore`. */
  readonly word: Range;
  readonly codes: readonly { readonly code: string; readonly range: Range }[];
  /** The lines that it applies to: its own, and, if it is alone on its line, the next line that is not a comment. */
  readonly lines: readonly number[];
}

const marker = "hvvm-ignore";

/** The comments in the order of the file. A file without any costs one search through its text. */
export function ignoreComments(document: HvvmDocument): readonly IgnoreComment[] {
  if (!document.includes(marker)) return [];
  const { text } = document;
  const comments = document.notation === "json" ? jsonComments(text) : nativeComments(document);
  const isComment = document.notation === "json" ? inComments(document, comments) : isNativeComment(document);
  const nextLine = lineAfterComments(isComment, document);
  return comments.flatMap((range) => {
    const read = readComment(text, range);
    if (!read) return [];
    const { line } = document.positionAt(range.start);
    const lines = isComment(line) ? [line, nextLine(line)] : [line];
    return [{ ...read, range, lines }];
  });
}

/** No native token spans several lines, so a comment can be found by reading its line only. */
function nativeComments(document: HvvmDocument): readonly Range[] {
  const { text } = document;
  const comments: Range[] = [];
  let lexer = new Lexer(text, 0);
  let line = -1;
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at)) {
    const position = document.positionAt(at);
    if (position.line !== line) lexer = new Lexer(text, at - position.character);
    line = position.line;
    while (lexer.end <= at && lexer.next() !== "end");
    if (lexer.kind === "comment") comments.push({ start: lexer.start, end: lexer.end });
    at = Math.max(at + marker.length, lexer.end);
  }
  return comments;
}

function jsonComments(text: string): readonly Range[] {
  const comments: Range[] = [];
  const scanner = createScanner(text);
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    if (/^\/[/*]/.test(text.slice(start, start + 2))) comments.push({ start, end: scanner.getPosition() });
  }
  return comments;
}

function isNativeComment(document: HvvmDocument): (line: number) => boolean {
  return (line) => /^[\ufeff \t\u00a0]*#/.test(lineText(document, line));
}

/** Whether a line contains only comments. */
function inComments(document: HvvmDocument, comments: readonly Range[]): (line: number) => boolean {
  /** How many characters of a line are in comments, without white space. */
  const covered = new Map<number, number>();
  for (const { start, end } of comments) {
    const last = document.positionAt(end).line;
    for (let { line } = document.positionAt(start); line <= last; line++) {
      const from = Math.max(start, document.offsetAt({ line, character: 0 }));
      const to = line === last ? end : document.offsetAt({ line: line + 1, character: 0 });
      covered.set(line, (covered.get(line) ?? 0) + visibleLength(document.slice(from, to)));
    }
  }
  const known = new Map<number, boolean>();
  return (line) => {
    if (!known.has(line)) known.set(line, covered.get(line) === visibleLength(lineText(document, line)));
    return known.get(line)!;
  };
}

function visibleLength(text: string): number {
  return text.replace(/\s+/g, "").length;
}

/** The line after the comments that begin at `line`. Consecutive comments are skipped once. */
function lineAfterComments(isComment: (line: number) => boolean, document: HvvmDocument): (line: number) => number {
  const last = document.positionAt(document.length).line;
  let run = { from: 0, to: 0 };
  return (line) => {
    if (line >= run.from && line < run.to) return run.to;
    let to = line + 1;
    while (to <= last && isComment(to)) to++;
    run = { from: line, to };
    return to;
  };
}

function lineText(document: HvvmDocument, line: number): string {
  const start = document.offsetAt({ line, character: 0 });
  return document.slice(start, document.offsetAt({ line: line + 1, character: 0 }));
}

const form = /^(?:#|\/\/)[ \t\u00a0]*(hvvm-ignore)(?![\w-])([^:\r\n]*)/d;

/** `undefined` for any other comment. What follows a colon is the reason. */
function readComment(text: string, { start, end }: Range): Pick<IgnoreComment, "word" | "codes"> | undefined {
  const match = form.exec(text.slice(start, end));
  if (!match?.indices) return undefined;
  const [from, to] = match.indices[1]!;
  const listStart = start + match.indices[2]![0];
  const codes = [...match[2]!.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
    code,
    range: { start: listStart + index, end: listStart + index + code.length },
  }));
  return { word: { start: start + from, end: start + to }, codes };
}
