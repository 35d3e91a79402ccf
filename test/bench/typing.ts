/**
 * A typist: types a text character by character at one place of a layout, deletes it again, and repeats this forever.
 */
import type { LspProcess } from "./lsp-process.ts";

interface Position {
  readonly line: number;
  readonly character: number;
}

export class Typist {
  version = 1;
  private typed = 0;
  private readonly start: Position;

  /** Types `written` after the first `anchor` in `text`. */
  constructor(
    private readonly server: LspProcess,
    readonly uri: string,
    text: string,
    anchor: string,
    private readonly written: string,
  ) {
    if (!text.includes(anchor)) throw new Error(`The layout has no ${anchor}`);
    const lines = text.slice(0, text.indexOf(anchor) + anchor.length).split("\n");
    this.start = { line: lines.length - 1, character: lines.at(-1)!.length };
    server.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: uri.endsWith("json") ? "json" : "hvvm", version: 1, text },
    });
  }

  /** Where the next character goes. */
  get position(): Position {
    return this.after(this.typed);
  }

  /** One keystroke; the server is notified at once. */
  stroke(): void {
    const isWritten = this.typed === this.written.length;
    const range = isWritten ? { start: this.start, end: this.position } : { start: this.position, end: this.position };
    const text = isWritten ? "" : this.written[this.typed]!;
    this.typed = isWritten ? 0 : this.typed + 1;
    this.version++;
    this.server.tell("textDocument/didChange", {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: [{ range, text }],
    });
  }

  private after(typed: number): Position {
    const lines = this.written.slice(0, typed).split("\n");
    const character = lines.at(-1)!.length + (lines.length === 1 ? this.start.character : 0);
    return { line: this.start.line + lines.length - 1, character };
  }
}
