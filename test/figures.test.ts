import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bytes,
  bytesPerSecond,
  count,
  counted,
  duration,
  exactly,
  given,
  iops,
  percent,
  ratio,
  signed,
  throughputInWords,
  whole,
} from "../server/src/core/figures.ts";

test("a whole input value keeps all its digits, another one keeps six", () => {
  expect([given(1_048_576, "bytes"), given(25_000 / 3, "us"), given(0.28)]).toEqual([
    "1048576 bytes",
    "8333.33 µs",
    "0.28",
  ]);
});

test("a duration takes the unit of its magnitude and three digits", () => {
  expect([0.4, 8, 31.26, 208.4, 9690, 12_345, 1_500_000].map(duration)).toEqual([
    "0.40 µs",
    "8.00 µs",
    "31.3 µs",
    "208 µs",
    "9.69 ms",
    "12.3 ms",
    "1.50 s",
  ]);
});

test("rounding happens before the unit is chosen", () => {
  expect(duration(999.4)).toBe("999 µs");
  expect(duration(999.6)).toBe("1.00 ms");
  expect(duration(999_600)).toBe("1.00 s");
});

test("a very small duration is not shown as zero", () => {
  expect(duration(0)).toBe("0 µs");
  expect(duration(0.004)).toBe("<0.01 µs");
});

test("counts have thousands separators and three significant digits", () => {
  expect([0, 0.42, 26, 3300.1, 98_214, 1_234_567].map(count)).toEqual([
    "0",
    "0.42",
    "26",
    "3,300",
    "98,200",
    "1,230,000",
  ]);
  expect(whole(100_000)).toBe("100,000");
});

test("a noun follows its count", () => {
  expect([
    counted(1, "interrupt"),
    counted(0.9998, "interrupt"),
    counted(0, "exit"),
    counted(54, "context switch"),
  ]).toEqual(["1 interrupt", "1 interrupt", "0 exits", "54 context switches"]);
});

test("ratios carry their sign", () => {
  expect([12.1, 1, 0.0826, 104.6, 2500].map(ratio)).toEqual(["12.1×", "1.00×", "0.083×", "105×", "2,500×"]);
  expect([0.98, 0.998, 1.002].map(ratio)).toEqual(["0.98×", "1.00×", "1.00×"]);
});

test("a percentage is only 100% when it is all", () => {
  expect([0, 0.0004, 0.004, 0.67, 0.9999, 1].map(percent)).toEqual(["0%", "<0.1%", "0.4%", "67%", "99.9%", "100%"]);
});

test("sizes are powers of 1024", () => {
  expect([512, 8192, 1_048_576, 1.5 * 1024 ** 4].map(bytes)).toEqual(["512 bytes", "8 KB", "1 MB", "1.5 TB"]);
  expect(bytesPerSecond(27_034_000)).toBe("25.8 MB/s");
});

test("a throughput that was not observed is described in words", () => {
  expect([3300.1, 0, null].map(iops)).toEqual(["3,300 IOPS", "0 IOPS", "not observed"]);
});

test("an elasticity has a real minus sign", () => {
  expect([-0.7, 0.25, -0.001, null].map(signed)).toEqual(["−0.70", "+0.25", "0.00", "–"]);
});

test("no figure ever reads NaN or Infinity", () => {
  const formats = [duration, iops, count, whole, ratio, percent, bytes, bytesPerSecond, signed];
  fc.assert(
    fc.property(fc.double(), (value) => {
      for (const format of formats) expect(format(value)).not.toMatch(/NaN|Infinity|undefined/);
    }),
  );
});

test("an input figure keeps six digits", () => {
  expect([given(8333.333333333334, "us"), given(0.05), given(12_345.6, "us"), given(Number.NaN, "us")]).toEqual([
    "8333.33 µs",
    "0.05",
    "12345.6 µs",
    "– µs",
  ]);
});

test.each([
  [2.5, "2.50× the throughput"],
  [1.02, "1.02× the throughput"],
  [1.004, "the same throughput"],
  [0.996, "the same throughput"],
  [0.5, "0.50× the throughput"],
])("a factor of %d is %s", (factor, words) => expect(throughputInWords(factor)).toBe(words));

test("a count is exact where it has to be", () => {
  expect([exactly(1, "VM"), exactly(2048, "processor"), exactly(0, "switch")]).toEqual([
    "1 VM",
    "2,048 processors",
    "0 switches",
  ]);
});
