/**
 * Reads native text into items, one top-level node at a time. Any text produces a tree. The parser does not know the
 * keywords: it asks a vocabulary where a statement may be and whether it can have a block.
 */

import {
  type Argument,
  type Block,
  type Item,
  isStatement,
  type Node,
  type Placed,
  type Range,
  type Statement,
} from "../tree.ts";
import { isArgument, Lexer, stringValue } from "./lexer.ts";
import { isMicro, isUnit, readNumeric } from "./numbers.ts";

/** What the parser needs to know about the language. `Place` is a kind of block; `undefined` is a block that is not checked. */
export interface Vocabulary {
  readonly file: string;
  mayStand(keyword: string, place: string): boolean;
  /**
   * The place inside the statement's block; `undefined` for one that is not checked; `false` if it cannot have a block.
   */
  blockPlace(head: StatementHead, place: string | undefined): string | undefined | false;
}

export interface StatementHead {
  readonly head: Argument | undefined;
  readonly arguments: readonly Argument[];
}

/**
 * Reads the item that begins at `from`, or `undefined` where only white space, comments and separators are left.
 * `braceMissing` says that the file has fewer `}` than `{`: then a block also ends before a statement that is not
 * allowed in it but may in a block around it. One lexer reads all items of a text, because it remembers unsuccessful
 * searches on a line.
 */
export function parseItem(
  lexer: Lexer,
  from: number,
  vocabulary: Vocabulary,
  braceMissing: boolean,
): Placed<Item> | undefined {
  lexer.end = from;
  return new ItemParser(lexer, vocabulary, braceMissing).item();
}

/** The node of an item, read again from the item's own text. */
export function readNode(item: Item, vocabulary: Vocabulary): Node {
  // At the very beginning of a text, a byte order mark would count as white space.
  return new ItemParser(new Lexer(` ${item.text}`, 0), vocabulary, item.endsBlocksEarly).node()!;
}

/** The nodes of a text one after the other, as in a text without a missing `}`. */
export function* readNodes(text: string, vocabulary: Vocabulary): Generator<Placed<Node>> {
  const lexer = new Lexer(text, 0);
  for (let end = 0; ; ) {
    lexer.end = end;
    const placed = new ItemParser(lexer, vocabulary, false).placedNode();
    if (!placed) return;
    yield placed;
    end = placed.start + lengthOf(placed.item);
  }
}

/** Where the item after `from` begins: after white space, comments and separators, or at the end of the text. */
export function nextItemStart(lexer: Lexer, from: number): number {
  lexer.end = from;
  lexer.next();
  skipSeparators(lexer);
  return lexer.start;
}

interface OpenStatement {
  readonly head: Argument | undefined;
  readonly arguments: Argument[];
  readonly start: number;
}

interface OpenBlock {
  readonly statement: OpenStatement;
  readonly open: Range;
  readonly children: Node[];
  readonly place: string | undefined;
  /** The kinds of the surrounding blocks, without duplicates. */
  readonly around: readonly string[];
}

class ItemParser {
  private readonly text: string;
  private readonly blocks: OpenBlock[] = [];
  private balance = 0;
  private isBraceBound = false;
  private base = 0;

  constructor(
    private readonly lexer: Lexer,
    private readonly vocabulary: Vocabulary,
    private readonly braceMissing: boolean,
  ) {
    this.text = lexer.text;
    lexer.next();
  }

  item(): Placed<Item> | undefined {
    const node = this.node();
    if (!node) return undefined;
    const { base, isBraceBound } = this;
    const length = lengthOf(node);
    const item: Item = {
      text: this.text.slice(base, base + length),
      length,
      headEnd: isStatement(node) ? node.head?.range.end : undefined,
      braceBalance: this.balance,
      isBraceBound,
      endsBlocksEarly: isBraceBound && this.braceMissing,
    };
    return { start: base, item };
  }

  placedNode(): Placed<Node> | undefined {
    const item = this.node();
    return item && { start: this.base, item };
  }

  node(): Node | undefined {
    skipSeparators(this.lexer);
    if (this.lexer.kind === "end") return undefined;
    this.base = this.lexer.start;
    let node = this.step();
    while (node === undefined) {
      skipSeparators(this.lexer);
      node = this.step();
    }
    return node;
  }

  /** Reads one statement head or brace; returns the top-level node when that completes it. */
  private step(): Node | undefined {
    const { lexer } = this;
    if (lexer.kind === "end") return this.closeBlock(undefined);
    if (lexer.kind === "}") {
      this.balance--;
      const brace = this.here();
      lexer.next();
      return this.blocks.length > 0 ? this.closeBlock(brace) : { unmatchedBrace: brace };
    }
    if (lexer.kind === "{") return this.openBlock({ head: undefined, arguments: [], start: lexer.start - this.base });
    if (this.endsBlockBefore()) return this.closeBlock(undefined);
    return this.statement();
  }

  private statement(): Node | undefined {
    const { lexer } = this;
    const start = lexer.start - this.base;
    const head = this.argument();
    const rest: Argument[] = [];
    while (isArgument(lexer.kind)) rest.push(this.argument());
    const statement = { head, arguments: rest, start };
    if (lexer.kind === "{" || this.blockOnNextLine(statement)) return this.openBlock(statement);
    return this.complete(statement, undefined);
  }

  /** A `{` that opens a line belongs to the statement above it, if that one can have a block. */
  private blockOnNextLine(statement: OpenStatement): boolean {
    const { lexer } = this;
    const { start } = lexer;
    let kind = lexer.kind;
    while (kind === "newline" || kind === "comment") kind = lexer.next();
    if (lexer.start === start) return false;
    if (kind === "{" && this.vocabulary.blockPlace(statement, this.place()) !== false) return true;
    lexer.end = start;
    lexer.next();
    return false;
  }

  private openBlock(statement: OpenStatement): undefined {
    this.balance++;
    const place = this.vocabulary.blockPlace(statement, this.place());
    const around = this.placesAround();
    this.blocks.push({
      statement,
      open: this.here(),
      children: [],
      place: place === false ? undefined : place,
      around,
    });
    this.lexer.next();
  }

  private placesAround(): readonly string[] {
    const outer = this.blocks.at(-1);
    if (!outer) return [this.vocabulary.file];
    const { place, around } = outer;
    return place === undefined || around.includes(place) ? around : [...around, place];
  }

  private closeBlock(close: Range | undefined): Node | undefined {
    const { statement, open, children } = this.blocks.pop()!;
    return this.complete(statement, { open, close, children });
  }

  private complete(open: OpenStatement, block: Block | undefined): Node | undefined {
    const end = block ? endOfBlock(block) : (open.arguments.at(-1) ?? open.head)!.range.end;
    const range = { start: open.start, end };
    const statement: Statement = { range, head: open.head, arguments: open.arguments, block };
    const around = this.blocks.at(-1);
    if (!around) return statement;
    around.children.push(statement);
    return undefined;
  }

  /** Whether the innermost block ends here because its `}` is missing. */
  private endsBlockBefore(): boolean {
    if (this.blocks.length === 0 || this.lexer.kind !== "word") return false;
    const keyword = this.text.slice(this.lexer.start, this.lexer.end).toLowerCase();
    const place = this.place();
    if (place !== undefined && this.vocabulary.mayStand(keyword, place)) return false;
    if (!this.blocks.at(-1)!.around.some((outer) => this.vocabulary.mayStand(keyword, outer))) return false;
    this.isBraceBound = true;
    return this.braceMissing;
  }

  private argument(): Argument {
    const { lexer, text } = this;
    const token = text.slice(lexer.start, lexer.end);
    const range = this.here();
    switch (lexer.kind) {
      case "word":
        lexer.next();
        return { kind: "word", text: token, range };
      case "string": {
        const { terminated } = lexer;
        lexer.next();
        return { kind: "string", text: stringValue(token, terminated), range, terminated };
      }
      case "numeric": {
        lexer.next();
        const read = readNumeric(token, range.start);
        return read.kind === "number" || isFraction(read) ? this.withUnitApart(read) : read;
      }
      default:
        lexer.next();
        return { kind: "stray", text: token, range };
    }
  }

  /** `40 GB` is one malformed token: the unit belongs to the number before it. */
  private withUnitApart(number: Argument): Argument {
    const { lexer, text } = this;
    const isMicroseconds =
      lexer.kind === "stray" &&
      isMicro(text.charCodeAt(lexer.start)) &&
      /s\b/iy.test(text.slice(lexer.end, lexer.end + 2));
    const isPercentSign = lexer.kind === "stray" && text[lexer.start] === "%";
    const isUnitWord = lexer.kind === "word" && isUnit(text.slice(lexer.start, lexer.end));
    if (!isMicroseconds && !isPercentSign && !isUnitWord) return number;
    if (isMicroseconds) lexer.next();
    const range = { start: number.range.start, end: lexer.end - this.base };
    const written = text.slice(range.start + this.base, range.end + this.base);
    lexer.next();
    return { kind: "malformed", text: written, range };
  }

  private place(): string | undefined {
    const innermost = this.blocks.at(-1);
    return innermost ? innermost.place : this.vocabulary.file;
  }

  private here(): Range {
    return { start: this.lexer.start - this.base, end: this.lexer.end - this.base };
  }
}

/** Digits with a fraction, which are not a token without their unit. */
function isFraction({ kind, text }: Argument): boolean {
  return kind === "malformed" && /^[0-9]+\.[0-9]+$/.test(text);
}

function skipSeparators(lexer: Lexer): void {
  while (lexer.kind === "newline" || lexer.kind === "comment" || lexer.kind === ";") lexer.next();
}

function endOfBlock(block: Block): number {
  const last = block.children.at(-1);
  if (block.close) return block.close.end;
  return last ? lengthOf(last) : block.open.end;
}

function lengthOf(node: Node): number {
  return isStatement(node) ? node.range.end : node.unmatchedBrace.end;
}
