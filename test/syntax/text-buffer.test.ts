import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TextBuffer } from "../../server/src/core/syntax/incremental/text-buffer.ts";

/** Lines of a few characters and some that are longer than a chunk, with every kind of line end. */
const lines = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom("", "vm a", "x", "\u00e4\ud83d\ude00", "  network") },
  { weight: 2, arbitrary: fc.constantFrom("l".repeat(5000), "m".repeat(8192), "n".repeat(20_000)) },
);
const lineEnds = fc.constantFrom("\n", "\r\n", "\r", "");
const texts = fc
  .array(fc.tuple(lines, lineEnds), { maxLength: 40 })
  .map((parts) => parts.map(([line, end]) => line + end).join(""));
const edits = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(3), fc.nat(30_000)), texts), { maxLength: 6 });

/** Offsets at which lines and chunks begin or end, and their neighbours. */
function places(text: string): readonly number[] {
  const found = [-1, 0, text.length, text.length + 5];
  for (let at = 0; at < text.length; at++) if (/[\r\n]/.test(text[at]!)) found.push(at - 1, at, at + 1, at + 2);
  return found;
}

describe("a buffer after any edits", () => {
  const afterEdits = (law: (buffer: TextBuffer, text: string) => void) =>
    fc.assert(
      fc.property(texts, edits, (start, changes) => {
        let text = start;
        let buffer = TextBuffer.of(start);
        for (const [at, length, inserted] of changes) {
          const from = at % (text.length + 1);
          const to = Math.min(text.length, from + length);
          buffer = buffer.replaced(from, to, inserted);
          text = text.slice(0, from) + inserted + text.slice(to);
        }
        law(buffer, text);
      }),
      { numRuns: 300 },
    );

  test("has the text that a string would have", () =>
    afterEdits((buffer, text) => {
      expect(buffer.length).toBe(text.length);
      expect(buffer.toString()).toBe(text);
    }));

  test("has the same positions and offsets as the protocol's own document", () =>
    afterEdits((buffer, text) => {
      const document = TextDocument.create("", "hvvm", 0, text);
      for (const place of places(text)) {
        const position = document.positionAt(place);
        expect(buffer.positionAt(place)).toEqual(position);
        for (const character of [position.character, position.character + 1, position.character + 99_999, -1]) {
          const asked = { line: position.line, character };
          expect(buffer.offsetAt(asked)).toBe(document.offsetAt(asked));
        }
      }
      for (const line of [-1, document.lineCount, document.lineCount + 7]) {
        expect(buffer.offsetAt({ line, character: 3 })).toBe(document.offsetAt({ line, character: 3 }));
      }
    }));

  test("returns parts that span chunks, and whole lines around them", () =>
    afterEdits((buffer, text) => {
      const all = places(text);
      for (const [index, place] of all.entries()) {
        const start = Math.max(0, Math.min(place, text.length));
        const end = Math.max(start, Math.min(all[(index * 7) % all.length]!, text.length));
        expect(buffer.slice(start, end)).toBe(text.slice(start, end));
        const around = buffer.linesAround(start, end);
        const document = TextDocument.create("", "hvvm", 0, text);
        const from = document.offsetAt({ line: document.positionAt(start).line, character: 0 });
        expect(around).toBe(
          text.slice(from, document.offsetAt({ line: document.positionAt(end).line + 1, character: 0 })),
        );
      }
    }));
});

test("an edit leaves the earlier version unchanged", () => {
  const before = TextBuffer.of("a\nb\n");
  const after = before.replaced(0, 1, "c\nd");
  expect([before.toString(), after.toString()]).toEqual(["a\nb\n", "c\nd\nb\n"]);
  expect(before.positionAt(2)).toEqual({ line: 1, character: 0 });
});
