/** Runs the suite of `test/vscode/suite` in the extension host of a real VS Code. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const bundles = join(root, "dist/test");

rmSync(bundles, { recursive: true, force: true });
const suite = join(root, "test/vscode/suite");
await build({
  entryPoints: readdirSync(suite).map((file) => join(suite, file)),
  outdir: bundles,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode", "mocha"],
  logLevel: "warning",
});
const workspace = mkdtempSync(join(tmpdir(), "hvvm-workspace-"));
cpSync(join(root, "examples"), workspace, { recursive: true });
try {
  process.exitCode = await runTests({
    vscodeExecutablePath: await executable(),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(bundles, "index.js"),
    launchArgs: [workspace, "--disable-extensions"],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}

/** VS Code for the desktop where there is a display and it can be had; else its web server with a headless window. */
async function executable() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasDisplay) {
    try {
      return await downloadAndUnzipVSCode({ version: "stable" });
    } catch (error) {
      console.error(`VS Code could not be downloaded (${error.message}); its web server from npm is used.`);
    }
  }
  return join(root, "test/vscode/host/code-host.mjs");
}
