/** Packs the extension and runs the UI tests on it. */
import { execFileSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

const mocha = new Mocha({ ui: "bdd", color: false, timeout: 90_000 });
for (const name of ["simulation", "extension"]) mocha.addFile(join(root, `test/vscode/ui/${name}.ui.mjs`));
await mocha.loadFilesAsync();
mocha.run((failures) => process.exit(failures > 0 ? 1 : 0));
