/**
 * Runs the suite of `test/vscode/suite` in the extension host of a real VS Code: the current one, then the oldest that
 * runs completely without a desktop; or the one that an argument names. Each writes mocha's report to `test-results`.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const bundles = join(root, "dist/test");
const desktopVersions = { 1.139: "stable", 1.99: "1.99.3" };

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
mkdirSync(join(root, "test-results"), { recursive: true });
for (const version of process.argv.length > 2 ? process.argv.slice(2) : ["1.139", "1.99"]) {
  console.log(`\nVS Code ${version}`);
  const workspace = mkdtempSync(join(tmpdir(), "hvvm-workspace-"));
  cpSync(join(root, "examples"), workspace, { recursive: true });
  const report = join(root, `test-results/vscode-${version}.json`);
  rmSync(report, { force: true });
  try {
    await runTests({
      vscodeExecutablePath: await executable(version),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(bundles, "index.js"),
      extensionTestsEnv: { VSCODE_VERSION: version, VSCODE_TEST_REPORT: report },
      launchArgs: [workspace, "--disable-extensions"],
    });
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  }
  rmSync(workspace, { recursive: true, force: true });
}

/**
 * VS Code for the desktop if there is a display and it is available; otherwise its web server with a headless window.
 */
async function executable(version) {
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasDisplay) {
    try {
      return await downloadAndUnzipVSCode({ version: desktopVersions[version] });
    } catch (error) {
      console.error(`VS Code could not be downloaded (${error.message}); its web server from npm is used.`);
    }
  }
  return join(root, "test/vscode/host/code-host.mjs");
}
