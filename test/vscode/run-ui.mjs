/**
 * Packs the extension and runs the UI tests on it: all, or those whose file names begin with an argument. A window on a
 * busy machine may be late for once: a file with a failure is run again, in a new window, and what it was is said.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [first, ...rest] = process.argv.slice(2);
const isSecondTry = first === "--second-try";
const wanted = isSecondTry ? rest : process.argv.slice(2);
if (!isSecondTry)
  execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

const mocha = new Mocha({ ui: "bdd", color: false, timeout: 90_000 });
for (const name of readdirSync(join(root, "test/vscode/ui")).sort())
  if (name.endsWith(".ui.mjs") && (wanted.length === 0 || wanted.some((start) => name.startsWith(start))))
    mocha.addFile(join(root, "test/vscode/ui", name));
await mocha.loadFilesAsync();

const passed = [];
const failed = [];
const run = mocha.run((failures) => {
  const failedFiles = [...new Set(failed)];
  if (failures === 0 || isSecondTry || failedFiles.includes(undefined)) return end(passed.length, failures);
  console.log(`Once more, in new windows: ${failedFiles.map((file) => basename(file)).join(", ")}`);
  const words = [fileURLToPath(import.meta.url), "--second-try", ...failedFiles.map((file) => basename(file))];
  const { stdout } = spawnSync(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  process.stdout.write(stdout);
  const counted = /^(\d+) passed, (\d+) failed\s*$/m.exec(stdout.toString().trimEnd().split("\n").at(-1));
  if (!counted) return end(passed.length, failures);
  const atFirst = passed.filter((file) => !failedFiles.includes(file)).length;
  return end(atFirst + Number(counted[1]), Number(counted[2]));
});
run.on("pass", ({ file }) => passed.push(file));
run.on("fail", ({ file }) => failed.push(file));

function end(passedCount, failedCount) {
  console.log(`\n${passedCount} passed, ${failedCount} failed`);
  process.exit(failedCount > 0 ? 1 : 0);
}
