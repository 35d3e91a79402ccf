/**
 * Entry of the suite inside the extension host: runs mocha, which writes its report to the path in
 * `VSCODE_TEST_REPORT`.
 */
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

export function run(): Promise<void> {
  const output = process.env.VSCODE_TEST_OUTPUT;
  if (output) Mocha.reporters.Base.consoleLog = (...words: unknown[]) => appendFileSync(output, `${format(words)}\n`);
  const mocha = new Mocha({ ui: "tdd", color: false, timeout: 120_000 });
  for (const name of readdirSync(__dirname).sort()) if (name.endsWith(".test.js")) mocha.addFile(join(__dirname, name));
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
    const options = { reporter: "json", reporterOption: { output: process.env.VSCODE_TEST_REPORT } };
    new Mocha.reporters.JSON(runner, options);
  });
}

/** Formats like console.log: `%s` and `%d` are replaced by the arguments that follow. */
function format([first, ...rest]: unknown[]): string {
  let text = String(first ?? "").replace(/%[sdj]/g, () => String(rest.shift() ?? ""));
  for (const word of rest) text += ` ${String(word)}`;
  return text;
}
