import { expect, test } from "vitest";
import { singleFlight } from "../../client/src/preview/single-flight.ts";

/** Runs that end when the test ends them. */
function runs() {
  const ends: (() => void)[] = [];
  const request = singleFlight(() => new Promise<void>((resolve) => ends.push(resolve)));
  const endLast = async () => {
    ends.at(-1)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { request, endLast, started: () => ends.length };
}

test("requests during a run lead to one more run after it", async () => {
  const { request, endLast, started } = runs();
  request();
  request();
  request();
  expect(started()).toBe(1);
  await endLast();
  expect(started()).toBe(2);
  await endLast();
  expect(started()).toBe(2);
});

test("after a run without further requests, the next request starts at once", async () => {
  const { request, endLast, started } = runs();
  request();
  await endLast();
  request();
  expect(started()).toBe(2);
});
