import fc from "fast-check";
import { expect, test } from "vitest";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import { requestTrace } from "../../server/src/core/pictures/request-trace.ts";
import { type TokenPlace, tokensAt } from "../../server/src/core/pictures/tokens.ts";
import { result } from "../webview/fixtures.ts";
import { traced } from "./traces.ts";

const { stages } = pictureOf(result, {}, undefined)!.path!;
/** Stations in a row, 100 apart. */
const places: readonly TokenPlace[] = stages.map((_, index) => ({
  centre: { x: 100 * index, y: 50 },
  way: [
    { x: 100 * (index - 1), y: 50 },
    { x: 100 * index, y: 50 },
  ],
}));
const at = (requests: Parameters<typeof requestTrace>[0], timeUs: number, travelUs = 0) =>
  tokensAt(requestTrace(requests, stages)!, places, timeUs, travelUs);

test("a request is visible from its issue to its completion", () => {
  const requests = [traced([[0, 10, 10, 20]]), traced([[0, 20, 20, 40]])];
  expect(at(requests, 9)).toEqual([]);
  expect(at(requests, 10).map(({ request }) => request)).toEqual([0]);
  expect(at(requests, 20).map(({ request }) => request)).toEqual([1]);
  expect(at(requests, 40)).toEqual([]);
});

test("a request in service is on its station", () => {
  expect(at([traced([[3, 0, 0, 10]])], 5)).toEqual([{ request: 0, stage: 3, state: "served", rank: 0, x: 300, y: 50 }]);
});

test("waiting requests are in front of the station, in the order of service", () => {
  const requests = [traced([[1, 0, 0, 10]]), traced([[1, 1, 20, 30]]), traced([[1, 2, 10, 20]])];
  const [served, last, next] = at(requests, 5);
  expect(served).toMatchObject({ state: "served", x: 100 });
  expect(next).toMatchObject({ state: "waiting", rank: 0 });
  expect(last).toMatchObject({ state: "waiting", rank: 1 });
  for (const token of [last!, next!]) expect(token.x).toBeLessThan(100 - 16);
});

test("requests that are served at the same time do not overlap", () => {
  const requests = Array.from({ length: 9 }, (_, index) => traced([[7, index, index, 100]]));
  const spots = at(requests, 50).map(({ x, y }) => `${x} ${y}`);
  expect(new Set(spots).size).toBe(9);
});

test("at the start of a step a request is on its way from the station before", () => {
  const request = traced([
    [2, 0, 0, 10],
    [3, 10, 10, 30],
  ]);
  expect(at([request], 12, 4)[0]).toMatchObject({ state: "moving", x: 250, y: 50 });
  expect(at([request], 14, 4)[0]).toMatchObject({ state: "served", x: 300, y: 50 });
});

test("stages without a step of their own are passed through", () => {
  const request = traced([
    [2, 0, 0, 10],
    [5, 10, 10, 30],
  ]);
  const passed = [11, 12, 13].map((timeUs) => at([request], timeUs, 4)[0]!.x);
  expect(passed).toEqual([275, 350, 425]);
});

test("moving takes at most half of a step", () => {
  const request = traced([
    [2, 0, 0, 10],
    [3, 10, 10, 12],
  ]);
  expect(at([request], 11, 100)[0]).toMatchObject({ state: "served", x: 300 });
});

const anyRequests = fc.array(
  fc
    .tuple(
      fc.nat(100),
      fc.array(fc.tuple(fc.nat(stages.length - 1), fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 8 }),
    )
    .map(([start, steps]) => {
      let now = start;
      return traced(
        steps.map(([stage, waits, serves]) => {
          const from = now;
          now += waits + serves;
          return [stage, from, from + waits, now] as const;
        }),
      );
    }),
  { minLength: 1, maxLength: 12 },
);

test("at any moment each request in progress is shown exactly once", () => {
  fc.assert(
    fc.property(anyRequests, fc.double({ min: 0, max: 300, noNaN: true }), (requests, timeUs) => {
      const tokens = at(requests, timeUs, 3);
      const underWay = requests.filter(({ issuedUs, completedUs }) => issuedUs <= timeUs && timeUs < completedUs);
      expect(tokens).toHaveLength(underWay.length);
      for (const { x, y } of tokens) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    }),
  );
});

test("the same moment gives the same picture", () => {
  fc.assert(
    fc.property(anyRequests, fc.nat(200), (requests, timeUs) => {
      expect(at(requests, timeUs, 3)).toEqual(at(structuredClone(requests), timeUs, 3));
    }),
  );
});
