/** What a new user sees first in a new window: a layout that activates the extension, the walkthrough, a new layout. */
import assert from "node:assert/strict";
import { goTo, line, openFile, openWorkbench, runCommand } from "./workbench.mjs";

describe("a new user", () => {
  let workbench;
  let page;

  before(async () => {
    workbench = await openWorkbench({ isFresh: true, viewport: { width: 1400, height: 1600 } });
    page = workbench.page;
  });
  after(() => workbench?.close());

  it("activates the extension by opening a folder with a layout", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await line(page, "generation 1").locator("span span:not(.mtk1)").first().waitFor();
    await runCommand(page, "Developer: Show Running Extensions");
    const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "HVVM" }).first();
    const time = row.locator(".activation-time", { hasText: /\d/ });
    await time.waitFor();
    await workbench.screenshot("running-extensions");
    const total = (await time.textContent()).trim();
    // The current VS Code shows the list of extensions in a dialog, which has no palette.
    await page.keyboard.press("Escape");
    const { loading, activating, finishing, event } = await activation();
    // Figures for information, not a limit.
    console.log(
      `      ${total} in all: ${loading} ms until loaded, ${activating} ms in activate, ${finishing} ms until settled, by ${event}`,
    );
    assert.match(event, /^(workspaceContains|onLanguage)/);
  });

  /** Where the time was spent, from VS Code's page about its startup, which includes a table of extensions. */
  async function activation() {
    await runCommand(page, "Developer: Startup Performance");
    await line(page, "System Info").waitFor();
    await goTo(page, "| hvvm.hvvm");
    const row = line(page, "| hvvm.hvvm");
    await row.waitFor();
    const [, , , loading, activating, finishing, event] = (await row.textContent())
      .split("|")
      .map((cell) => cell.trim());
    return { loading, activating, finishing, event };
  }

  it("reads the platform and the findings in the language status", async () => {
    await openFile(page, "web-server-2008.hvvm");
    await page.locator("#status\\.languageStatus").hover();
    const status = page.locator(".hover-language-status", { hasText: /^\W*windows-server-2008(?!-)/ });
    await status.waitFor();
    assert.match(await status.innerText(), /No problems|Errors: \d+, warnings: \d+/);
    await workbench.screenshot("language-status");
  });

  it("is guided through four steps", async () => {
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
});
