import fc from "fast-check";
import { expect, test } from "vitest";
import { pointAlong, roundedWay } from "../../server/src/core/pictures/geometry.ts";

const corner = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 30 },
];

test("a fraction of a path is measured along its length", () => {
  expect(pointAlong(corner, 0)).toEqual({ x: 0, y: 0 });
  expect(pointAlong(corner, 0.25)).toEqual({ x: 10, y: 0 });
  expect(pointAlong(corner, 0.5)).toEqual({ x: 10, y: 10 });
  expect(pointAlong(corner, 1)).toEqual({ x: 10, y: 30 });
});

test("a fraction outside 0 to 1 is at the nearest end", () => {
  expect(pointAlong(corner, -1)).toEqual({ x: 0, y: 0 });
  expect(pointAlong(corner, 7)).toEqual({ x: 10, y: 30 });
});

test("a corner is rounded and the ends stay", () => {
  expect(roundedWay(corner)).toBe("M0 0L5 0Q10 0 10 5L10 30");
});

test("repeated points do not form a corner", () => {
  expect(
    roundedWay([
      { x: 1, y: 1 },
      { x: 1, y: 1 },
      { x: 1, y: 9 },
    ]),
  ).toBe("M1 1L1 9");
});

test("a path through any points contains only finite numbers", () => {
  const points = fc.array(fc.record({ x: fc.double(), y: fc.double() }), { maxLength: 6 });
  fc.assert(
    fc.property(points, (way) => {
      expect(roundedWay(way)).toMatch(/^([MLQ][-\d.e+]+ [-\d.e+]+( [-\d.e+]+ [-\d.e+]+)?)*$/);
    }),
  );
});
