import { expect, test } from "vitest";
import { throughputInWords } from "../../server/src/core/forecast/figures.ts";

test.each([
  [2.5, "2.5 × the throughput"],
  [1.02, "1.02 × the throughput"],
  [1.004, "the same throughput"],
  [0.996, "the same throughput"],
  [0.5, "0.5 × the throughput"],
])("a factor of %d is %s", (factor, words) => expect(throughputInWords(factor)).toBe(words));
