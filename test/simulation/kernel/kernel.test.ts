import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logarithm, power } from "../../../server/src/core/simulation/kernel/arithmetic.ts";
import { EventQueue } from "../../../server/src/core/simulation/kernel/event-queue.ts";
import { Random } from "../../../server/src/core/simulation/kernel/random.ts";
import { batchInterval, interval, percentile, warmup } from "../../../server/src/core/simulation/kernel/statistics.ts";

describe("the event queue", () => {
  test("events come by time, and equal times in the order of scheduling", () => {
    const queue = new EventQueue(4);
    const names = ["late", "first", "second", "third"];
    queue.due.set([9, 5, 5, 5]);
    for (const payload of [0, 1, 2, 3]) queue.push(payload);
    const log: [string, number][] = [];
    while (queue.size > 0) log.push([names[queue.pop()]!, queue.now]);
    expect(log).toEqual([
      ["first", 5],
      ["second", 5],
      ["third", 5],
      ["late", 9],
    ]);
  });

  test("any schedule comes out in stable order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 200 }), (times) => {
        const queue = new EventQueue(times.length);
        queue.due.set(times);
        for (const payload of times.keys()) queue.push(payload);
        const expected = times.map((time, payload) => ({ time, payload })).sort((a, b) => a.time - b.time);
        for (const { time, payload } of expected) {
          expect(queue.pop()).toBe(payload);
          expect(queue.now).toBe(time);
        }
      }),
    );
  });
});

describe("arithmetic without the engine's library", () => {
  test("logarithm and power agree with it to 13 digits", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (x, p) => {
          expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThan(1e-13 * Math.max(1, Math.abs(Math.log(x))));
          expect(Math.abs(power(x, p) / x ** p - 1)).toBeLessThan(1e-12);
        },
      ),
    );
  });
});

describe("random numbers", () => {
  test("a seed gives one sequence, and each stream has its own", () => {
    const take = (seed: number, stream: number) => {
      const random = new Random(seed, stream);
      return Array.from({ length: 5 }, () => random.bits());
    };
    expect(take(1, 1)).toEqual(take(1, 1));
    expect(take(1, 1)).not.toEqual(take(1, 2));
    expect(take(1, 1)).not.toEqual(take(2, 1));
    expect(take(2 ** 32 + 1, 1)).not.toEqual(take(1, 1));
  });

  test("the exponential exceeds t with probability e^-t, in the tail of the ziggurat too", () => {
    const random = new Random(9, 0);
    const count = 1_000_000;
    const thresholds = [0.01, 0.5, 1, 3, 7, 8];
    const above = thresholds.map(() => 0);
    for (let n = 0; n < count; n++) {
      const value = random.exponential();
      for (let t = 0; t < thresholds.length; t++) if (value > thresholds[t]!) above[t]!++;
    }
    thresholds.forEach((threshold, index) => {
      const share = Math.exp(-threshold);
      expect(Math.abs(above[index]! - count * share)).toBeLessThan(4.5 * Math.sqrt(count * share * (1 - share)));
    });
  });

  test("a sum of k exponentials has mean k and variance k", () => {
    const random = new Random(4, 0);
    for (const k of [2, 26, 31]) {
      const values = Array.from({ length: 20_000 }, () => {
        random.drawErlang(k);
        return random.drawn[0]!;
      });
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(Math.abs(mean / k - 1)).toBeLessThan(4.5 / Math.sqrt(k * values.length));
      expect(Math.abs(variance / k - 1)).toBeLessThan(0.08);
    }
  });

  test("the exponential has mean 1 and variance 1", () => {
    const random = new Random(3, 0);
    const values = Array.from({ length: 200_000 }, () => random.exponential());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    // Four standard errors of the mean and of the variance.
    expect(Math.abs(mean - 1)).toBeLessThan(4 / Math.sqrt(values.length));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(8 / values.length));
  });
});

describe("statistics", () => {
  test("the warm-up ends where the level settles, and never takes more than half", () => {
    const settled = Float64Array.from({ length: 1000 }, (_, n) => (n < 100 ? 50 : n % 2));
    expect(warmup(settled)).toBe(100);
    const rising = Float64Array.from({ length: 1000 }, (_, n) => n);
    expect(warmup(rising)).toBe(500);
    expect(warmup(new Float64Array(3))).toBe(0);
    // A random excursion after the tenth, as they often occur in a busy queue.
    const excursion = Float64Array.from(
      { length: 1000 },
      (_, n) => 4 * (Math.floor(n / 50) % 2) + (n >= 120 && n < 180 ? 4 : 0),
    );
    expect(warmup(excursion)).toBe(100);
  });

  test("the interval of 1, 2, 3 is Student's: 2 and 4.303 standard errors", () => {
    expect(interval([1, 2, 3])).toEqual({ mean: 2, halfWidth: 4.303 * Math.sqrt(1 / 3) });
  });

  test("an interval of too few observations is as wide as the mean", () => {
    expect(batchInterval(Float64Array.of(4, 6))).toMatchObject({ mean: 5, halfWidth: 5 });
    expect(batchInterval(new Float64Array(0))).toMatchObject({ mean: 0, halfWidth: 0 });
  });

  test("an interval is reported as too narrow if observations are correlated for longer than a batch, not by chance", () => {
    const draw = (seed: number, dependence: number): Float64Array => {
      const random = new Random(seed, 1);
      let slow = 0;
      return Float64Array.from({ length: 20_000 }, () => {
        slow = 0.999 * slow + (random.uniform() - 0.5) * dependence;
        return slow + random.uniform();
      });
    };
    const hangingTogether = (dependence: number): number =>
      Array.from({ length: 200 }, (_, seed) => batchInterval(draw(seed, dependence))).filter(
        ({ isCorrelated }) => isCorrelated,
      ).length;
    expect(hangingTogether(0)).toBeLessThanOrEqual(1);
    // With correlation over about a thousand observations, two of three such series show it.
    expect(hangingTogether(0.2)).toBeGreaterThan(60);
  });

  test("percentiles are nearest ranks", () => {
    const sorted = Float64Array.from({ length: 100 }, (_, n) => n + 1);
    expect([0.5, 0.9, 0.99, 0.999].map((share) => percentile(sorted, share))).toEqual([50, 90, 99, 100]);
    expect(percentile(new Float64Array(0), 0.5)).toBe(0);
  });
});
