/** The extension in VS Code for the web: no server side, everything in workers of the page. The oldest VS Code that is supported. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { closeBrowser, openBrowser } from "../host/browser.mjs";
import { serveWeb } from "../host/serve.mjs";
import { chooseTab, fullRunShown } from "./preview-support.mjs";
import { compareWith, exportToSide, roundTripFiles } from "./round-trip-support.mjs";
import {
  focusEditor,
  goTo,
  hoverOver,
  openFile,
  previewFrame,
  runCommand,
  squiggles,
  typeAfter,
} from "./workbench.mjs";

const root = resolve(import.meta.dirname, "../../..");

describe("the extension in VS Code for the web", () => {
  const requests = [];
  let folder;
  let server;
  let browser;
  let page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hvvm-web-"));
    const workspace = join(folder, "layouts");
    cpSync(join(root, "examples"), workspace, { recursive: true });
    writeFileSync(join(workspace, "hvvm.config.json"), '{ "costs": "own.hvvm-costs.json" }');
    for (const [name, text] of Object.entries(roundTripFiles)) writeFileSync(join(workspace, name), text);
    writeFileSync(join(workspace, "own.hvvm-costs.json"), '{ "media.hdd-15000.seekAverageUs": 5000 }');
    const port = await freePort();
    server = await serveWeb({ extension: root, workspace, port });
    browser = await openBrowser(folder);
    page = browser.pages()[0];
    page.on("console", (m) => process.env.DEBUG_WEB && console.log(m.type(), m.text().slice(0, 400)));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`http://localhost:${port}/`);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    await openFile(page, "web.hvvm");
  });

  after(async () => {
    if (browser) await closeBrowser(browser);
    server?.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it("exports a layout next to it, and compares it with an inventory", async () => {
    await exportToSide(page);
    await compareWith(page, "hv01.json");
    await squiggles(page, "warning").first().waitFor();
    await runCommand(page, "View: Close All Editors");
  });

  it("underlines what Hyper-V would refuse", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await typeAfter(page, "disk physical 3", '\nscsi 0:2 disk "C:\\VMs\\web01\\os2.vhd" boot');
    await squiggles(page, "error").first().waitFor();
  });

  it("explains the path of a slot with figures", async () => {
    const hover = await hoverOver(page, "ide  0:0");
    assert.match(await hover.innerText(), /IOPS/);
  });

  it("simulates and draws in workers of the page", async () => {
    await goTo(page, "data.vhd");
    await runCommand(page, "HVVM: Preview I/O Path Simulation");
    await chooseTab(previewFrame(page), "Path");
    await previewFrame(page).locator("svg.diagram").waitFor();
    assert.match(await previewFrame(page).locator(".answer").innerText(), /IOPS/);
  });

  it("computes with the costs file of the folder, and follows its changes", async () => {
    const frame = previewFrame(page);
    await fullRunShown(frame);
    assert.match(await frame.locator(".run").textContent(), /costs of own\.hvvm-costs\.json$/);
    const throughput = frame.locator(".figure", { hasText: "Throughput" }).locator("strong");
    const before = await throughput.textContent();
    // A file opens in the active group.
    await focusEditor(page);
    await openFile(page, "own.hvvm-costs.json");
    await goTo(page, "seekAverageUs");
    await page.keyboard.press("Control+a");
    await page.keyboard.type('{ "media.hdd-15000.seekAverageUs": 40000 ');
    await page.keyboard.press("Control+s");
    await frame.locator(".differences td", { hasText: before }).first().waitFor();
    assert.ok(figure(await throughput.textContent()) < figure(before) * 0.8, `${before} before`);
  });

  it("sends no requests to other machines", () => {
    const isHere = (url) => /^(?:https?:\/\/(?:[\w-]+\.)*(?:localhost|127\.0\.0\.1)(?::\d+)?\/|data:|blob:)/.test(url);
    assert.deepEqual(
      requests.filter((url) => !isHere(url)),
      [],
    );
  });
});

function figure(text) {
  return Number(text.replace(/[^\d.]/g, ""));
}

function freePort() {
  return new Promise((end) => {
    const server = createServer().listen(0, "localhost", () => {
      const { port } = server.address();
      server.close(() => end(port));
    });
  });
}
