/**
 * A folder that the user does not trust: the language works, and the folder's configuration has no access to anything
 * outside it.
 */
import assert from "node:assert/strict";
import { chooseTab } from "./preview-support.mjs";
import { compareWith, exportToSide, roundTripFiles } from "./round-trip-support.mjs";
import { goTo, openFile, openWorkbench, previewFrame, runCommand, squiggles, typeAfter } from "./workbench.mjs";

describe("in Restricted Mode", () => {
  let bench;
  let page;

  before(async () => {
    const files = { "hvvm.config.json": '{ "costs": "../outside.hvvm-costs.json" }\n', ...roundTripFiles };
    bench = await openWorkbench({ isTrusted: false, files });
    page = bench.page;
    await openFile(page, "web.hvvm");
  });
  after(() => bench?.close());
  afterEach(() => bench.screenshot("restricted"));

  it("the window is restricted", () => page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor());

  it("a layout is exported next to it, and compared with an inventory", async () => {
    await exportToSide(page);
    await bench.screenshot("export-beside");
    await compareWith(page, "hv01.json");
    await squiggles(page, "warning").first().waitFor();
    await bench.screenshot("compare-with-inventory");
    await runCommand(page, "View: Close All Editors");
  });

  it("errors are underlined", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await typeAfter(page, "scsi 0:1 disk physical", '\nscsi 0:2 disk "C:\\VMs\\web01\\os2.vhd" boot');
    await squiggles(page, "error").first().waitFor();
  });

  it("the preview simulates", async () => {
    await goTo(page, "scsi 0:0 disk");
    await runCommand(page, "HVVM: Preview I/O Path Simulation");
    await chooseTab(previewFrame(page), "Path");
    assert.match(await previewFrame(page).locator(".answer").innerText(), /IOPS/);
  });

  it("the problems say that the costs file outside was not read", async () => {
    await page.keyboard.press("Control+Shift+M");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "not trusted" }).waitFor();
  });
});
