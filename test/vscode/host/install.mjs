/**
 * Installs, from npm alone, what a machine without a desktop lacks: VS Code's own web server, and a Chromium as its
 * window. Each stands ready in `.vscode-test/` or is not there at all: an interrupted installation never counts.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { npm } from "./npm.mjs";

const store = resolve(dirname(fileURLToPath(import.meta.url)), "../../../.vscode-test");

/** VS Code 1.99.3: the newest that runs on Node 20. */
const codeServer = "4.99.4";
const ripgrep = "1.18.0";
const chromium = "153.0.0";
/** The oldest VS Code that the extension supports, as a page without a server of its own, and what serves that page. */
export const webVersion = "1.91.1";
const testWeb = "0.0.81";

/** The folder of VS Code's web server, which holds `out/server-main.js`. */
export async function installCode() {
  return once(`code-server-${codeServer}`, async (folder) => {
    unpack(`code-server@${codeServer}`, folder, "package/lib/vscode");
    const code = join(folder, "package/lib/vscode");
    npm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], code);
    unpack(`@vscode/ripgrep-linux-x64@${ripgrep}`, folder, "package/bin/rg");
    await cp(join(folder, "package/bin/rg"), join(code, "node_modules/@vscode/ripgrep/bin/rg"));
    standInForNativeModules(join(code, "node_modules"));
    for (const file of readdirSync(join(code, "out"), { recursive: true })) {
      if (String(file).endsWith(".map")) await rm(join(code, "out", String(file)));
    }
  }).then((folder) => join(folder, "package/lib/vscode"));
}

/** The folder that holds VS Code for the web and, in `node_modules`, the server for its page. */
export function installWeb() {
  return once(`vscode-web-${webVersion}`, async (folder) => {
    const build = join(folder, `vscode-web-stable-${webVersion}`);
    mkdirSync(build);
    unpack(`vscode-web@${webVersion}`, folder, "package/dist");
    for (const name of readdirSync(join(folder, "package/dist")))
      renameSync(join(folder, "package/dist", name), join(build, name));
    writeFileSync(join(build, "version"), webVersion);
    writeFileSync(join(folder, "package.json"), "{}");
    npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `@vscode/test-web@${testWeb}`], folder);
  });
}

/** A Chromium: the one that is named, one that is installed, or one from npm (Linux x64). */
export async function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const installed = usualBrowsers().find((path) => existsSync(path));
  if (installed) return installed;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome or Chromium was found. Install one, or name it in CHROMIUM_PATH.");
  }
  const folder = await once(`chromium-${chromium}`, async (target) => {
    writeFileSync(join(target, "package.json"), "{}");
    npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `@sparticuz/chromium@${chromium}`], target);
  });
  const entry = join(folder, "node_modules/@sparticuz/chromium/build/esm/index.js");
  const module = await import(pathToFileURL(existsSync(entry) ? entry : mainOf(folder)).href);
  return module.default.executablePath();
}

function mainOf(folder) {
  const root = join(folder, "node_modules/@sparticuz/chromium");
  const found = readdirSync(root, { recursive: true })
    .map(String)
    .find((file) => /(^|\/)index\.(m?js)$/.test(file) && !file.includes("node_modules"));
  if (!found) throw new Error("The Chromium package has no entry that is known here.");
  return join(root, found);
}

function usualBrowsers() {
  if (process.platform === "darwin") return ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
  if (process.platform === "win32") return [`${process.env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`];
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
}

/** Fills a folder beside the final one and renames it at the end. */
async function once(name, fill) {
  const folder = join(store, name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    await fill(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Unpacks `path` of a package from npm into `folder`. */
function unpack(name, folder, path) {
  npm(["pack", name, "--silent"], folder);
  const archive = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  const run = spawnSync("tar", ["-xzf", archive, path], { cwd: folder, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${archive} could not be unpacked:\n${run.stderr}`);
  rmSync(join(folder, archive));
}

/** Two native modules are replaced by plain JavaScript, so that no compiler is needed. */
function standInForNativeModules(modules) {
  const watchdog = join(modules, "native-watchdog/build/Release");
  mkdirSync(watchdog, { recursive: true });
  writeFileSync(join(watchdog, "watchdog.js"), "exports.start = () => {};\n");
  writeFileSync(join(modules, "@vscode/spdlog/index.js"), logModule);
}

const logModule = `const fs = require("node:fs");
function logger(name, file) {
  let level = 2;
  const write = (text) => { try { fs.appendFileSync(file, text + "\\n"); } catch {} };
  const log = { flush() {}, drop() {}, setPattern() {}, clearFormatters() {}, setLevel(to) { level = to; }, getLevel() { return level; } };
  for (const kind of ["trace", "debug", "info", "warn", "error", "critical"]) log[kind] = write;
  return log;
}
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = async (name, file) => logger(name, file);
exports.createAsyncRotatingLogger = async (name, file) => logger(name, file);
`;
