/** The preview next to an editor in use: changes, comparison, lock, and what is kept after a reload. */
import assert from "node:assert/strict";
import {
  busyOffice,
  chooseTab,
  fullRunShown,
  newRun,
  openPreview,
  pageFrame,
  previewScreenshot,
  savedOnBlur,
  savedWithFocus,
} from "./preview-support.mjs";
import { focusEditor, goTo, goToEnd, line, openFile, openWorkbench, previewFrame, typeAfter } from "./workbench.mjs";

const noStart = `platform windows-server-2022
host hv01 { volume "C:" ssd-sata 480GB }
vm db01 {
  on hv01
  generation 1
  scsi 0:0 disk "C:\\VMs\\os.vhdx" fixed 40GB boot
}
`;

describe("the preview next to the editor", () => {
  let bench;
  let page;
  let frame;

  before(async () => {
    bench = await openWorkbench({
      viewport: { width: 1800, height: 1500 },
      files: { "branch-office.hvvm": busyOffice, "no-start.hvvm": noStart },
    });
    page = bench.page;
    frame = await openPreview(bench, "no-start.hvvm");
    await fullRunShown(frame);
  });
  after(() => bench?.close());

  it("applies a quick fix of a VM that does not start, and one undo reverts it", async () => {
    await frame.locator(".will-it-start", { hasText: "db01 does not start" }).waitFor();
    await previewScreenshot(bench, "preview-no-start");
    await frame.locator(".will-it-start").getByRole("button", { name: "Move the boot disk to IDE 0:0" }).click();
    await line(page, /ide\s+0:0\s+disk/).waitFor();
    await frame.locator(".will-it-start", { hasText: "It starts" }).waitFor();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+z");
    await line(page, "scsi 0:0 disk").waitFor();
    await frame.locator(".will-it-start", { hasText: "db01 does not start" }).waitFor();
  });

  it("writes the load that was assumed, and the mark disappears", async () => {
    await frame.locator(".tag", { hasText: "assumed load" }).waitFor();
    await frame.getByRole("button", { name: "Add a load" }).click();
    await line(page, "boot { load system }").waitFor();
    await frame.locator(".tag", { hasText: "assumed load" }).waitFor({ state: "detached" });
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+b");
    await openFile(page, "branch-office.hvvm");
    await page.keyboard.press("Control+b");
    await frame.locator("h1", { hasText: "branch-office.hvvm" }).waitFor();
    await fullRunShown(frame);
    await chooseTab(frame, "Path");
  });

  it("writes a change into the layout, shows its effect, and one undo reverts it", async () => {
    await frame.locator("[data-action=vm]", { hasText: "print01" }).click();
    const chip = frame.locator(".what-if", { hasText: "ssd-nvme-datacenter instead of ssd-sata" });
    assert.match(await chip.textContent(), /Throughput[\d.]+×[\d,]+ → [\d,]+ IOPSResponse time.*Simulated/s);
    await chip.locator("button").click();
    await line(page, 'volume "C:" ssd-nvme-datacenter').waitFor();
    await frame.locator(".differences").waitFor();
    await previewScreenshot(bench, "preview-changed");
    const rows = await frame.locator(".differences tbody tr").allTextContents();
    assert.match(rows[0], /^Throughput[\d,]+ IOPS[\d,]+ IOPS\+\d+%$/);
    assert.match(await frame.locator(".figure", { hasText: "Throughput" }).textContent(), /A: [\d,]+ IOPS/);
    assert.ok((await frame.locator(".percentiles .ghost").count()) >= 5);
    // The editor has the focus by itself.
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+z");
    await line(page, 'volume "C:" ssd-sata').waitFor();
  });

  it("marks the part at the cursor and does not scroll by itself", async () => {
    await fullRunShown(frame);
    await goTo(page, "vm files01");
    await frame.locator("[data-action=vm].marked", { hasText: "files01" }).waitFor();
    await frame.locator("[data-action=vm][aria-pressed=true]", { hasText: "print01" }).waitFor();
  });

  it("keeps the disk in view while its VM gets another name", async () => {
    await typeAfter(page, "vm router01", "");
    await frame.locator("[data-action=vm]", { hasText: "router01" }).click();
    await goToEnd(page, "vm router01");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("23");
    await frame.locator("[data-action=vm][aria-pressed=true]", { hasText: "router0123" }).waitFor();
  });

  it("keeps an old picture while somebody types, and shows the newest text at the end", async () => {
    const inside = await pageFrame(frame);
    await inside.evaluate(() => {
      globalThis.blank = 0;
      new MutationObserver(() => {
        if (!document.querySelector(".station")) globalThis.blank++;
      }).observe(document.querySelector("#page"), { childList: true, subtree: true });
    });
    await typeAfter(page, "processors 2", "4");
    for (let key = 0; key < 8; key++) await page.keyboard.type("1").then(() => page.keyboard.press("Backspace"));
    await page.keyboard.press("Backspace");
    await newRun(frame, () => page.keyboard.type("6"));
    await line(page, "processors 26").waitFor();
    assert.equal(await inside.evaluate(() => globalThis.blank), 0);
  });

  it("shows a quick run and then the full run after a keystroke", async () => {
    const inside = await pageFrame(frame);
    await inside.evaluate(() => {
      globalThis.answers = [];
      addEventListener("message", ({ data }) => {
        if (data?.type === "simulated") globalThis.answers.push(data.isQuickRun ? "quick run" : "full run");
      });
    });
    await newRun(frame, () => page.keyboard.press("Backspace"));
    // The full run of an earlier edit may still arrive after the keystroke.
    assert.deepEqual(await inside.evaluate(() => globalThis.answers.slice(-2)), ["quick run", "full run"]);
  });

  it("keeps a slider under the pointer while new figures arrive", async () => {
    await chooseTab(frame, "Assumptions");
    const slider = frame.locator("input[data-cost]:not([max='560'])").first();
    await slider.scrollIntoViewIfNeeded();
    await slider.evaluate((element) => {
      globalThis.held = element;
    });
    const box = await slider.boundingBox();
    const value = () => slider.evaluate((element) => Number(element.value));
    const before = await value();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    for (let step = 1; step <= 8; step++) {
      await page.mouse.move(box.x + box.width / 2 + step * 4, box.y + box.height / 2);
      await frame.locator(".callout.own", { hasText: "1 cost changed here" }).waitFor();
    }
    const held = await value();
    await page.mouse.move(box.x + 10, box.y + box.height / 2);
    assert.ok((await value()) < held, `${await value()} should be below ${held}, before ${before}`);
    await page.mouse.up();
    assert.ok(await slider.evaluate((element) => element === globalThis.held && element.isConnected));
    await previewScreenshot(bench, "preview-tried");
  });

  it("follows the active editor until it is locked", async () => {
    await frame.locator("[data-key=lock]").click();
    await page.locator(".tab", { hasText: "(locked)" }).waitFor();
    // Focuses the editor first, because a file opens in the active group.
    await focusEditor(page);
    await page.keyboard.press("Control+b");
    await openFile(page, "database-2025.hvvm");
    await line(page, "vm").waitFor();
    await frame.locator("h1", { hasText: "branch-office.hvvm" }).waitFor();
  });

  it("is restored after a reload of the window with everything that was chosen", async () => {
    // The window has saved the preview; VS Code may not yet have requested choices that are made from now on.
    await savedOnBlur(page, "branch-office.hvvm", "isLocked");
    const tried = await frame.locator("input[data-cost]").first().inputValue();
    await chooseTab(frame, "Path");
    const shares = frame.locator("[data-action=slot][aria-pressed=true]", { hasText: "shares.vhdx" });
    const share = frame.locator("span[data-zoom=share]");
    await frame.locator("[data-action=vm]", { hasText: "files01" }).click();
    await frame.locator("[data-action=slot]", { hasText: "scsi 0:1" }).first().click();
    await shares.waitFor();
    for (let step = 0; step < 3; step++) await frame.locator("button[data-zoom=in]").click();
    const zoomed = await share.textContent();
    assert.notEqual(zoomed, "100%");
    const inside = await pageFrame(frame);
    await inside.evaluate(() => {
      document.querySelector(".diagram-box").scrollTo({ left: 90 });
      scrollTo({ top: 200 });
    });
    await frame.locator("select[data-choose=load]").selectOption("backup");
    await fullRunShown(frame);
    const told = await frame.locator(".callout.own").textContent();
    assert.match(told, /backup.*1 cost changed here/);
    await savedWithFocus(page, "hvvm.preview", "files01", "backup", "panned", "scrollTop");
    await page.reload();
    frame = previewFrame(page);
    await frame.locator(".station").first().waitFor({ timeout: 60_000 });
    await frame.locator("h1", { hasText: "branch-office.hvvm" }).waitFor();
    await fullRunShown(frame);
    await frame.locator("[data-key=lock][aria-pressed=true]").waitFor();
    await page.locator(".tab", { hasText: "(locked)" }).waitFor();
    assert.equal(await frame.locator("select[data-choose=load]").inputValue(), "backup");
    assert.equal(await frame.locator(".callout.own").textContent(), told);
    assert.equal(await share.textContent(), zoomed);
    await shares.waitFor();
    const place = await (await pageFrame(frame)).evaluate(() => ({
      left: document.querySelector(".diagram-box").scrollLeft,
      top: scrollY,
    }));
    assert.ok(Math.abs(place.left - 90) < 2 && Math.abs(place.top - 200) < 2, JSON.stringify(place));
    await previewScreenshot(bench, "preview-reloaded");
    await chooseTab(frame, "Assumptions");
    assert.equal(await frame.locator("input[data-cost]").first().inputValue(), tried);
  });
});
