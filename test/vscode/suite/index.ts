/** Entry of the suite inside the extension host: runs mocha, and says when it came to its end. */
import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

export function run(): Promise<void> {
  const output = process.env.VSCODE_TEST_OUTPUT;
  if (output) Mocha.reporters.Base.consoleLog = (...words: unknown[]) => appendFileSync(output, `${format(words)}\n`);
  const mocha = new Mocha({ ui: "tdd", color: false, timeout: 30_000 });
  for (const name of readdirSync(__dirname).sort()) if (name.endsWith(".test.js")) mocha.addFile(join(__dirname, name));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (output) writeFileSync(`${output}.done`, "");
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
  });
}

/** As console.log writes it: `%s` and `%d` take the words that follow. */
function format([first, ...rest]: unknown[]): string {
  let text = String(first ?? "").replace(/%[sdj]/g, () => String(rest.shift() ?? ""));
  for (const word of rest) text += ` ${String(word)}`;
  return text;
}
