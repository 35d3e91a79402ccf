/** Every rule proves itself: its bad text has the finding at the mark, its good text has none of its kind, nor any error. */
import { describe, expect, test } from "vitest";
import type { Notation } from "../../server/src/core/document.ts";
import { rules } from "../../server/src/core/rules/registry.ts";
import { findingsOf, readMarks } from "../support/check.ts";

/** What a run of the simulation finds, and no rule alone. */
const ofSimulation = ["expectation-not-met"];

describe.each(rules.filter(({ code }) => !ofSimulation.includes(code)).map((rule) => [rule.code, rule] as const))(
  "%s",
  (code, rule) => {
    const notation: Notation = code === "json-syntax" ? "json" : "hvvm";

    test("the bad text is reported at its mark", () => {
      const { text, marks } = readMarks(rule.bad);
      const found = findingsOf(text, notation).filter((finding) => finding.code === code);
      const ranges = found.map(({ start, finding }) => ({
        start: start + finding.at.start,
        end: start + finding.at.end,
      }));
      expect(marks.length).toBeGreaterThan(0);
      expect(ranges.sort((a, b) => a.start - b.start)).toEqual(marks);
    });

    test("the good text is free of it, and of errors and warnings", () => {
      const { text } = readMarks(rule.good);
      const found = findingsOf(text, notation).filter(
        (finding) => finding.code === code || finding.severity === "error" || finding.severity === "warning",
      );
      expect(found).toEqual([]);
    });
  },
);

test("codes are unique", () => {
  expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
});
