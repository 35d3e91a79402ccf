/** `npm test`: every check of the project, one after the other; the last line counts them all. */
import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** A step without `count` is one check. One that may be missing says "not run: …" where its program cannot be had. */
const steps = [
  { title: "Build", words: ["esbuild.mjs"] },
  { title: "Types", words: ["node_modules/typescript/bin/tsc", "-b"] },
  { title: "Lint and format", words: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."] },
  { title: "Unit tests", words: ["node_modules/vitest/vitest.mjs", "run"], count: countVitest },
  { title: "In neovim", words: ["test/neovim/run.mjs"], count: countLines, mayBeMissing: true },
  { title: "In a real VS Code", words: ["test/vscode/run-tests.mjs"], count: countMocha },
  { title: "The packed extension in a window", words: ["test/vscode/run-ui.mjs"], count: countLines },
];

const total = { passed: 0, failed: 0 };
const missing = [];
for (const { title, words, count, mayBeMissing } of steps) {
  console.log(`\n== ${title}`);
  const { code, output } = await run(words);
  if (mayBeMissing && code === 0 && output.startsWith("not run:")) {
    missing.push(`${title}, ${output.trim()}`);
    continue;
  }
  const counted = count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: 0 };
  total.passed += counted.passed;
  // A step that fails without a failed test, or runs none at all, is a failure of its own.
  total.failed += counted.failed === 0 && (code !== 0 || counted.passed === 0) ? 1 : counted.failed;
}
for (const line of missing) console.log(`\n${line}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function run(words) {
  return new Promise((end) => {
    let output = "";
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "" },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        process.stdout.write(chunk);
      });
    }
    child.on("close", (code) => end({ code, output }));
  });
}

function countVitest(output) {
  const line = /^\s*Tests\s+(.*)$/m.exec(output)?.[1] ?? "";
  return { passed: Number(/(\d+) passed/.exec(line)?.[1] ?? 0), failed: Number(/(\d+) failed/.exec(line)?.[1] ?? 0) };
}

function countLines(output) {
  const [, passed, failed] = Array.from(output.matchAll(/^(\d+) passed, (\d+) failed$/gm)).at(-1) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
}

function countMocha(output) {
  const figure = (word) => Number(new RegExp(`^\\s*(\\d+) ${word}\\b`, "m").exec(output)?.[1] ?? 0);
  return { passed: figure("passing"), failed: figure("failing") };
}
