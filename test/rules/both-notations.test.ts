/** The same layout has the same findings in both notations. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { findingsOf } from "../support/check.ts";
import { layoutText } from "../support/layout-text.ts";
import { nativeStatements } from "../support/notations.ts";
import { samples } from "../support/samples.ts";

function codes(text: string, notation: "hvvm" | "json"): readonly string[] {
  return findingsOf(text, notation)
    .map(({ code, severity }) => `${severity} ${code}`)
    .sort();
}

test.each(samples)("$name", ({ native, json }) => {
  expect(codes(json, "json")).toEqual(codes(native, "hvvm"));
});

test("arbitrary layouts", () => {
  fc.assert(
    fc.property(layoutText, (text) => {
      expect(codes(toJson(nativeStatements(text)), "json")).toEqual(codes(text, "hvvm"));
    }),
    { numRuns: 300 },
  );
});
