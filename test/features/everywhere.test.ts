/** Every feature answers at every place of every layout, whole or cut off: user text is never an exception. */
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { askAt, askWhole } from "../robustness/all-features.ts";
import { judge } from "../support/check.ts";
import { brokenLayouts, type LayoutText, soundLayouts } from "../support/layouts.ts";

describe.each([...soundLayouts, ...brokenLayouts])("$name", ({ text, notation }: LayoutText) => {
  test("every third place", () => {
    const document = HvvmDocument.read(text, notation);
    const findings = judge(text, notation);
    askWhole(document, findings);
    for (let offset = 0; offset <= text.length; offset += 3) askAt(document, findings, offset);
    expect(document.text).toBe(text);
  });

  test("the end of every seventh prefix", () => {
    for (let end = 0; end <= text.length; end += 7) {
      const document = HvvmDocument.read(text.slice(0, end), notation);
      const findings = judge(document.text, notation);
      askWhole(document, findings);
      askAt(document, findings, end);
      expect(document.text).toHaveLength(end);
    }
  });
});
