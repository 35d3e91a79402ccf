/**
 * `npm test`: every check of the project; the last line counts them all. Bundles, types and lint come first. Then the
 * unit tests, the extension host and the windows run side by side, each line with its lane: windows mostly wait for the
 * screen, and the unit tests use the remaining processor time. `--quick` leaves out slow tests: the long files of the
 * unit tests (`vitest.config.mts`), and the tests in neovim and VS Code.
 */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { setPriority } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "..");
const isQuick = process.argv.includes("--quick");
const unitReport = ["--reporter=default", "--reporter=json", "--outputFile.json=test-results/unit.json"];

/** A step without `reports` counts as one check; otherwise mocha or vitest has written them to `test-results`. */
const first = [
  { title: "Bundles and package", words: ["npm", "run", "--silent", "package"] },
  { title: "Types", words: ["node", "node_modules/typescript/bin/tsc", "-b"] },
  {
    title: "Lint and format",
    words: ["node", "node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."],
  },
];
const unitTests = {
  title: "Unit tests",
  words: ["node", "node_modules/vitest/vitest.mjs", "run", ...unitReport, ...(isQuick ? ["--mode", "quick"] : [])],
  reports: ["unit.json"],
  priority: 5,
};
const lanes = {
  unit: [unitTests],
  host: [
    { title: "The server in neovim", words: ["node", "test/neovim/run.mjs"], reports: ["neovim.json"] },
    {
      title: "The extension in VS Code 1.139 and 1.99",
      words: ["node", "test/vscode/run-tests.mjs"],
      reports: ["vscode-1.139.json", "vscode-1.99.json"],
    },
  ],
  window: [
    { title: "The packed extension in a window", words: ["node", "test/vscode/run-ui.mjs"], reports: ["ui.json"] },
  ],
};
const last = [{ title: "Proofs of docs/security.md", words: ["node", "test/security-proofs.mjs"] }];

const total = { passed: 0, failed: 0 };
const summary = [];
await Promise.all(first.map((step) => runAll([step])));
if (isQuick) await runAll([unitTests]);
else {
  await Promise.all(Object.entries(lanes).map(([lane, steps]) => runAll(steps, lane)));
  await runAll(last);
}
console.log(`\n${summary.join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** One step after the other. */
async function runAll(steps, lane) {
  for (const { title, words, reports, priority = 0 } of steps) {
    console.log(`\n== ${title}`);
    for (const report of reports ?? []) rmSync(join(root, "test-results", report), { force: true });
    const start = performance.now();
    const code = await run(words, priority, lane);
    const { passed, failed, notRun } = reports ? sum(reports.map(count)) : { passed: code === 0 ? 1 : 0, failed: 0 };
    // A step that fails without a failed test, or runs no test, is a failure of its own.
    const failures = failed === 0 && (code !== 0 || (passed === 0 && !notRun)) ? 1 : failed;
    total.passed += passed;
    total.failed += failures;
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const result = `${title}: ${notRun ?? `${passed} passed, ${failures} failed`} (${seconds} s)`;
    if (lane) console.log(`\n== ${result}`);
    summary.push(result);
  }
}

/** Returns the exit code. In a lane, each line begins with the name of the lane. */
function run([program, ...words], priority, lane) {
  // The bundles are built once: another step would replace them while tests use them.
  const { FORCE_COLOR: _, ...env } = { ...process.env, NO_COLOR: "1", HVVM_BUNDLES: "made" };
  const stdio = lane ? ["ignore", "pipe", "pipe"] : "inherit";
  const child = spawn(program === "node" ? process.execPath : program, words, { cwd: root, env, stdio });
  if (priority > 0) setPriority(child.pid, priority);
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on("line", (line) => console.log(`${lane}: ${line}`));
  return new Promise((end) => child.on("close", end));
}

/** Of mocha's or vitest's report. A missing or incomplete report counts as no passed tests. */
function count(name) {
  try {
    const report = JSON.parse(readFileSync(join(root, "test-results", name), "utf8"));
    if (report.notRun) return { passed: 0, failed: 0, notRun: report.notRun };
    if (report.stats) return { passed: report.stats.passes, failed: report.stats.failures };
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch (error) {
    console.error(`No report of the tests: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function sum(counts) {
  const of = (name) => counts.reduce((so, each) => so + each[name], 0);
  return { passed: of("passed"), failed: of("failed"), notRun: counts.find(({ notRun }) => notRun)?.notRun };
}
