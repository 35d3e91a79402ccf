/**
 * Packs the extension and runs the UI tests on it: all, or the files whose names begin with an argument. With `--repeat
 * N` they run N times, up to the first failure. A failure saves a picture of its window to `test-results/screenshots`,
 * and with `--pictures` tests save what they see there; mocha's report is `test-results/ui.json`.
 */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { mochaHooks } from "./host/pictures-of-failures.mjs";
import { closeWorkbenches, discardWorkbench } from "./ui/workbench.mjs";

const root = resolve(import.meta.dirname, "../..");
const { values, positionals: wanted } = parseArgs({
  // `browser.mjs` saves what tests see.
  options: { repeat: { type: "string", default: "1" }, pictures: { type: "boolean" } },
  allowPositionals: true,
});
const rounds = Number(values.repeat);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--repeat ${values.repeat}: a number from 1 on`);
if (process.env.HVVM_BUNDLES !== "made")
  execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
const folder = join(root, "test/vscode/ui");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".ui.mjs") && (wanted.length === 0 || wanted.some((start) => name.startsWith(start))))
  .sort()
  .map((name) => join(folder, name));

const mocha = new Mocha({
  color: false,
  timeout: 600_000,
  bail: rounds > 1,
  rootHooks: { ...mochaHooks, afterAll: closeWorkbenches },
});
mocha.cleanReferencesAfterRun(false);
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();

let failures = 0;
for (let round = 1; round <= rounds && failures === 0; round++) {
  if (rounds > 1) console.log(`\nRound ${round} of ${rounds}`);
  failures = await new Promise((end) => {
    const runner = mocha.run(end);
    new Mocha.reporters.JSON(runner, { reporterOption: { output: join(root, "test-results/ui.json") } });
    runner.on("fail", (_test, error) => {
      discardWorkbench();
      console.log(`      ${error.message}`);
    });
  });
}
process.exit(failures > 0 ? 1 : 0);
