import { expect, test } from "vitest";
import { memoizeLast } from "../../client/webview/memoize-last.ts";

test("the function is not called twice in a row with the same arguments, but with others it is", () => {
  const asked: unknown[] = [];
  const answer = memoizeLast((one: object | number, other?: number) => {
    asked.push([one, other]);
    return asked.length;
  });
  const thing = {};
  expect([answer(thing, 1), answer(thing, 1), answer(thing, 2), answer({}, 2), answer(thing, 1)]).toEqual([
    1, 1, 2, 3, 4,
  ]);
  expect([answer(Number.NaN), answer(Number.NaN)]).toEqual([5, 5]);
});
