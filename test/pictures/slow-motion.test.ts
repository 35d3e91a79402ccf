import fc from "fast-check";
import { expect, test } from "vitest";
import { pace, paceInWords } from "../../server/src/core/pictures/slow-motion.ts";

test("a median request of 800 µs takes four seconds at 200 µs per second", () => {
  expect(pace(800, 0)).toBe(200);
  expect(paceInWords(pace(800, 0))).toBe("1 s shows 200 µs: slowed 5,000 times");
});

test("the next speed is the next round figure", () => {
  expect([-3, -2, -1, 0, 1, 2, 3].map((turns) => pace(800, turns))).toEqual([20, 50, 100, 200, 500, 1000, 2000]);
});

test("the figure in words has no insignificant digits", () => {
  expect(paceInWords(5)).toBe("1 s shows 5 µs: slowed 200,000 times");
  expect(paceInWords(0.2)).toBe("1 s shows 0.2 µs: slowed 5,000,000 times");
  expect(paceInWords(2000)).toBe("1 s shows 2 ms: slowed 500 times");
  expect(paceInWords(1_000_000)).toBe("1 s shows 1 s: as fast as it is");
  expect(paceInWords(2_000_000)).toBe("1 s shows 2 s: sped up 2 times");
});

test("a median request takes between two and a half and six and a half seconds, whatever the medium", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1e7, noNaN: true }), (medianUs) => {
      const seconds = medianUs / pace(medianUs, 0);
      expect(seconds).toBeGreaterThan(2.5);
      expect(seconds).toBeLessThan(6.5);
    }),
  );
});

test("a run without a median still has a speed", () => {
  expect(pace(0, 0)).toBe(1);
  expect(pace(Number.NaN, 0)).toBe(1);
});
