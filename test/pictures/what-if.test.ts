/** The effects of changes on the chosen disk: improvements are shown, the others are counted. */
import { expect, test } from "vitest";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { timeInWords, whatIfChips } from "../../server/src/core/pictures/what-if.ts";
import { report, result } from "../webview/fixtures.ts";
import { parse, textOf, withClass } from "../webview/support.ts";

const [change] = report.whatIf;
const { path } = pictureOf(result, { vm: change!.vm, slot: change!.slot }, undefined)!;

test("a time is called faster if its figure shows it, and is a factor otherwise", () => {
  expect([0.0055, 0.5, 0.9991, 1, 1.204].map(timeInWords)).toEqual([
    "182× faster",
    "2.00× faster",
    "1.00×",
    "1.00×",
    "1.20×",
  ]);
});

test.each([
  [[1.8, 1.01], "1 other change without a gain of 5%"],
  [[1.01], "1 change without a gain of 5%"],
  [[1.01, 0.5], "2 changes without a gain of 5%"],
])("changes that give %j", (ratios, summary) => {
  const changes = ratios.map((throughputRatio) => ({ ...change!, throughputRatio, responseTimeRatio: 1 }));
  const page = parse(`<main>${whatIfChips(path!, changes, undefined)}</main>`);
  expect(textOf(withClass(page, "more-changes")[0]!)).toContain(summary);
});
