/** The packed extension in a real VS Code window: squiggles, hover, quick fix and preview. */
import assert from "node:assert/strict";
import { choosePreviewTheme, chooseTab } from "./preview-support.mjs";
import {
  focusEditor,
  hoverOver,
  line,
  openFile,
  openQuickFixes,
  openWorkbench,
  previewFrame,
  runCommand,
  squiggles,
  typeAfter,
} from "./workbench.mjs";

describe("the extension in a window", () => {
  let bench;
  let page;

  before(async () => {
    bench = await openWorkbench();
    page = bench.page;
    await openFile(page, "web-server-2008.hvvm");
  });
  after(() => bench?.close());

  it("colours the layout", async () => {
    // Text without a colour of its own has the class mtk1.
    for (const word of ["generation", "1"]) {
      await line(page, "generation 1").locator("span span:not(.mtk1)", { hasText: word }).first().waitFor();
    }
    await bench.screenshot("editor");
  });

  it("underlines a boot disk that is typed on SCSI, and its quick fix repairs it", async () => {
    // The closing quote is typed as well, whether or not the editor has inserted one.
    await typeAfter(page, "scsi 0:1 disk physical", '\nscsi 0:2 disk "C:\\VMs\\web01\\os2.vhd" boot');
    await line(page, 'os2.vhd" boot').waitFor();
    // Not the squiggles of an incomplete line, but those of the complete one: two marked devices, one of them on SCSI.
    await page.locator("#status\\.problems", { hasText: /^\s*2\b/ }).waitFor();
    await squiggles(page, "error").first().waitFor();
    await bench.screenshot("squiggle");
    await openQuickFixes(page, "os2.vhd");
    await bench.screenshot("quick-fix");
    await page.locator(".action-widget .monaco-list-row.focused", { hasText: 'Remove "boot" here' }).waitFor();
    await page.keyboard.press("Enter");
    await line(page, /os2\.vhd"$/).waitFor();
    await page.locator("#status\\.problems", { hasText: /^\s*0\b/ }).waitFor();
    await bench.screenshot("repaired");
  });

  it("explains the path of ide", async () => {
    const hover = await hoverOver(page, "ide  0:0");
    const text = await hover.textContent();
    assert.match(text, /uses the fast VMBus driver once Windows has started/);
    assert.match(text, /IOPS/);
    await bench.screenshot("hover");
    await page.keyboard.press("Escape");
  });

  it("shows the simulated path in the preview", async () => {
    await runCommand(page, "HVVM: Preview I/O Path Simulation");
    const frame = previewFrame(page);
    await chooseTab(frame, "Path");
    await frame.locator(".station").first().waitFor();
    const text = await frame.locator("body").textContent();
    assert.match(text, /IOPS/);
    assert.match(text, /Enlightened IDE/);
    assert.doesNotMatch(text, /NaN|undefined/);
    await bench.screenshot("preview");
  });

  it("follows the editor to another layout, and a click on a disk goes to its line", async () => {
    await focusEditor(page);
    await openFile(page, "database-2025.hvvm");
    await page.keyboard.press("Control+b");
    await page.setViewportSize({ width: 1800, height: 1040 });
    const frame = previewFrame(page);
    await frame.locator("h1", { hasText: "database-2025.hvvm" }).waitFor();
    await frame.locator('.slot[data-slot="2"]').click();
    await page.locator(".monaco-editor .active-line-number", { hasText: "21" }).first().waitFor();
    await bench.screenshot("preview-wide");
  });

  it("follows the theme", async () => {
    await choosePreviewTheme(bench, previewFrame(page), "light");
    await bench.screenshot("preview-wide-light");
  });

  it("sends no requests to other machines", () => {
    // The second name is VS Code's own for files of this machine; its service worker answers, not a network.
    const own = /^(?:127\.0\.0\.1|[^.]+\.vscode-resource\.vscode-cdn\.net)$/;
    const asked = bench.requests.filter((url) => /^(?:http|ws)s?:/.test(url)).map((url) => new URL(url).hostname);
    assert.deepEqual(
      asked.filter((host) => !own.test(host)),
      [],
    );
  });
});
