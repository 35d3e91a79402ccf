/**
 * `npm test`: every check of the project, one after the other; the last line counts them all. `--quick` leaves out what
 * takes long: the long files of the unit tests (`vitest.config.mts`), and the tests in neovim and VS Code.
 */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const isQuick = process.argv.includes("--quick");
const unitReport = ["--reporter=default", "--reporter=json", "--outputFile.json=test-results/unit.json"];

/** A step without `reports` is one check; else mocha or vitest has left them in `test-results`. */
const steps = [
  { title: "Bundles", words: ["esbuild.mjs"] },
  { title: "Types", words: ["node_modules/typescript/bin/tsc", "-b"] },
  { title: "Lint and format", words: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."] },
  {
    title: "Unit tests",
    words: ["node_modules/vitest/vitest.mjs", "run", ...unitReport, ...(isQuick ? ["--mode", "quick"] : [])],
    reports: ["unit.json"],
  },
  ...(isQuick
    ? []
    : [
        { title: "The server in neovim", words: ["test/neovim/run.mjs"], reports: ["neovim.json"] },
        {
          title: "The extension in VS Code 1.139 and 1.99",
          words: ["test/vscode/run-tests.mjs"],
          reports: ["vscode-1.139.json", "vscode-1.99.json"],
        },
        { title: "The packed extension in a window", words: ["test/vscode/run-ui.mjs"], reports: ["ui.json"] },
        { title: "Proofs of docs/security.md", words: ["test/security-proofs.mjs"] },
      ]),
];

const total = { passed: 0, failed: 0 };
const summary = [];
for (const [index, { title, words, reports }] of steps.entries()) {
  console.log(`\n== ${index + 1} of ${steps.length}: ${title}`);
  for (const report of reports ?? []) rmSync(join(root, "test-results", report), { force: true });
  const start = performance.now();
  const code = await run(words);
  const { passed, failed, notRun } = reports ? sum(reports.map(count)) : { passed: code === 0 ? 1 : 0, failed: 0 };
  // A step that fails without a failed test, or runs none at all, is a failure of its own.
  const failures = failed === 0 && (code !== 0 || (passed === 0 && !notRun)) ? 1 : failed;
  total.passed += passed;
  total.failed += failures;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  summary.push(`${title}: ${notRun ?? `${passed} passed, ${failures} failed`} (${seconds} s)`);
}
console.log(`\n${summary.join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Answers with the exit code. */
function run(words) {
  const { FORCE_COLOR: _, ...env } = { ...process.env, NO_COLOR: "1" };
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: "inherit" });
  return new Promise((end) => child.on("close", end));
}

/** Of mocha's or vitest's report. A report that is missing or half written has nothing passed. */
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
