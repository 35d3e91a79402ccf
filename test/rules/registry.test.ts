/** Every rule's examples are correct: the bad text has the finding at the mark, the good text has none. */
import { describe, expect, test } from "vitest";
import type { Notation } from "../../server/src/core/document.ts";
import { rules } from "../../server/src/core/rules/registry.ts";
import { findingsOf, readMarks } from "../support/check.ts";

/** Codes that a run of the simulation reports, and no rule alone. */
const ofSimulation = ["expectation-not-met"];

/** Findings that always accompany the fault. */
const accompanying: Readonly<Record<string, readonly string[]>> = {
  "platform-not-stated": ["network-path-not-supported"],
  "unknown-rule-in-ignore": ["old-word"],
};

describe.each(rules.filter(({ code }) => !ofSimulation.includes(code)).map((rule) => [rule.code, rule] as const))(
  "%s",
  (code, rule) => {
    const notation: Notation = code === "json-syntax" ? "json" : "hvvm";

    test("the bad text is reported at its mark, and has no other fault", () => {
      const { text, marks } = readMarks(rule.bad);
      const findings = findingsOf(text, notation);
      const found = findings.filter((finding) => finding.code === code);
      const ranges = found.map(({ start, finding }) => ({
        start: start + finding.at.start,
        end: start + finding.at.end,
      }));
      expect(marks.length).toBeGreaterThan(0);
      expect(ranges.sort((a, b) => a.start - b.start)).toEqual(marks);
      const others = findings.filter((finding) => finding.code !== code).map((finding) => finding.code);
      expect(others).toEqual(accompanying[code] ?? []);
    });

    test("the good text has no findings", () => {
      const { text } = readMarks(rule.good);
      expect(findingsOf(text, notation).map((finding) => finding.code)).toEqual([]);
    });
  },
);

test("codes are unique", () => {
  expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
});
