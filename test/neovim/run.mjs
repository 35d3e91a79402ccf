/**
 * Runs the server in neovim, a client without `workspace/configuration`: what works there does not depend on VS Code.
 * Leaves `test-results/neovim.json`: counts as in mocha's report, or the reason why nothing was run.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { neovim } from "./install.mjs";

const found = neovim();
if (!found) {
  const notRun = "not run, for there is no neovim here, and no Debian package of it can be had";
  console.log(notRun);
  report({ notRun });
} else {
  const folder = mkdtempSync(join(tmpdir(), "hvvm-neovim-"));
  const layout = join(folder, "web.hvvm");
  writeFileSync(
    layout,
    'vm web01 {\n  ide  0:0 disk "C:\\VMs\\a\\data.vhd"\n  scsi 0:0 disk "C:\\VMs\\a\\os.vhd" boot\n}\n',
  );
  const { stdout, stderr } = spawnSync(
    found.program,
    ["--headless", "--clean", "-S", join(import.meta.dirname, "client.lua")],
    {
      env: {
        ...found.env,
        HVVM_SERVER: resolve(import.meta.dirname, "../../dist/server.js"),
        HVVM_LAYOUT: layout,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
      },
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  rmSync(folder, { recursive: true, force: true });
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/).map((line) => line.trim());
  const passed = lines.filter((line) => line.startsWith("ok "));
  const failed = lines.filter((line) => line.startsWith("not ok "));
  for (const line of [...passed, ...failed]) console.log(line);
  if (passed.length + failed.length === 0) console.log(lines.join("\n"));
  report({ stats: { passes: passed.length, failures: failed.length } });
  process.exitCode = failed.length > 0 || passed.length === 0 ? 1 : 0;
}

function report(result) {
  const folder = resolve(import.meta.dirname, "../../test-results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "neovim.json"), JSON.stringify(result));
}
