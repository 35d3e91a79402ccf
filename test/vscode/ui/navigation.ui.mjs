/**
 * F2 in a real VS Code window: a new name is typed, and all places change; an invalid name is refused with a message.
 */
import assert from "node:assert/strict";
import { goTo, line, openFile, openWorkbench } from "./workbench.mjs";

describe("rename", () => {
  let bench;
  let page;

  before(async () => {
    bench = await openWorkbench();
    page = bench.page;
    await openFile(page, "branch-office.hvvm");
  });
  after(() => bench?.close());

  /**
   * Opens the rename input on the name at the start of a text, as soon as the breadcrumbs show it, and returns the
   * input.
   */
  async function rename(text, word) {
    await goTo(page, text);
    await page.locator(".breadcrumbs-control", { hasText: word }).waitFor();
    await page.keyboard.press("F2");
    const input = page.locator(".rename-box input.rename-input");
    await input.waitFor();
    return input;
  }

  it("of a host changes each VM that runs on it, and puts quotes where the name needs them", async () => {
    const input = await rename("branch01 {", "branch01");
    assert.equal(await input.inputValue(), "branch01");
    await input.fill("rack 1");
    await bench.screenshot("rename-input");
    await page.keyboard.press("Enter");
    await line(page, 'host "rack 1"').waitFor();
    await line(page, 'on "rack 1"').waitFor();
    assert.equal(await line(page, "on branch01").count(), 0);
    await bench.screenshot("renamed");
  });

  it("to a name that is taken is refused with a sentence, and changes nothing", async () => {
    const input = await rename("dc01 {", "dc01");
    await input.fill("files01");
    await page.keyboard.press("Enter");
    await page
      .locator(".notification-toast", { hasText: 'There is already a VM named "files01". Choose another name.' })
      .waitFor();
    await bench.screenshot("rename-refused");
    await line(page, "vm dc01").waitFor();
  });

  it("of something that cannot be renamed is refused with a reason before anything is typed", async () => {
    await goTo(page, '"C:" ssd-sata');
    await page.keyboard.press("F2");
    await page.locator(".monaco-editor-overlaymessage", { hasText: "would move the files" }).waitFor();
    await bench.screenshot("rename-not-possible");
  });
});
