import { expect, test } from "vitest";
import { studentT95 } from "../../server/src/core/simulation/kernel/statistics.ts";
import { quantile, sidak, twoSided } from "./student.ts";

test("the quantiles agree with the printed table", () => {
  for (const degrees of [5, 10, 19, 30]) expect(quantile(0.05, degrees)).toBeCloseTo(studentT95(degrees), 2);
});

test("a quantile is exceeded with its probability", () => {
  expect(twoSided(quantile(0.01, 39), 39)).toBeCloseTo(0.01, 6);
});

test("24 independent tests at Šidák's level pass together with a probability of 95 %", () => {
  expect((1 - sidak(24)) ** 24).toBeCloseTo(0.95, 12);
});
