/** Every feature answers at every place of every layout, complete or cut off: user text never causes an exception. */
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { completion } from "../../server/src/core/features/completion/completion.ts";
import { defaultSettings } from "../../server/src/core/features/editor-settings.ts";
import { inlayHints } from "../../server/src/core/features/inlay-hints.ts";
import { semanticTokensIn } from "../../server/src/core/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/src/core/features/signature-help.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { askAt, askWhole } from "../robustness/all-features.ts";
import { findingsOf } from "../support/check.ts";
import { brokenLayouts, type LayoutText, validLayouts } from "../support/layouts.ts";
import { placesByForm } from "../support/places-by-form.ts";

const { costs } = resolveCosts();

/** Lines that were tried in a layout of the notation: most layouts repeat what others have. */
const newForms = () => ({ hvvm: new Set<string>(), json: new Set<string>() });
const [placeForms, prefixForms] = [newForms(), newForms()];

describe.each([...validLayouts, ...brokenLayouts])("$name", ({ text, notation }: LayoutText) => {
  test("every thirteenth place of the lines that no earlier layout has", async () => {
    const document = HvvmDocument.read(text, notation);
    const findings = findingsOf(text, notation);
    await askWhole(document, findings);
    for (const offset of placesByForm(text, 13, placeForms[notation])) askAt(document, findings, offset);
    expect(document.text).toBe(text);
  });

  test("the end of every forty-first prefix that ends in a line that no earlier layout has", async () => {
    for (const end of placesByForm(text, 41, prefixForms[notation])) {
      const document = HvvmDocument.read(text.slice(0, end), notation);
      const findings = findingsOf(document.text, notation);
      await askWhole(document, findings);
      askAt(document, findings, end);
      expect(document.text).toHaveLength(end);
    }
  });
});

test("a place outside the text has the answers of the nearest end of the text", () => {
  const document = HvvmDocument.read("vm a {\n}\n", "hvvm");
  const beyond = { line: 99, character: 99 };
  expect(completion(document, beyond)).toEqual(completion(document, { line: 2, character: 0 }));
  expect(signatureHelp(document, beyond, true)).toBeUndefined();
  expect(inlayHints(document, { start: beyond, end: beyond }, defaultSettings.inlayHints, costs)).toEqual([]);
  expect(semanticTokensIn(document, { start: beyond, end: beyond })).toHaveLength(10);
});
