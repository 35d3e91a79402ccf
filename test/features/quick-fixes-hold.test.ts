/** An offered fix works: it removes its finding and causes no other error or warning. */

import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { fixEdits } from "../../server/src/core/features/edits/fix-edits.ts";
import { fixAll } from "../../server/src/core/features/fix-all.ts";
import { fixesOf } from "../../server/src/core/features/quick-fixes.ts";
import type { PlacedFinding } from "../../server/src/core/rules/rule-runner.ts";
import { findingsOf } from "../support/check.ts";
import { brokenLayouts, type LayoutText, validLayouts } from "../support/layouts.ts";

/** How often each code is found; for other codes, only errors and warnings. */
function counts(findings: readonly PlacedFinding[], own: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { code, severity } of findings) {
    if (code === own || severity === "error" || severity === "warning") found.set(code, (found.get(code) ?? 0) + 1);
  }
  return found;
}

/** The text after all certain fixes at once. */
function allFixed({ text, notation }: LayoutText): string {
  const [action] = fixAll(HvvmDocument.read(text, notation), findingsOf(text, notation), "file:///layout");
  return TextDocument.applyEdits(
    TextDocument.create("", notation, 0, text),
    action?.edit?.changes?.["file:///layout"] ?? [],
  );
}

/** The faults of the fixes for the layout's findings, one per line. */
function failingFixes({ text, notation }: LayoutText): readonly string[] {
  const document = HvvmDocument.read(text, notation);
  const lines = TextDocument.create("", notation, 0, text);
  const before = findingsOf(text, notation);
  return before.flatMap((placed) =>
    fixesOf(placed, notation).flatMap((fix) => {
      const mended = TextDocument.applyEdits(lines, fixEdits(document, placed.start, fix));
      const was = counts(before, placed.code);
      const is = counts(findingsOf(mended, notation), placed.code);
      const stays = (is.get(placed.code) ?? 0) >= was.get(placed.code)!;
      const added = [...is].filter(([code, count]) => code !== placed.code && count > (was.get(code) ?? 0));
      const faults = [...(stays ? ["stays"] : []), ...added.map(([code]) => `brings ${code}`)];
      return faults.map((fault) => `${placed.code} ${fault} after "${fix.title}" in:\n${mended}`);
    }),
  );
}

describe("every fix removes its finding and causes no other error or warning", () => {
  test.each(validLayouts)("of $name", (layout) => expect(failingFixes(layout)).toEqual([]));
  test.each(brokenLayouts)("of what breaks $name", (layout) => expect(failingFixes(layout)).toEqual([]));
});

describe("all certain fixes at once leave no fixable finding and cause no error or warning", () => {
  test.each([...validLayouts, ...brokenLayouts])("of $name", (layout) => {
    const text = allFixed(layout);
    expect(allFixed({ ...layout, text })).toBe(text);
    const was = counts(findingsOf(layout.text, layout.notation), "");
    const added = [...counts(findingsOf(text, layout.notation), "")].filter(
      ([code, count]) => count > (was.get(code) ?? 0),
    );
    expect(added).toEqual([]);
  });
});
