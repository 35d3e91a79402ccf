/** What a person sees while writing a layout: lenses and hints beside the text, the list of slots, the signature. */
import assert from "node:assert/strict";
import { openFile, openWorkbench, previewFrame, typeAfter } from "./workbench.mjs";

describe("writing a layout", () => {
  let workbench;
  let page;

  before(async () => {
    workbench = await openWorkbench({ hasHints: true });
    page = workbench.page;
    await openFile(page, "web-server-2008.hvvm");
  });

  after(() => workbench.close());

  it("shows lenses above the VM and hints behind its slots", async () => {
    await page.locator(".codelens-decoration", { hasText: "IDE 2 of 4, SCSI 2 of 256" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "limited by" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "Preview" }).waitFor();
    await page.locator(".view-line", { hasText: "enlightened" }).first().waitFor();
    await workbench.screenshot("writing-hints");
  });

  it("lists free slots first while a device is typed, and writes the chosen one", async () => {
    await typeAfter(page, "startup", "\n  ide ");
    const list = page.locator(".suggest-widget.visible .monaco-list-row");
    await list.filter({ hasText: "0:0 (taken)" }).waitFor();
    const labels = await list.locator(".label-name").allInnerTexts();
    assert.deepEqual(labels, ["0:1", "1:1", "0:0 (taken)", "1:0 (taken)"]);
    await workbench.screenshot("writing-slots");
    await page.keyboard.type("1:");
    await page.keyboard.press("Enter");
    await page.keyboard.type(' disk "D:');
    await list.filter({ hasText: "D:\\" }).first().waitFor();
    await workbench.screenshot("writing-path");
  });

  it("ends the line with Enter behind a word that is whole, though it is still listed", async () => {
    await typeAfter(page, "startup", "\n  generation ");
    const listed = page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name", { hasText: /^1$/ });
    await page.locator(".suggest-widget.visible .label-name", { hasText: /^2$/ }).waitFor();
    await page.keyboard.type("1");
    await listed.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("notes");
    await page.locator(".view-line", { hasText: /^\s*notes/ }).waitFor();
    for (let n = 0; n < 4; n++) await page.keyboard.press("Control+z");
  });

  it("opens the preview from its lens", async () => {
    await page.locator(".codelens-decoration a", { hasText: "Preview" }).click();
    await page.locator(".tab", { hasText: "I/O path" }).first().waitFor();
    await previewFrame(page).locator("[data-action=vm][aria-pressed=true]", { hasText: "web01" }).waitFor();
  });
});
