import { describe, expect, test } from "vitest";
import { percentilePoints } from "../../../server/src/core/simulation/kernel/percentiles.ts";
import { Random } from "../../../server/src/core/simulation/kernel/random.ts";

/** Response times of M/M/1 with service time 1, by Lindley's recursion, without those of the first customers. */
function responses(seed: number, utilization: number, length: number): Float64Array {
  const random = new Random(seed, 1);
  let waiting = 0;
  const all = Float64Array.from({ length: length + 2000 }, () => {
    const response = waiting + random.exponential();
    waiting = Math.max(0, response - random.exponential() / utilization);
    return response;
  });
  return all.slice(2000);
}

function independent(seed: number, length: number): Float64Array {
  const random = new Random(seed, 1);
  return Float64Array.from({ length }, () => random.exponential());
}

/** For independent and dependent series; the response time of M/M/1 is exponential with mean 1 / (1 - utilization). */
describe.each([0, 0.7])("at utilization %f", (utilization) => {
  const seeds = 100;
  const all = Array.from({ length: seeds }, (_, seed) =>
    percentilePoints(utilization === 0 ? independent(seed + 1, 50_000) : responses(seed + 1, utilization, 50_000)),
  );

  test.each([0.5, 0.9, 0.99])("the interval of the %f quantile holds its true value as often as claimed", (share) => {
    const truth = -Math.log(1 - share) / (1 - utilization);
    const points = all.map((series) => series.find((point) => point.share === share)!);
    const held = points.filter(({ lowUs, highUs }) => lowUs <= truth && truth <= highUs).length;
    // 95 % of 100, less three standard errors of such a count.
    expect(held / seeds).toBeGreaterThan(0.885);
  });
});

test("dependent observations give wider intervals than independent ones of the same distribution", () => {
  const widthOf = (series: Float64Array): number => {
    const { lowUs, highUs } = percentilePoints(series).find(({ share }) => share === 0.9)!;
    return highUs - lowUs;
  };
  const dependent = responses(3, 0.9, 40_000);
  const shuffled = Float64Array.from(dependent);
  const random = new Random(1, 2);
  for (let n = shuffled.length - 1; n > 0; n--) {
    const other = Math.floor(random.uniform() * (n + 1));
    [shuffled[n], shuffled[other]] = [shuffled[other]!, shuffled[n]!];
  }
  expect(widthOf(dependent)).toBeGreaterThan(3 * widthOf(shuffled));
});

test("an empty series has no percentiles", () => {
  expect(percentilePoints(new Float64Array(0))).toEqual([]);
});
