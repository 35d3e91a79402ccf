/** Saving from the preview in a real window: the files on disk afterwards. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chooseTab } from "./preview-support.mjs";
import { openFile, openWorkbench, previewFrame, runCommand } from "./workbench.mjs";

describe("the preview's files", () => {
  let workbench;
  before(async () => {
    workbench = await openWorkbench({ hasHints: true });
  });
  after(() => workbench.close());

  it("are drawing, image, table and report", async () => {
    const { page, workspace, screenshot } = workbench;
    const refused = [];
    page.on("console", (message) => {
      if (/Content Security Policy|could not be drawn/.test(message.text())) refused.push(message.text());
    });
    await openFile(page, "web-server-2008.hvvm");
    await runCommand(page, "HVVM: Preview I/O Path Simulation");
    const preview = previewFrame(page);
    await chooseTab(preview, "Requests");
    await preview.locator(".charts svg.chart").last().waitFor();
    for (const format of ["SVG", "PNG", "CSV", "JSON"]) {
      await preview.locator(".save").getByRole("button", { name: format }).click();
      const name = `web-server-2008-io-path.${format.toLowerCase()}`;
      await page.waitForFunction(
        (ending) => document.querySelector(".quick-input-widget input[type=text]")?.value.endsWith(ending),
        name,
      );
      await page.locator(".quick-input-widget").getByRole("button", { name: "OK" }).click();
      await page.locator(".statusbar-item", { hasText: `Saved ${name}` }).waitFor();
    }
    await screenshot("saved");
    const saved = (format) => join(workspace, `web-server-2008-io-path.${format}`);
    assert.match(readFileSync(saved("svg"), "utf8"), /^<\?xml[\s\S]*<\/svg>\n$/);
    assert.match(readFileSync(saved("csv"), "utf8"), /^part,vm,slot,/);
    assert.equal(JSON.parse(readFileSync(saved("json"), "utf8")).seed, 1);
    assert.ok(existsSync(saved("png")));
    const image = readFileSync(saved("png"));
    assert.equal(image.subarray(1, 4).toString("latin1"), "PNG");
    // Two pixels for each pixel of the drawing, which is 1240 wide.
    assert.equal(image.readUInt32BE(16), 2480);
    assert.ok(image.length > 50_000, "the image is not blank");
    assert.deepEqual(refused, []);
  });
});
