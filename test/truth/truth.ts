/** Prints the truth table: published figures against ours, then the queues of theory over forty seeds. */
import { interval } from "../../server/src/core/simulation/kernel/statistics.ts";
import { theory } from "../simulation/theory.ts";
import { holds, type TruthRow, truthRows } from "./rows.ts";

const figure = (value: number): string =>
  !Number.isFinite(value) ? "" : Math.abs(value) >= 1000 ? value.toFixed(0) : Number(value.toPrecision(5)).toString();

function printGroup(title: string, group: TruthRow["group"]): number {
  console.log(`\n${title}\n`);
  let misses = 0;
  for (const row of truthRows.filter((each) => each.group === group)) {
    const ours = row.ours();
    const good = holds(row, ours);
    if (!good) misses++;
    const range = Number.isFinite(row.high) ? `${figure(row.low)} to ${figure(row.high)}` : `from ${figure(row.low)}`;
    console.log(
      `${good ? "holds" : "MISS "}  ${row.name.padEnd(66)} published ${row.published.padEnd(34)} ours ${figure(ours)} ${row.unit} (holds for ${range})`,
    );
    if (!good && row.miss) console.log(`       ${row.miss}`);
    if (row.remark) console.log(`       ${row.remark}`);
  }
  return misses;
}

const regressions = printGroup(
  "Calibrated: these read back what a default was set from, and prove nothing about the model",
  "calibrated",
);
printGroup("Independent: validation", "independent");
printGroup("Informational: the published test does not say enough to gate on", "informational");

console.log("\nTheory: mean of 40 seeds with its 95 % interval; one row in twenty lies outside by chance\n");
for (const { name, expected, observe } of theory) {
  const { mean, halfWidth } = interval(Array.from({ length: 40 }, (_, seed) => observe(seed + 1, 30_000)));
  const distance = Math.abs(mean - expected) / Math.max(halfWidth, 1e-6 * expected);
  console.log(
    `${distance <= 1 ? "inside" : "OUTSIDE"}  ${name.padEnd(62)} theory ${figure(expected).padEnd(10)} ours ${figure(mean)} +- ${figure(halfWidth)}`,
  );
}
process.exitCode = regressions > 0 ? 1 : 0;
