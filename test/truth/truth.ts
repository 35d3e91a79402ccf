/** Prints the truth table: published figures compared with ours, then the theoretical queues over forty seeds. */
import { meanAndError, quantile, sidak, twoSided } from "../simulation/student.ts";
import { theory } from "../simulation/theory.ts";
import { atCostEnd, holds, type TruthRow, truthRows } from "./rows.ts";

const figure = (value: number): string =>
  !Number.isFinite(value) ? "" : Math.abs(value) >= 1000 ? value.toFixed(0) : Number(value.toPrecision(5)).toString();

/** The uncertainty from the ranges of the costs of low confidence. */
function bandOf(row: TruthRow): string {
  const ends = [atCostEnd(row, "low"), atCostEnd(row, "high")].sort((a, b) => a - b);
  return `, band ${figure(ends[0]!)} to ${figure(ends[1]!)}`;
}

function printGroup(title: string, group: TruthRow["group"]): number {
  console.log(`\n${title}\n`);
  let misses = 0;
  for (const row of truthRows.filter((each) => each.group === group)) {
    const ours = row.group === "cannot be asked" ? Number.NaN : row.ours();
    const good = holds(row, ours);
    if (!good) misses++;
    const range = Number.isFinite(row.high) ? `${figure(row.low)} to ${figure(row.high)}` : `from ${figure(row.low)}`;
    const verdict = row.group === "cannot be asked" ? "-    " : good ? "holds" : "MISS ";
    const band = row.group === "independent" ? bandOf(row) : "";
    const oneSided = row.isOneSided ? ", one-sided" : "";
    const name = `${verdict}  ${row.name.padEnd(76)} published ${row.published.padEnd(36)}`;
    console.log(
      row.group === "cannot be asked"
        ? name.trimEnd()
        : `${name} ours ${figure(ours)} ${row.unit}${band} (holds for ${range}${oneSided})`,
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
printGroup("Cannot be asked: the model has no words for the published system", "cannot be asked");

const seeds = 40;
const rows = theory.length;
const plain = quantile(0.05, seeds - 1);
const family = quantile(sidak(rows), seeds - 1);
console.log(
  `\nTheory: mean of ${seeds} seeds. "plain" is the 95 % interval of one row (${figure(plain)} standard errors): one row in twenty lies outside by chance.\n"family" is the interval by Šidák in which all ${rows} rows lie together with 95 % (${figure(family)} standard errors); a row outside it is a fault.\n`,
);
let outside = 0;
for (const { name, expected, observe } of theory) {
  const { mean, error } = meanAndError(Array.from({ length: seeds }, (_, seed) => observe(seed + 1, 30_000)));
  const distance = Math.abs(mean - expected) / Math.max(error, 1e-6 * expected);
  const verdict = (limit: number) => (distance <= limit ? "inside " : "OUTSIDE");
  if (distance > family) outside++;
  console.log(
    `plain ${verdict(plain)}  family ${verdict(family)}  ${name.padEnd(57)} theory ${figure(expected).padEnd(10)} ours ${figure(mean)} +- ${figure(plain * error)} (p ${twoSided(distance, seeds - 1).toFixed(3)})`,
  );
}
console.log(`\n${rows - outside} of ${rows} rows inside the family-wise interval`);
process.exitCode = regressions > 0 || outside > 0 ? 1 : 0;
