/**
 * The text of one version of a file, in chunks of whole lines: an edit rebuilds the chunks that it touches and shares
 * the others with the previous version, so its cost does not depend on the length of the file. A line ends with \n,
 * \r\n or \r; offsets and characters are UTF-16 code units, lines and characters are counted from 0.
 */

import { partitionPoint } from "./partition-point.ts";

export interface Position {
  readonly line: number;
  readonly character: number;
}

interface Chunk {
  readonly text: string;
  /** Offsets in the chunk after each of its line ends. */
  readonly afterLineEnds: Uint32Array;
  /** Offset in the file, and number of its first line. */
  readonly start: number;
  readonly line: number;
}

/** A chunk ends with the first line that reaches this size. */
const chunkLength = 8192;

export class TextBuffer {
  private constructor(
    /** At least one. All but the last end with a line end, and none with the first half of one. */
    private readonly chunks: readonly Chunk[],
    private whole: string | undefined,
  ) {}

  static of(text: string): TextBuffer {
    return new TextBuffer(placed(cut(text)), text);
  }

  get length(): number {
    const { start, text } = this.chunks.at(-1)!;
    return start + text.length;
  }

  /** The whole text; assembled once per version, at a cost proportional to its length. */
  toString(): string {
    this.whole ??= this.chunks.map(({ text }) => text).join("");
    return this.whole;
  }

  /** The text from `start` to `end`, limited to the text that exists. */
  slice(start: number, end: number): string {
    let part = "";
    for (let at = this.chunkAt(start); at < this.chunks.length && this.chunks[at]!.start < end; at++) {
      const chunk = this.chunks[at]!;
      part += chunk.text.slice(Math.max(0, start - chunk.start), end - chunk.start);
    }
    return part;
  }

  /** The next version, with `text` in place of the range from `start` to `end`. */
  replaced(start: number, end: number, text: string): TextBuffer {
    const { chunks } = this;
    // An edit at the start of a chunk may complete the line end before it.
    const first = Math.max(0, this.chunkAt(start - 1));
    const last = this.chunkAt(end);
    const head = chunks[first]!.text.slice(0, start - chunks[first]!.start);
    const tail = chunks[last]!.text.slice(end - chunks[last]!.start);
    const isEnd = last === chunks.length - 1;
    const anew = cut(head + text + tail);
    const isNeeded = anew.length > 1 || anew[0]!.text !== "" || (isEnd && first === 0);
    return new TextBuffer(
      placed([...(isNeeded ? anew : []), ...chunks.slice(last + 1)], chunks.slice(0, first)),
      undefined,
    );
  }

  /** Outside the text, the nearest end; between the characters of a line end, the position before it. */
  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.length));
    const { text, start, line, afterLineEnds } = this.chunks[this.chunkAt(within)]!;
    const passed = partitionPoint(afterLineEnds.length, (at) => afterLineEnds[at]! <= within - start);
    const lineStart = passed === 0 ? 0 : afterLineEnds[passed - 1]!;
    return { line: line + passed, character: beforeLineEnd(text, within - start, lineStart) - lineStart };
  }

  /** Outside the text, the nearest end; after the end of a line, the position before its line end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const chunk = this.chunks[this.lastChunk((candidate) => candidate.line <= line)]!;
    const { text, start, afterLineEnds } = chunk;
    const index = line - chunk.line;
    if (index > afterLineEnds.length) return this.length;
    const lineStart = index === 0 ? 0 : afterLineEnds[index - 1]!;
    const nextLine = afterLineEnds[index] ?? text.length;
    return start + beforeLineEnd(text, Math.min(lineStart + Math.max(0, character), nextLine), lineStart);
  }

  /** Offset after the line end of the line that holds `offset`. */
  afterLine(offset: number): number {
    return this.offsetAt({ line: this.positionAt(offset).line + 1, character: 0 });
  }

  /** The whole lines that hold the text from `start` to `end`. */
  linesAround(start: number, end: number): string {
    const from = this.offsetAt({ line: this.positionAt(start).line, character: 0 });
    return this.slice(from, this.afterLine(end));
  }

  /** Index of the chunk that contains what follows `offset`. */
  private chunkAt(offset: number): number {
    return this.lastChunk(({ start }) => start <= offset);
  }

  /** Index of the last chunk that begins early enough; 0 if none does. */
  private lastChunk(isEarly: (chunk: Chunk) => boolean): number {
    return Math.max(0, partitionPoint(this.chunks.length, (at) => isEarly(this.chunks[at]!)) - 1);
  }
}

type Cut = Pick<Chunk, "text" | "afterLineEnds">;

/** The chunks of a text that begins with a line; at least one. */
function cut(text: string): readonly Cut[] {
  const chunks: Cut[] = [];
  let start = 0;
  let ends: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x0a && (code !== 0x0d || text.charCodeAt(at + 1) === 0x0a)) continue;
    ends.push(at + 1 - start);
    if (at + 1 - start < chunkLength) continue;
    chunks.push({ text: text.slice(start, at + 1), afterLineEnds: Uint32Array.from(ends) });
    start = at + 1;
    ends = [];
  }
  if (start < text.length || chunks.length === 0) {
    chunks.push({ text: text.slice(start), afterLineEnds: Uint32Array.from(ends) });
  }
  return chunks;
}

/** The chunks after those of `before`, with updated positions. */
function placed(chunks: readonly Cut[], before: readonly Chunk[] = []): readonly Chunk[] {
  const all = [...before];
  const last = before.at(-1);
  let start = last ? last.start + last.text.length : 0;
  let line = last ? last.line + last.afterLineEnds.length : 0;
  for (const { text, afterLineEnds } of chunks) {
    all.push({ text, afterLineEnds, start, line });
    start += text.length;
    line += afterLineEnds.length;
  }
  return all;
}

function beforeLineEnd(text: string, offset: number, lineStart: number): number {
  let at = offset;
  while (at > lineStart && (text.charCodeAt(at - 1) === 0x0a || text.charCodeAt(at - 1) === 0x0d)) at--;
  return at;
}
