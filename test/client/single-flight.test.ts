import { expect, test } from "vitest";
import { singleFlight } from "../../client/src/preview/single-flight.ts";

/** Runs that end when the test says so. */
function runs() {
  const ends: (() => void)[] = [];
  const request = singleFlight(() => new Promise<void>((resolve) => ends.push(resolve)));
  const endLast = async () => {
    ends.at(-1)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { request, endLast, started: () => ends.length };
}

test("what is asked for during a run is one more run after it", async () => {
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

test("after a run that was not asked for again, the next request starts at once", async () => {
  const { request, endLast, started } = runs();
  request();
  await endLast();
  request();
  expect(started()).toBe(2);
});
