/** What a newcomer meets first: the walkthrough, a new layout, the language status. */
import assert from "node:assert/strict";
import { openFile, openWorkbench, runCommand } from "./workbench.mjs";

describe("a newcomer", () => {
  let workbench;
  let page;

  before(async () => {
    workbench = await openWorkbench();
    page = workbench.page;
  });

  after(() => workbench.close());

  it("is led through four steps", async () => {
    await runCommand(page, "Welcome: Open Walkthrough...");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Hyper-V layouts with HVVM" }).click();
    const steps = page.locator(".getting-started-step");
    await steps.first().waitFor();
    assert.equal(await steps.count(), 4);
    await page.getByRole("button", { name: "New Layout" }).waitFor();
    await workbench.screenshot("walkthrough");
  });

  it("gets a new layout from its button", async () => {
    await page.getByRole("button", { name: "New Layout" }).click();
    await page.locator(".view-line", { hasText: "vm web01" }).first().waitFor();
    await workbench.screenshot("new-layout");
  });

  it("reads the platform and the findings in the language status", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await page.locator("#status\\.languageStatus").hover();
    const status = page.locator(".hover-language-status", { hasText: /^\W*windows-server-2008(?!-)/ });
    await status.waitFor();
    assert.match(await status.innerText(), /Nothing found|Errors: \d+, warnings: \d+/);
    await workbench.screenshot("language-status");
  });
});
