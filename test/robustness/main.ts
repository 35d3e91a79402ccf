/**
 * `npm run robustness [-- --edits N | --minutes N] [--seed N]`: random editing, by default 100,000 edits, with the
 * memory usage during the run.
 */
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { editAtRandom, type Start } from "./random-editing.ts";

const { values } = parseArgs({
  options: { edits: { type: "string" }, minutes: { type: "string" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
const most = minutes === undefined ? Number(values.edits ?? 100_000) : Number.POSITIVE_INFINITY;
const starts = readdirSync("test/samples").map(
  (name): Start => ({
    notation: name.endsWith(".json") ? "json" : "hvvm",
    text: readFileSync(`test/samples/${name}`, "utf8"),
  }),
);
const start = performance.now();
const heaps: number[] = [];
let told = -1;

/** After each tenth of the run: the heap after a collection, and the memory of the process. */
function report(edits: number): void {
  const elapsed = (performance.now() - start) / 60_000;
  const part = Math.floor(10 * (minutes === undefined ? edits / most : elapsed / minutes));
  if (part === told) return;
  told = part;
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  heaps.push(heapUsed / 2 ** 20);
  console.log(
    `${elapsed.toFixed(1).padStart(5)} min ${String(edits).padStart(8)} edits, heap ${heaps.at(-1)!.toFixed(1)} MB, resident ${(rss / 2 ** 20).toFixed(0)} MB`,
  );
}

console.log(`seed ${seed}`);
const run = await editAtRandom(seed, starts, (edits) => {
  report(edits);
  return minutes === undefined ? edits >= most : performance.now() - start >= minutes * 60_000;
});
const settled = heaps.slice(2);
const growth = Math.max(...settled) - Math.min(...settled);
console.log(
  `${run.edits} edits, ${run.compared} versions equal to their text read anew; heap within ${growth.toFixed(1)} MB`,
);
if (settled.length > 3 && growth > 10) {
  console.log("The heap is not flat.");
  process.exitCode = 1;
}
