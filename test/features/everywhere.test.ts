/** Every feature answers at every place of every layout, whole or cut off: user text is never an exception. */
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { completion } from "../../server/src/core/features/completion.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { documentSymbols } from "../../server/src/core/features/document-symbols.ts";
import { fixAll } from "../../server/src/core/features/fix-all.ts";
import { Formatter } from "../../server/src/core/features/formatting.ts";
import { hover } from "../../server/src/core/features/hover.ts";
import { layoutOutline } from "../../server/src/core/features/layout-outline.ts";
import { quickFixes } from "../../server/src/core/features/quick-fixes.ts";
import { refactorings } from "../../server/src/core/features/refactorings.ts";
import { judge } from "../support/check.ts";
import { brokenLayouts, type LayoutText, soundLayouts } from "../support/layouts.ts";

const uri = "file:///layout";

function askAt(document: HvvmDocument, offset: number, findings: ReturnType<typeof judge>): void {
  const position = document.positionAt(offset);
  hover(document, position);
  completion(document, position);
  quickFixes(document, findings, { start: position, end: position }, uri);
  if (offset % 7 === 0) refactorings(document, { start: position, end: position }, uri, true);
}

function askWhole(document: HvvmDocument, findings: ReturnType<typeof judge>): void {
  diagnostics(document, findings, uri, undefined);
  documentSymbols(document);
  layoutOutline(document, findings);
  fixAll(document, findings, uri);
  new Formatter().format(document);
}

describe.each([...soundLayouts, ...brokenLayouts])("$name", ({ text, notation }: LayoutText) => {
  test("every third place", () => {
    const document = HvvmDocument.read(text, notation);
    const findings = judge(text, notation);
    askWhole(document, findings);
    for (let offset = 0; offset <= text.length; offset += 3) askAt(document, offset, findings);
    expect(document.text).toBe(text);
  });

  test("the end of every seventh prefix", () => {
    for (let end = 0; end <= text.length; end += 7) {
      const document = HvvmDocument.read(text.slice(0, end), notation);
      const findings = judge(document.text, notation);
      askWhole(document, findings);
      askAt(document, end, findings);
      expect(document.text).toHaveLength(end);
    }
  });
});
