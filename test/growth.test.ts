// Must come first: it counts only what is compiled after it.
import "./support/count-steps.ts";
import { expect, test } from "vitest";
import { HvvmDocument } from "../server/src/core/document.ts";
import { compareEstate } from "../server/src/core/exchange/drift/compare-estate.ts";
import { readInventories } from "../server/src/core/exchange/inventory/read-inventories.ts";
import { layoutOf } from "./exchange/essence.ts";
import { collectedFiles } from "./exchange/inventory-writer.ts";
import { countSteps } from "./support/count-steps.ts";
import { hostileTexts } from "./support/hostile-texts.ts";
import { useFile } from "./support/use-file.ts";

const minCount = 60;

/**
 * Fixed costs do not count, because each doubling is compared with the doubling before it. Linear work gives 2, sorting
 * slightly more, and values that the garbage collector took may be read again at any time; quadratic work gives 4.
 */
test.each(hostileTexts)("twice as much of $name takes about twice the steps", ({ text, notation }) => {
  const [first = 0, second = 0, third = 0] = [minCount, 2 * minCount, 4 * minCount].map((count) => {
    const written = text(count);
    return countSteps(() => useFile(written, notation));
  });
  expect(second).toBeGreaterThan(first);
  expect((third - second) / (second - first)).toBeLessThan(3);
});

const deviceLines = (count: number, file: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `  scsi ${n >> 6}:${n % 64} disk "C:\\${file(n)}.vhdx"\n`).join("");
const vmOf = (lines: string): string => `platform windows-server-2022\nvm a {\n  generation 2\n${lines}}\n`;

test.each<[string, (n: number) => string, (n: number) => string]>([
  ["all of other files", (n) => `a${n}`, (n) => `b${n}`],
  ["all in other slots", (n) => `a${n}`, (n) => `a${n + 1}`],
  ["of one file", () => "a", () => "b"],
])("twice as many devices, %s, take about twice the steps to compare with their host", (_, here, there) => {
  const [first = 0, second = 0, third = 0] = [minCount, 2 * minCount, 4 * minCount].map((count) => {
    const document = HvvmDocument.read(vmOf(deviceLines(count, here)), "hvvm");
    const estate = readInventories(collectedFiles(layoutOf(vmOf(deviceLines(count, there)))));
    if ("refusal" in estate) throw new Error(estate.refusal);
    return countSteps(() => compareEstate(document, estate));
  });
  expect(second).toBeGreaterThan(first);
  expect((third - second) / (second - first)).toBeLessThan(3);
});
