import fc from "fast-check";
import { expect, test } from "vitest";
import { applyReplacements, minimalReplacements } from "../../../server/src/core/features/edits/replacement.ts";

const line = fc.constantFrom("a", "b c", " b  c", "", "  ", "d");
const lineBreak = fc.constantFrom("\n", "\r\n", "\r");
const text = fc
  .tuple(fc.array(fc.tuple(line, lineBreak), { maxLength: 8 }), line)
  .map(([lines, last]) => lines.map((parts) => parts.join("")).join("") + last);

test("the edits turn one text into the other, and do not overlap", () =>
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = minimalReplacements(before, after);
      expect(applyReplacements(before, found)).toBe(after);
      for (const [index, { range }] of found.entries()) {
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.start).toBeGreaterThanOrEqual(found[index - 1]?.range.end ?? 0);
      }
    }),
  ));

test("an inserted line leaves the others unchanged", () =>
  expect(minimalReplacements("a\nb\nc\n", "a\nx\nb\nc\n")).toEqual([{ range: { start: 2, end: 2 }, newText: "x\n" }]));

test("lines that differ only in spaces are changed only there, even if other lines are inserted", () =>
  expect(minimalReplacements("a  b\nc\n", "a b\nc\nd\n")).toEqual([
    { range: { start: 1, end: 3 }, newText: " " },
    { range: { start: 7, end: 7 }, newText: "d\n" },
  ]));
