/**
 * Installs, from npm alone, what a machine without a desktop lacks: VS Code's own web server, and a Chromium as its
 * window. Each is either complete in `.vscode-test/` or absent: an interrupted installation never counts.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { npm } from "./npm.mjs";

const store = resolve(import.meta.dirname, "../../../.vscode-test");

/**
 * The builds of VS Code's web server from npm, by VS Code's version: the current one, and the oldest that runs here
 * completely.
 */
const codeServers = { 1.139: "4.139.1", 1.99: "4.99.4" };
/** 1.139 needs Node 24. */
const node = "24.21.0";
const ripgrep = "1.18.0";
const chromium = "153.0.0";
/**
 * The oldest VS Code that the extension supports, as a page without a server of its own, and the server for that page.
 */
export const webVersion = "1.91.1";
const testWeb = "0.0.81";

/** VS Code's web server: its program and the Node that runs it. `version` is a key of `codeServers`. */
export async function installCode(version) {
  const codeServer = codeServers[version];
  if (!codeServer) throw new Error(`No VS Code ${version} here: ${Object.keys(codeServers).join(" or ")}.`);
  const folder = await once(`code-server-${codeServer}`, async (draft) => {
    unpack(`code-server@${codeServer}`, draft, "package/lib/vscode");
    const code = join(draft, "package/lib/vscode");
    npm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], code);
    const modules = join(code, "node_modules");
    if (existsSync(join(modules, "@vscode/ripgrep"))) {
      // Its own script would download the program; newer versions have it in the package.
      unpack(`@vscode/ripgrep-linux-x64@${ripgrep}`, draft, "package/bin/rg");
      await cp(join(draft, "package/bin/rg"), join(modules, "@vscode/ripgrep/bin/rg"));
    }
    standInForNativeModules(modules);
    for (const file of readdirSync(join(code, "out"), { recursive: true }))
      if (String(file).endsWith(".map")) await rm(join(code, "out", String(file)));
  });
  return { program: join(folder, "package/lib/vscode/out/server-main.js"), node: await nodeFor(version) };
}

async function nodeFor(version) {
  if (version === "1.99" || Number.parseInt(process.versions.node, 10) === 24) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const folder = await once(`${name}-${node}`, (draft) => unpack(`${name}@${node}`, draft, "package/bin/node"));
  return join(folder, "package/bin/node");
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

/** A Chromium: the one given by its path, an installed one, or one from npm (Linux x64). */
export async function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const installed = usualBrowsers().find((path) => existsSync(path));
  if (installed) return installed;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome or Chromium was found. Install one, or name it in CHROMIUM_PATH.");
  }
  const folder = await once(`chromium-${chromium}-unpacked`, async (draft) => {
    writeFileSync(join(draft, "package.json"), "{}");
    npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `@sparticuz/chromium@${chromium}`], draft);
    const root = join(draft, "node_modules/@sparticuz/chromium");
    // The package unpacks into the temporary folder of the process.
    const script = `await (await import(${JSON.stringify(pathToFileURL(join(root, "build/index.js")).href)})).default.executablePath()`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, TMPDIR: draft },
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(`Chromium could not be unpacked:\n${run.stderr}`);
    rmSync(join(draft, "node_modules"), { recursive: true });
  });
  return join(folder, "chromium");
}

function usualBrowsers() {
  if (process.platform === "darwin") return ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
  if (process.platform === "win32") return [`${process.env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`];
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
}

/** Fills a folder beside the final one and renames it at the end. Several runs may do so at the same time. */
async function once(name, fill) {
  const folder = join(store, name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    await fill(draft);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
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
  for (const name of ["native-watchdog", "@vscode/native-watchdog"].filter((one) => existsSync(join(modules, one)))) {
    const release = join(modules, name, "build/Release");
    mkdirSync(release, { recursive: true });
    writeFileSync(join(release, "watchdog.js"), "exports.start = () => {};\n");
  }
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
