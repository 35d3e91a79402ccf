/**
 * What VS Code itself says of the time that the packed extension takes to wake: figures to look at, not a limit. VS Code
 * 1.99 reads its own settings as JSON with comments when a window starts, which wakes this extension and three of its
 * own. On a remote host, as here, it starts the stopwatches of all four and then loads one after the other, so a figure
 * has in it what came before. Without its tools for chat it reads none, and this extension wakes alone.
 */
import { goTo, line, openFile, openWorkbench, runCommand } from "./workbench.mjs";

for (const [title, userSettings] of [
  ["that wakes others with it", {}],
  ["that wakes it alone", { "chat.mcp.enabled": false }],
]) {
  describe(`the extension in a fresh window ${title}`, () => {
    let bench;
    before(async () => {
      bench = await openWorkbench({ userSettings, viewport: { width: 1400, height: 1600 } });
    });
    after(() => bench?.close());

    it("is listed with the time of its activation", async () => {
      const { page } = bench;
      await openFile(page, "web-server-2008.hvvm");
      await line(page, "generation 1").locator("span span:not(.mtk1)").first().waitFor();
      await runCommand(page, "Developer: Show Running Extensions");
      const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "HVVM" }).first();
      const time = row.locator(".activation-time", { hasText: /\d/ });
      await time.waitFor();
      await bench.screenshot("running-extensions");
      console.log(`      ${(await time.textContent()).trim()} in all: ${await parts(page)}`);
    });
  });
}

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
  return `${loading} ms until loaded, ${activating} ms in activate, ${finishing} ms until settled, by ${event}`;
}
