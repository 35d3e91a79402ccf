/** Starts VS Code's web server on this machine with folders of its own, and opens windows on it. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser, installCode, installWeb, webVersion } from "./install.mjs";

const settings = {
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "git.enabled": false,
  "workbench.tips.enabled": false,
};

/**
 * `folder` holds the server's data, settings and extensions. Without `isTrusted`, folders open in Restricted Mode. Answers with the port and a function that ends the server
 * with all its children.
 */
export async function serve(folder, { port = 0, token, userSettings = {}, env = {}, isTrusted = true } = {}) {
  const code = await installCode();
  const userData = join(folder, "user-data");
  mkdirSync(join(userData, "User"), { recursive: true });
  writeFileSync(join(userData, "User/settings.json"), JSON.stringify({ ...settings, ...userSettings }, undefined, 2));
  const words = [
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--accept-server-license-terms",
    "--telemetry-level",
    "off",
  ];
  words.push(...(token ? ["--connection-token", token] : ["--without-connection-token"]));
  words.push("--enable-smoke-test-driver", "--log", "error", ...dataFolders(folder));
  if (isTrusted) words.push("--disable-workspace-trust");
  const server = spawn(process.execPath, [join(code, "out/server-main.js"), ...words], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', XDG_RUNTIME_DIR: folder, ...env },
  });
  const end = () => {
    try {
      process.kill(-server.pid);
    } catch {
      // It has ended already.
    }
  };
  return { port: await listening(server), end };
}

/** Serves VS Code for the web, which has no server side: extension and files come into its page from the folders that are named. */
export async function serveWeb({ extension, workspace, port }) {
  const store = await installWeb();
  const { open } = createRequire(join(store, "package.json"))("@vscode/test-web");
  return open({
    browserType: "none",
    quality: "stable",
    commit: webVersion,
    testRunnerDataDir: store,
    extensionDevelopmentPath: extension,
    folderPath: workspace,
    port,
  });
}

/** Installs a packed extension into the folders that `serve` uses. */
export async function installExtension(vsix, folder) {
  mkdirSync(folder, { recursive: true });
  const code = await installCode();
  const words = [join(code, "out/server-main.js"), "--install-extension", vsix, "--force", ...dataFolders(folder)];
  const run = spawn(process.execPath, words, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, XDG_RUNTIME_DIR: folder },
  });
  const exit = await new Promise((resolve) => run.on("exit", resolve));
  if (exit !== 0) throw new Error(`The extension could not be installed: exit code ${exit}`);
}

/** A browser with a profile of its own in `folder`. */
export async function openBrowser(folder, viewport = { width: 1400, height: 900 }) {
  // In VS Code for the web a webview has an origin of its own, and its worker counts as a cookie of a third party.
  mkdirSync(join(folder, "profile/Default"), { recursive: true });
  writeFileSync(
    join(folder, "profile/Default/Preferences"),
    JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }),
  );
  return chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: await findBrowser(),
    viewport,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function dataFolders(folder) {
  return [
    "--server-data-dir",
    join(folder, "server"),
    "--user-data-dir",
    join(folder, "user-data"),
    "--extensions-dir",
    join(folder, "extensions"),
  ];
}

function listening(server) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk) => {
      output += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match) resolve(Number(match[1]));
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", (code) => reject(new Error(`VS Code's server ended with ${code}:\n${output}`)));
  });
}
