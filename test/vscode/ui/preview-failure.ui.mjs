/**
 * The preview when the language server crashes, once or permanently: what the page says, and the two ways to continue.
 */
import assert from "node:assert/strict";
import {
  chooseTab,
  fullRunShown,
  newRun,
  openPreview,
  previewScreenshot,
  serverProcesses,
} from "./preview-support.mjs";
import { focusEditor, openFile, openWorkbench } from "./workbench.mjs";

/** The number of times that the extension restarts it. */
const restarts = 4;

describe("the preview without a server", () => {
  let bench;
  let page;
  let frame;

  before(async () => {
    bench = await openWorkbench({ viewport: { width: 1600, height: 1000 }, isFresh: true });
    page = bench.page;
    frame = await openPreview(bench, "branch-office.hvvm");
    await fullRunShown(frame);
    await chooseTab(frame, "Path");
  });
  after(() => bench?.close());
  function endServer() {
    const [pid] = serverProcesses(bench.workspace);
    assert.ok(pid, "no language server runs");
    process.kill(pid, "SIGKILL");
  }

  it("says that it has stopped, keeps the picture, and continues with the next one", async () => {
    endServer();
    await page.locator(".notification-list-item-message", { hasText: "stopped" }).first().waitFor();
    assert.ok((await frame.locator(".station").count()) > 0);
    // While the next one starts, the page may say that none is running.
    await newRun(frame, () => frame.locator("select[data-choose=load]").selectOption("backup"));
    await frame.locator(".callout.own", { hasText: "backup" }).waitFor();
    assert.equal(await frame.locator(".failure, .part-failure").count(), 0);
  });

  it("keeps the old picture and marks it as old when the server stops permanently", async () => {
    for (let time = 1; time < restarts; time++) {
      endServer();
      // Another load, so that the answer must come from the next server.
      const [load, words] = time % 2 === 1 ? ["oltp", "8 KB, 67% read"] : ["boot", "16 KB, 85% read"];
      await frame.locator("select[data-choose=load]").selectOption(load);
      await frame.locator(".model", { hasText: words }).waitFor();
    }
    endServer();
    await page.locator(".notification-list-item-message", { hasText: "keeps stopping" }).first().waitFor();
    await frame.locator(".part-failure", { hasText: "This picture is out of date" }).waitFor();
    assert.ok((await frame.locator(".station").count()) > 0);
    await previewScreenshot(bench, "preview-old-picture");
  });

  it("has a card where there is no picture, whose button opens the log", async () => {
    await page.keyboard.press("Escape");
    await focusEditor(page);
    await page.keyboard.press("Control+b");
    await openFile(page, "web-server-2008.hvvm");
    const card = frame.locator(".message-card.failure");
    await card.locator("h2", { hasText: "The layout could not be simulated" }).waitFor();
    assert.match(await card.textContent(), /The language server is not running/);
    await previewScreenshot(bench, "preview-no-answer");
    await card.getByRole("button", { name: "Show the log" }).click();
    await page.locator(".part.panel .output-view-container, .part.panel .output-view").first().waitFor();
    await bench.screenshot("preview-log");
  });

  it("starts the server again when asked, and draws", async () => {
    await frame.locator(".message-card.failure").getByRole("button", { name: "Try again" }).click();
    await frame.locator(".station").first().waitFor();
    assert.equal(await frame.locator(".message-card").count(), 0);
  });
});
