#!/usr/bin/env node
/**
 * Replaces the executable of VS Code on a machine without a desktop: accepts the flags that `runTests` passes, runs the
 * tests in the extension host of VS Code's web server with a headless Chromium as its window, and exits with their
 * result.
 */
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeBrowser, openBrowser, takePictures } from "./browser.mjs";
import { serve } from "./serve.mjs";

// Ten times what an idle machine needs, because the windows and the unit tests run at the same time.
const limitMs = 600_000;
const { folder, development, tests } = readFlags(process.argv.slice(2));
const report = process.env.VSCODE_TEST_REPORT;
const scratch = mkdtempSync(join(tmpdir(), "hvvm-code-"));
const outputFile = join(scratch, "output");
writeFileSync(outputFile, "");
process.env.VSCODE_TEST_OUTPUT = outputFile;
const output = openSync(outputFile, "r");

let server;
let browser;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => finish(1));
try {
  server = await serve(scratch, { runsTests: true });
  browser = await openBrowser(scratch);
  const page = browser.pages()[0];
  const ended = new Promise((resolve) => {
    setTimeout(async () => {
      await takePictures("host-timeout");
      console.error(`The tests did not end within ${limitMs / 1000} s.`);
      resolve(1);
    }, limitMs).unref();
    page.on("crash", () => resolve(1));
    void page.exposeFunction("codeAutomationExit", (code) => resolve(code));
    void page.exposeFunction("codeAutomationLog", (type, words) => type === "error" && console.error(...words));
  });
  const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${pathToFileURL(path).pathname}`;
  const url = new URL(`http://127.0.0.1:${server.port}/`);
  url.searchParams.set("folder", folder);
  url.searchParams.set(
    "payload",
    JSON.stringify([
      ["extensionDevelopmentPath", remote(development)],
      ["extensionTestsPath", remote(tests)],
    ]),
  );
  await page.goto(url.href);
  const code = await ended;
  // A crashed extension host also exits with 0; only a complete run writes a report.
  await finish(code === 0 && !existsSync(report) ? 1 : code);
} catch (error) {
  console.error(error);
  await finish(1);
}

async function finish(code) {
  process.stdout.write(readFileSync(output, "utf8"));
  if (browser) await closeBrowser(browser).catch(() => {});
  server?.end();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(code);
}

function readFlags(words) {
  const value = (name) => {
    const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    if (at === -1) throw new Error(`--${name} is missing`);
    return words[at].includes("=") ? words[at].slice(name.length + 3) : words[at + 1];
  };
  const folder = words.find((word) => !word.startsWith("-"));
  return { folder, development: value("extensionDevelopmentPath"), tests: value("extensionTestsPath") };
}
