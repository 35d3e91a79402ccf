/** Starts VS Code's web server on this machine with folders of its own, and opens windows on it. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { installCode, installWeb, webVersion } from "./install.mjs";

const settings = {
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "git.enabled": false,
  // As on the desktop. In a browser VS Code saves after a second, and does not show a file as changed until then.
  "files.autoSave": "off",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

/** The VS Code of window tests: the current one. `VSCODE_VERSION` selects another one of `install.mjs`. */
export const defaultVersion = process.env.VSCODE_VERSION ?? "1.139";

/**
 * `folder` contains the server's data, settings and extensions. Without `isTrusted`, folders open in Restricted Mode.
 * `runsTests` lets the address name tests for the extension host; such a window shows no toasts. Returns the port and a
 * function that ends the server with all its children.
 */
export async function serve(
  folder,
  { version = defaultVersion, port = 0, token, userSettings = {}, isTrusted = true, runsTests = false } = {},
) {
  const { program, node } = await installCode(version);
  const user = join(folder, "user-data/User");
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, "settings.json"), JSON.stringify({ ...settings, ...userSettings }, undefined, 2));
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
  words.push("--log", "error", ...dataFolders(folder));
  if (runsTests) words.push("--enable-smoke-test-driver");
  if (isTrusted) words.push("--disable-workspace-trust");
  const server = spawn(node, [program, ...words], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', XDG_RUNTIME_DIR: folder },
  });
  const end = () => {
    process.off("exit", end);
    try {
      process.kill(-server.pid);
    } catch {
      // It has already ended.
    }
  };
  process.once("exit", end);
  return { port: await listening(server), end };
}

/**
 * Serves VS Code for the web, which has no server side: extension and files are loaded into its page from the given
 * folders.
 */
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
export async function installExtension(vsix, folder, version = defaultVersion) {
  mkdirSync(folder, { recursive: true });
  const { program, node } = await installCode(version);
  const words = [program, "--install-extension", vsix, "--force", ...dataFolders(folder)];
  const run = spawn(node, words, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, XDG_RUNTIME_DIR: folder },
  });
  const exit = await new Promise((resolve) => run.on("exit", resolve));
  if (exit !== 0) throw new Error(`The extension could not be installed: exit code ${exit}`);
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
