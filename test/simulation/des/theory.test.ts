import { describe, expect, test } from "vitest";
import { interval } from "../../../server/src/core/simulation/kernel/statistics.ts";
import { theory } from "../theory.ts";

/**
 * Twelve independent runs per case. The theoretical value must be within one and a half times their 95 % interval: with
 * about twenty-five cases, a few of the plain intervals would miss it by chance. `npm run truth` takes forty runs.
 */
describe("the discrete-event engine agrees with theory", () => {
  for (const { name, expected, observe } of theory)
    test(name, () => {
      const observations = Array.from({ length: 12 }, (_, run) => observe(100 + run, 12_000));
      const { mean, halfWidth } = interval(observations);
      expect(Math.abs(mean - expected)).toBeLessThan(1.5 * halfWidth + 1e-6 * expected);
    });
});
