import { expect, test } from "vitest";
import { countSteps } from "./support/count-steps.ts";
import { hostileTexts } from "./support/hostile-texts.ts";
import { useFile } from "./support/use-file.ts";

const least = 60;

/**
 * What is the same for any length does not count: each doubling is held against the doubling before it. Linear work gives
 * 2, sorting a little more, and what the garbage collector took is read again at any time; work by the square gives 4.
 */
test.each(hostileTexts)("twice as much of $name takes about twice the steps", ({ text, notation }) => {
  const [first = 0, second = 0, third = 0] = [least, 2 * least, 4 * least].map((count) => {
    const written = text(count);
    return countSteps(() => useFile(written, notation));
  });
  expect(second).toBeGreaterThan(first);
  expect((third - second) / (second - first)).toBeLessThan(3);
});
