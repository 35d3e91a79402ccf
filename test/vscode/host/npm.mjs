/** Runs npm and returns when it is done; its output is shown only if it fails. */
import { spawnSync } from "node:child_process";

export function npm(words, folder) {
  const run = spawnSync("npm", words, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  if (run.status !== 0) throw new Error(`npm ${words.join(" ")} failed:\n${run.stdout}${run.stderr}`);
}
