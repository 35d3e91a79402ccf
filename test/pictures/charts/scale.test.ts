import fc from "fast-check";
import { expect, test } from "vitest";
import {
  doublingTicks,
  linearScale,
  logScale,
  logTicks,
  roundTicks,
} from "../../../server/src/core/pictures/charts/scale.ts";

test("a linear scale keeps distances, a logarithmic one ratios", () => {
  const linear = linearScale([0, 10], [100, 200]);
  expect([0, 5, 10].map(linear)).toEqual([100, 150, 200]);
  const log = logScale([1, 100], [0, 200]);
  expect(log(10)).toBeCloseTo(100);
  expect(log(10) - log(1)).toBeCloseTo(log(100) - log(10));
});

test("a domain without length still has a position", () => {
  expect(Number.isFinite(linearScale([7, 7], [0, 100])(7))).toBe(true);
  expect(Number.isFinite(logScale([7, 7], [0, 100])(7))).toBe(true);
});

test("logarithmic ticks are the densest round series that fits", () => {
  expect(logTicks([110, 480])).toEqual([200, 300, 400]);
  expect(logTicks([40, 1200])).toEqual([50, 100, 200, 500, 1000]);
  expect(logTicks([1, 10_000])).toEqual([1, 10, 100, 1000, 10_000]);
  expect(logTicks([0.3, 0.8])).toEqual([0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
});

test("a narrow logarithmic axis has even ticks", () => {
  expect(logTicks([44.7, 47.3])).toEqual([45, 45.5, 46, 46.5, 47]);
});

test("ticks are within the axis and few", () => {
  const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(
      positive,
      fc.double({ min: 1.01, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 9 }),
      (low, by, most) => {
        const high = low * by;
        for (const found of [logTicks([low, high]), doublingTicks([low, high], most)]) {
          expect(found.length).toBeLessThanOrEqual(Math.max(most, 8));
          for (const tick of found) {
            expect(tick).toBeGreaterThanOrEqual(low * (1 - 1e-6));
            expect(tick).toBeLessThanOrEqual(high * (1 + 1e-6));
          }
        }
      },
    ),
  );
});

test("queue depths are doublings", () => {
  expect(doublingTicks([1, 256], 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
  expect(doublingTicks([1, 256], 5)).toEqual([1, 4, 16, 64, 256]);
  expect(doublingTicks([3, 40], 10)).toEqual([4, 8, 16, 32]);
});

test("linear ticks are round", () => {
  expect(roundTicks([0, 2600], 5)).toEqual([0, 500, 1000, 1500, 2000, 2500]);
});
