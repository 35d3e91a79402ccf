import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closedThroughput, multiServer } from "../../../server/src/core/simulation/analytic/convolution.ts";
import { waitingMG1 } from "../../../server/src/core/simulation/analytic/waiting-time.ts";
import { twelveStations } from "../theory.ts";

const station = (demandUs: number, servers: number) => ({ demandUs, speedup: multiServer(servers) });

describe("closed networks by convolution", () => {
  test.each([
    [1, 0.0588235],
    [2, 0.0813397],
    [4, 0.0956972],
    [8, 0.099739],
    [16, 0.099999],
  ])("demands 5, 10 and 2 with %i requests", (n, expected) => {
    expect(closedThroughput([station(5, 1), station(10, 1), station(2, 1)], 0, n)[n]).toBeCloseTo(expected, 7);
  });

  test("four servers and a delay", () => {
    expect(closedThroughput([station(1, 4)], 3, 12)[12]).toBeCloseTo(2.8891117478, 10);
  });

  test("32 servers near saturation, where the mean-value recursion fails", () => {
    expect(closedThroughput([station(1, 32)], 0.5, 64)[64]).toBeCloseTo(31.9997838971, 9);
  });

  test.each([
    [1, 8857.4],
    [8, 70_489.6],
    [32, 274_112.2],
    [128, 587_896],
  ])("the chain of twelve stations with %i requests", (n, expected) => {
    const stations = twelveStations.map(({ us, servers }) => station(us, servers));
    expect(closedThroughput(stations, 0, n)[n]! * 1e6).toBeCloseTo(expected, 1);
  });

  test("throughput never exceeds a bound, and never falls with more requests", () => {
    const any = fc.array(
      fc.record({ us: fc.double({ min: 1e-3, max: 1e5, noNaN: true }), servers: fc.integer({ min: 1, max: 64 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 1e6, noNaN: true }), (list, delayUs) => {
        const curve = closedThroughput(
          list.map(({ us, servers }) => station(us, servers)),
          delayUs,
          64,
        );
        const total = delayUs + list.reduce((sum, { us }) => sum + us, 0);
        const ceiling = Math.min(...list.map(({ us, servers }) => servers / us));
        for (let n = 1; n <= 64; n++) {
          expect(curve[n]).toBeLessThanOrEqual(Math.min(n / total, ceiling) * (1 + 1e-9));
          expect(curve[n]).toBeGreaterThanOrEqual(curve[n - 1]! * (1 - 1e-9));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("one station with Poisson arrivals", () => {
  test.each([
    [0.5, 0.5],
    [0.8, 2],
    [0.9, 4.5],
  ])("M/D/1 at %d waits %d", (rate, expected) => expect(waitingMG1(rate, 1, 0)).toBeCloseTo(expected, 12));

  test.each([
    [40, 7.595],
    [60, 24.142],
    [70, 63.946],
  ])("a spinning disk at %i IOPS waits %d ms", (rate, expected) =>
    expect(waitingMG1(rate / 1000, 12.8416, 4.4472 ** 2)).toBeCloseTo(expected, 2),
  );

  test("a load beyond the server's capacity waits forever", () => {
    expect(waitingMG1(1, 1, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});
