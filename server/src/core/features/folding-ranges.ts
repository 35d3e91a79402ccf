/** The folding ranges of native text: blocks, and comments of several lines. The editor's own JSON support folds JSON. */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import type { HvvmDocument } from "../document.ts";
import { cachedPerItem } from "../document-item.ts";
import { Lexer } from "../syntax/native/lexer.ts";

/** In no particular order. The line of a closing brace stays visible. */
export function foldingRanges(document: HvvmDocument): FoldingRange[] {
  if (document.notation === "json") return [];
  const { text, items } = document;
  const found: FoldingRange[] = [];
  let end = 0;
  for (const { start, item } of items) {
    const { length } = item;
    if (item.keywords.length === 0) continue; // Text that was not bound is read together with the text between the items.
    found.push(...placed(document, end, foldsIn(text.slice(end, start), end > 0)));
    found.push(...placed(document, start, foldsOf(item, text, start, length)));
    end = start + length;
  }
  return [...found, ...placed(document, end, foldsIn(text.slice(end), end > 0))];
}

/** Lines relative to the first line of that text. */
interface Fold {
  readonly from: number;
  readonly to: number;
  readonly isComment: boolean;
}

const foldsOf = cachedPerItem((_item, text: string, start: number, length: number) =>
  foldsIn(text.slice(start, start + length), false),
);

function placed(document: HvvmDocument, start: number, folds: readonly Fold[]): FoldingRange[] {
  if (folds.length === 0) return [];
  const { line } = document.positionAt(start);
  return folds.map(({ from, to, isComment }) => ({
    startLine: line + from,
    endLine: line + to,
    ...(isComment ? { kind: FoldingRangeKind.Comment } : {}),
  }));
}

/** `beginsAfterCode`: code precedes the text on its first line. */
function foldsIn(text: string, beginsAfterCode: boolean): readonly Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  const lexer = new Lexer(text, 0);
  let line = 0;
  let hasCode = beginsAfterCode;
  let comments: { from: number; to: number } | undefined;
  const endComments = () => {
    if (comments && comments.to > comments.from) folds.push({ ...comments, isComment: true });
    comments = undefined;
  };
  while (lexer.next() !== "end") {
    const { kind } = lexer;
    if (kind === "newline") {
      if (comments?.to !== line) endComments();
      line++;
      hasCode = false;
    } else if (kind === "comment" && !hasCode) {
      comments = { from: comments?.from ?? line, to: line };
    } else if (kind !== "comment") {
      hasCode = true;
      if (kind === "{") open.push(line);
      const from = kind === "}" ? open.pop() : undefined;
      if (from !== undefined && line - 1 > from) folds.push({ from, to: line - 1, isComment: false });
    }
  }
  endComments();
  return folds;
}
