/** What VS Code itself says of the time that activating the packed extension takes: figures to look at, not a limit. */
import assert from "node:assert/strict";
import { goTo, line, openFile, openWorkbench, runCommand } from "./workbench.mjs";

describe("the extension in a fresh window", () => {
  let bench;
  before(async () => {
    bench = await openWorkbench({ viewport: { width: 1400, height: 1600 } });
  });
  after(() => bench?.close());

  it("is listed with the time of its activation, and was activated by a layout", async () => {
    const { page } = bench;
    await openFile(page, "web-server-2008.hvvm");
    await line(page, "generation 1").locator("span span:not(.mtk1)").first().waitFor();
    await runCommand(page, "Developer: Show Running Extensions");
    const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "HVVM" }).first();
    const time = row.locator(".activation-time", { hasText: /\d/ });
    await time.waitFor();
    await bench.screenshot("running-extensions");
    const total = (await time.textContent()).trim();
    const { loading, activating, finishing, event } = await parts(page);
    console.log(
      `      ${total} in all: ${loading} ms until loaded, ${activating} ms in activate, ${finishing} ms until settled, by ${event}`,
    );
    assert.match(event, /^(workspaceContains|onLanguage)/);
  });
});

/** Where the time went, from the page of VS Code on its start: a table of extensions among others. */
async function parts(page) {
  // Today's VS Code shows the list of extensions in a dialog, which has no palette.
  await page.keyboard.press("Escape");
  await runCommand(page, "Developer: Startup Performance");
  await line(page, "System Info").waitFor();
  await goTo(page, "| hvvm.hvvm");
  const row = line(page, "| hvvm.hvvm");
  await row.waitFor();
  const [, , , loading, activating, finishing, event] = (await row.textContent()).split("|").map((cell) => cell.trim());
  return { loading, activating, finishing, event };
}
