/** Packs the extension and runs the UI tests on it: all, or those whose file names begin with an argument. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

const mocha = new Mocha({ ui: "bdd", color: false, timeout: 90_000 });
const wanted = process.argv.slice(2);
for (const name of readdirSync(join(root, "test/vscode/ui")).sort())
  if (name.endsWith(".ui.mjs") && (wanted.length === 0 || wanted.some((start) => name.startsWith(start))))
    mocha.addFile(join(root, "test/vscode/ui", name));
await mocha.loadFilesAsync();
mocha.run((failures) => process.exit(failures > 0 ? 1 : 0));
