/** What the README shows, as one sees it with hints and lenses on. `images` holds copies of these pictures. */
import assert from "node:assert/strict";
import { chooseTab, insideOf, openPreview, wholeRun } from "./preview-support.mjs";
import { goToEnd, hoverOver, line, openFile, openQuickFixes, openWorkbench, squiggles } from "./workbench.mjs";

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

  it("the preview beside a layout, after some recorded requests", async () => {
    await page.setViewportSize({ width: 1640, height: 1320 });
    const frame = await openPreview(bench, "database-2025.hvvm");
    await wholeRun(frame);
    await chooseTab(frame, "Path");
    await frame.locator('.slot[data-slot="2"]').click();
    await frame.locator(".model", { hasText: "ssd-nvme-datacenter" }).waitFor();
    for (let request = 1; request <= 3; request++) {
      await frame.locator('[data-player="step"]').click();
      await frame.locator('[data-player="counts"]', { hasText: ` ${request} of ` }).waitFor();
    }
    await (await insideOf(frame)).evaluate(() => {
      document.activeElement.blur();
      scrollTo(0, 0);
    });
    await page.mouse.move(400, 900);
    await bench.screenshot("readme-preview");
    await page.locator(".tab", { hasText: "I/O path" }).click({ button: "middle" });
    await page.locator("iframe.webview").waitFor({ state: "detached" });
    await page.keyboard.press("Control+b");
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
