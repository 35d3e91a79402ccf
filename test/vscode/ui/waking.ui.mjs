/** What VS Code itself says of the time that the packed extension takes to wake: a figure to look at, not a limit. */
import { line, openFile, openWorkbench, runCommand } from "./workbench.mjs";

describe("the extension in a fresh window", () => {
  let bench;
  before(async () => {
    bench = await openWorkbench();
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
    console.log(`      ${(await time.textContent()).trim()}`);
    await bench.screenshot("running-extensions");
  });
});
