/**
 * Writes native text in its canonical form: lines, indentation, blank lines, aligned tables. Its caller decides which
 * words are keywords and which statements are rows of a table; comments and the order of statements stay.
 */
import { lineBreakOf } from "../text-lines.ts";
import { isArgument, Lexer } from "./lexer.ts";
import { alignTables, type Cell, opensBlock, type TableLine } from "./tables.ts";

/** A statement without its block, as it is to be written: its words, or its cells if it is a row of a table. */
export type Styled = { readonly words: readonly string[] } | { readonly cells: readonly Cell[] };

/** `styleOf` returns the style of the statement that begins at an offset. The text must be free of syntax errors. */
export function printNative(text: string, styleOf: (start: number) => Styled | undefined): string {
  const parts = readParts(text, styleOf);
  const lines = layLines(parts);
  alignTables(lines);
  const ending = lineBreakOf(text);
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  return mark + lines.map((line) => writeLine(line) + ending).join("");
}

interface Part {
  readonly kind: "statement" | "{" | "}" | "comment";
  readonly text: string;
  readonly cells: readonly Cell[] | undefined;
  /** Stands on the line of the part before it. */
  readonly isOnSameLine: boolean;
  readonly hasBlankBefore: boolean;
}

function readParts(text: string, styleOf: (start: number) => Styled | undefined): readonly Part[] {
  const lexer = new Lexer(text, 0);
  const parts: Part[] = [];
  let newlines = 0;
  /** Comments since the last statement; a following "{" is placed before them. */
  let held = 0;
  const add = (kind: Part["kind"], shown: string, cells?: readonly Cell[]) => {
    const isOnSameLine = newlines === 0 && parts.length > 0;
    parts.push({ kind, text: shown, cells, isOnSameLine, hasBlankBefore: newlines > 1 });
    newlines = 0;
  };
  lexer.next();
  while (lexer.kind !== "end") {
    switch (lexer.kind) {
      case "newline":
        newlines++;
        break;
      case "comment":
        add("comment", text.slice(lexer.start, lexer.end).trimEnd());
        held++;
        break;
      case "{":
        parts.splice(parts.length - held, 0, openBrace);
        held = 0;
        newlines = 0;
        break;
      case "}":
        add("}", "}");
        held = 0;
        break;
      case ";":
        break;
      default: {
        const { start } = lexer;
        let { end } = lexer;
        while (isArgument(lexer.next())) end = lexer.end;
        const styled = styleOf(start) ?? { words: [text.slice(start, end)] };
        const cells = "cells" in styled ? styled.cells : undefined;
        const words = "cells" in styled ? styled.cells.flatMap((cell) => cell.text || []) : styled.words;
        add("statement", words.join(" "), cells);
        held = 0;
        continue;
      }
    }
    lexer.next();
  }
  return parts;
}

const openBrace: Part = { kind: "{", text: "{", cells: undefined, isOnSameLine: true, hasBlankBefore: false };

interface Line extends TableLine {
  /** What follows the first statement: its block, and further statements. */
  tail: string;
  comment: string;
}

const widest = 100;
const indentation = 2;
/** Deeper nesting is not indented further, because the text would grow with the square of its depth. */
const deepestIndented = 100;

function layLines(parts: readonly Part[]): readonly Line[] {
  const blocks = measureBlocks(parts);
  const commented = commentedParts(parts, blocks);
  const lines: Line[] = [];
  /** For each open block: whether it is written on one line, or was but does not fit there. */
  const open: { readonly isFlat: boolean; readonly isBroken: boolean }[] = [];
  let level = 0;
  /** Whether the next statement may continue the last line. */
  let mayJoin = false;
  const begin = (part: Part, at: number): Line => {
    const before = lines.at(-1);
    if (part.hasBlankBefore && before && !opensBlock(before) && part.kind !== "}") lines.push(emptyLine(at));
    const line = emptyLine(at);
    lines.push(line);
    return line;
  };
  for (const [index, part] of parts.entries()) {
    const last = lines.at(-1);
    const isInFlat = open.at(-1)?.isFlat === true;
    if (part.kind === "comment") {
      const line = part.isOnSameLine && last ? last : begin(part, level);
      line.comment = part.text;
      mayJoin = false;
    } else if (part.kind === "{") {
      const block = blocks.get(index);
      const isFlat = isInFlat || (block !== undefined && (commented.has(block.close) || fits(last, block.length)));
      say(last!, " {");
      open.push({ isFlat, isBroken: block !== undefined });
      if (!isFlat) level++;
      mayJoin = false;
    } else if (part.kind === "}") {
      mayJoin = open.pop()?.isFlat === true;
      if (mayJoin) say(last!, " }");
      else begin(part, --level).text = "}";
    } else {
      const isFirst = parts[index - 1]?.kind === "{";
      const length = 2 + part.text.length + (blocks.get(index + 1)?.length ?? 0);
      if (isInFlat) say(last!, isFirst ? ` ${part.text}` : `; ${part.text}`);
      else if (mayJoin && part.isOnSameLine && !open.at(-1)?.isBroken && (commented.has(index) || fits(last, length)))
        join(last!, part.text);
      else Object.assign(begin(part, level), { text: part.text, row: part.cells });
      mayJoin = true;
    }
  }
  return lines;
}

function emptyLine(level: number): Line {
  return { level, text: "", tail: "", row: undefined, comment: "" };
}

function say(line: Line, text: string): void {
  line.tail += text;
}

/** Allows another statement on the line, which then is not a row of a table. */
function join(line: Line, text: string): void {
  line.tail += `; ${text}`;
  line.row = undefined;
}

function fits(line: Line | undefined, length: number): boolean {
  return line !== undefined && line.level * indentation + line.text.length + line.tail.length + length <= widest;
}

/** A block that was on one line: the position of its "}", and its length from brace to brace. */
interface FlatBlock {
  readonly close: number;
  readonly length: number;
}

/** By the index of the "{". */
function measureBlocks(parts: readonly Part[]): ReadonlyMap<number, FlatBlock> {
  const blocks = new Map<number, { close: number; length: number }>();
  const open: { readonly index: number; readonly length: number; readonly lines: number }[] = [];
  let length = 0;
  let lines = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === "{") open.push({ index, length, lines });
    if (!part.isOnSameLine || part.kind === "comment") lines++;
    const isFurther = part.kind === "statement" && parts[index - 1]?.kind !== "{";
    length += part.text.length + (isFurther ? 2 : 1);
    const block = part.kind === "}" ? open.pop() : undefined;
    if (block?.lines === lines) blocks.set(block.index, { close: index, length: length - block.length });
  }
  return blocks;
}

/** Indexes of parts whose line ends with a comment. The comment may refer to the whole line, so the line is kept. */
function commentedParts(parts: readonly Part[], blocks: ReadonlyMap<number, FlatBlock>): ReadonlySet<number> {
  const braces = new Set([...blocks].flatMap(([open, { close }]) => [open, close]));
  const commented = new Set<number>();
  let isCommented = false;
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index]!;
    if (part.kind !== "comment" && isCommented) commented.add(index);
    // The line will end at a brace whose partner is on another line.
    const breaks = (part.kind === "{" || part.kind === "}") && !braces.has(index);
    isCommented = part.isOnSameLine && !breaks && (isCommented || part.kind === "comment");
  }
  return commented;
}

function writeLine({ level, text, tail, comment }: Line): string {
  const said = text + tail;
  if (said === "" && comment === "") return "";
  const gap = said !== "" && comment !== "" ? "  " : "";
  return " ".repeat(Math.min(level, deepestIndented) * indentation) + said + gap + comment;
}
