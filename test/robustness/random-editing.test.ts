/** A short run of random editing in every test run; `npm run robustness` makes it as long as you like. */
import { expect, test } from "vitest";
import { validLayouts } from "../support/layouts.ts";
import { editAtRandom } from "./random-editing.ts";

const edits = 1500;
/** The same edits in each run; the long run uses others. */
const seed = 1;

test(`${edits} random edits with the seed ${seed}: every feature answers, and each version equals its text parsed again`, async () => {
  const run = await editAtRandom(seed, validLayouts, (done) => done >= edits);
  expect(run.edits).toBe(edits);
  expect(run.compared).toBeGreaterThan(edits / 50);
}, 600_000);
