/** The pictures of the README, with hints and lenses enabled. `images` contains copies of these pictures. */
import assert from "node:assert/strict";
import { fullRunShown, openPreview } from "./preview-support.mjs";
import {
  goToEnd,
  hoverOver,
  line,
  openFile,
  openQuickFixes,
  openWorkbench,
  runCommand,
  squiggles,
} from "./workbench.mjs";

describe("the README's pictures", () => {
  let bench;
  let page;

  before(async () => {
    bench = await openWorkbench({ hasHints: true });
    page = bench.page;
  });
  beforeEach(() => page.setViewportSize({ width: 1400, height: 900 }));
  after(() => bench?.close());

  it("a hover with verdict, figures and best change, above hints and below the lens", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await page.locator(".codelens-decoration", { hasText: "Preview" }).waitFor();
    await line(page, /ide\s+0:0.*enlightened/).waitFor();
    const hover = await hoverOver(page, "ide  0:0");
    assert.match(await hover.textContent(), /Best change/);
    await bench.screenshot("readme-hover");
    await page.keyboard.press("Escape");
  });

  it("the overview of the preview beside its layout", async () => {
    await runCommand(page, "View: Close All Editors");
    await page.setViewportSize({ width: 1640, height: 960 });
    const frame = await openPreview(bench, "branch-office.hvvm");
    await fullRunShown(frame);
    await frame.locator(".overview", { hasText: "All 5 start" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "limited by disk D:" }).waitFor();
    await page.mouse.move(400, 900);
    await page.locator(".workbench-hover").waitFor({ state: "hidden" });
    await bench.screenshot("readme-preview");
    await page.keyboard.press("Control+b");
    await runCommand(page, "View: Close All Editors");
    await page.locator("iframe.webview").waitFor({ state: "detached" });
  });

  it("a boot disk on SCSI with its quick fixes", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await goToEnd(page, "scsi 0:1");
    await page.keyboard.type('\nscsi 0:2 disk "C:\\VMs\\web01\\os2.vhd" boot');
    await page.locator("#status\\.problems", { hasText: /^\s*2\b/ }).waitFor();
    await squiggles(page, "error").first().waitFor();
    await line(page, "os2.vhd").filter({ hasText: "dynamic" }).waitFor();
    await openQuickFixes(page, "os2.vhd");
    await page.locator(".action-widget .monaco-list-row.focused", { hasText: 'Remove "boot" here' }).waitFor();
    await bench.screenshot("readme-editor");
    await page.keyboard.press("Escape");
  });
});
