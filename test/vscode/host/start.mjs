/**
 * `npm start`: builds, and opens the examples in VS Code with the extension. With a display it uses the `code` on the
 * PATH or a downloaded one; without, VS Code's web server with an address for a browser.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { installExtension, serve } from "./serve.mjs";

const root = resolve(import.meta.dirname, "../../..");
const examples = join(root, "examples");
const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;

execFileSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
if (!(hasDisplay && (openInstalled() || (await openDownloaded())))) await openInBrowser();

function openInstalled() {
  const isWindows = process.platform === "win32";
  if (spawnSync("code", ["--version"], { shell: isWindows }).status !== 0) return false;
  spawnSync("code", ["--new-window", `--extensionDevelopmentPath=${root}`, examples], {
    shell: isWindows,
    stdio: "inherit",
  });
  return true;
}

async function openDownloaded() {
  try {
    const code = await downloadAndUnzipVSCode({ version: "stable" });
    const words = [`--extensionDevelopmentPath=${root}`, "--profile-temp", "--disable-workspace-trust", examples];
    spawn(code, words, { detached: true, stdio: "ignore" }).unref();
    return true;
  } catch (error) {
    console.error(`VS Code could not be downloaded: ${error.message}`);
    return false;
  }
}

/** State is kept in `.vscode-test/start`, so that the next start finds it. */
async function openInBrowser() {
  const folder = join(root, ".vscode-test/start");
  execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  await installExtension(join(root, "dist/hvvm.vsix"), folder);
  const token = randomUUID();
  const port = Number(process.env.PORT ?? 8080);
  const server = await serve(folder, { port, token });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      server.end();
      process.exit(0);
    });
  }
  console.log("VS Code runs as a web page. Open this address; Ctrl+C ends it.");
  console.log(`http://127.0.0.1:${server.port}/?tkn=${token}&folder=${encodeURIComponent(examples)}`);
}
