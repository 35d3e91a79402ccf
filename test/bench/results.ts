/** Collects the figures of a run: prints each as a line of a table, and writes all as `test-results/bench.json`. */
import { mkdirSync, writeFileSync } from "node:fs";

export interface Goal {
  readonly text: string;
  readonly isMet: boolean;
}

export interface Result {
  readonly section: string;
  readonly name: string;
  readonly figure: string;
  /** The figures after the text, by name with their unit. */
  readonly values: Readonly<Record<string, number>>;
  readonly goal?: Goal;
}

const results: Result[] = [];

export function record(result: Result): void {
  results.push(result);
  const { name, figure, goal } = result;
  const checked = goal ? `${goal.isMet ? "met   " : "MISSED"} ${goal.text}` : "";
  console.log(`${name.padEnd(62)} ${figure.padEnd(38)} ${checked}`);
}

/** Prints how many goals are met. */
export function finish(): void {
  const checked = results.flatMap(({ goal }) => (goal ? [goal] : []));
  console.log(`\n${checked.filter(({ isMet }) => isMet).length} of ${checked.length} goals met`);
  mkdirSync("test-results", { recursive: true });
  writeFileSync("test-results/bench.json", `${JSON.stringify(results, null, 2)}\n`);
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function percentiles(samples: readonly number[]): Percentiles {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function milliseconds({ p50, p95, p99 }: Percentiles): string {
  return `${[p50, p95, p99].map((value) => value.toFixed(2)).join(" / ")} ms`;
}
