import { expect, test } from "vitest";
import { RunLength } from "../../../server/src/core/simulation/des/run-length.ts";

/** Requests of a fast and a slow disk at the end of a run, which has an event for each. */
function endOf(slowShare: number, { population = 1 } = {}) {
  const length = new RunLength([{ population: 1 }, { population }], 1000, 100_000);
  const completed = (all: number) => [all - Math.floor(all * slowShare), Math.floor(all * slowShare)];
  let all = 0;
  while (!length.isOver(all, all, completed(all))) all += 10;
  return { all, slow: completed(all)[1]! };
}

test("a run ends with its requests when each disk has enough of them", () => {
  expect(endOf(0.5).all).toBe(1000);
});

test("a run continues until a slow disk has 400, or 40 for each outstanding request", () => {
  expect(endOf(0.01)).toEqual({ all: 40_000, slow: 400 });
  expect(endOf(0.01, { population: 25 })).toEqual({ all: 100_000, slow: 1000 });
});

test("if that takes too many events, 12 for each outstanding request are enough", () => {
  expect(endOf(0.01, { population: 50 })).toEqual({ all: 60_000, slow: 600 });
});

test("a disk that cannot have enough within the limit does not prolong the run", () => {
  expect(endOf(0.003).all).toBe(1000);
  expect(endOf(0).all).toBe(1000);
});

test("runs of requests with very many events are cut off at a limit, and the progress is measured in events", () => {
  const length = new RunLength([{ population: 1 }], 1000, 100_000);
  expect(length.isOver(199_999, 40, [40])).toBe(false);
  expect(length.isOver(200_000, 40, [40])).toBe(true);
  expect(length.share(50_000, 10)).toBe(0.25);
  expect(length.share(5000, 500)).toBe(0.5);
});
