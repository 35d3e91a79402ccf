/** A short run of random editing in every test run; `npm run robustness` makes it as long as one likes. */
import { expect, test } from "vitest";
import { soundLayouts } from "../support/layouts.ts";
import { editAtRandom } from "./random-editing.ts";

const edits = Number(process.env.ROBUSTNESS_EDITS ?? 1500);
const seed = Number(process.env.ROBUSTNESS_SEED ?? Date.now() % 1_000_000);

test(`${edits} random edits with the seed ${seed}: every feature answers, and each version says what its text says`, async () => {
  const run = await editAtRandom(seed, soundLayouts, (done) => done >= edits);
  expect(run.edits).toBe(edits);
  expect(run.compared).toBeGreaterThan(edits / 50);
}, 600_000);
