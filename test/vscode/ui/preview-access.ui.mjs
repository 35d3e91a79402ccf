/** The preview for everybody: no finding of axe-core, in four themes and two widths, with everything unfolded. */
import assert from "node:assert/strict";
import {
  accessibilityProblems,
  chooseTheme,
  insideOf,
  openPreview,
  previewScreenshot,
  wholeRun,
  widenPreview,
} from "./preview-support.mjs";
import { openWorkbench, themes } from "./workbench.mjs";

describe("the preview for everybody", () => {
  let bench;
  let frame;

  before(async () => {
    bench = await openWorkbench();
    frame = await openPreview(bench, "branch-office.hvvm");
    await wholeRun(frame);
    // A state to compare with, and something chosen that the file does not say.
    await frame.locator("select[data-choose=load]").selectOption("oltp");
    await frame.locator(".differences").waitFor();
  });
  after(() => bench?.close());

  for (const width of [1280, 500]) {
    for (const theme of Object.keys(themes)) {
      it(`has no finding in ${theme} at ${width} pixels`, async () => {
        await widenPreview(bench.page, frame, width);
        await chooseTheme(bench.page, frame, theme);
        const inside = await insideOf(frame);
        await inside.evaluate(() => scrollTo(0, 0));
        await previewScreenshot(bench, `preview-${theme}-${width}`);
        await inside.evaluate(() => {
          for (const fold of document.querySelectorAll("details")) fold.open = true;
        });
        assert.deepEqual(await accessibilityProblems(frame), []);
        const overflow = await inside.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels stand out to the right`);
        await inside.evaluate(() => document.querySelector(".part-what-if").scrollIntoView());
        await previewScreenshot(bench, `preview-${theme}-${width}-tables`);
        await inside.evaluate(() => document.querySelector(".part-assumptions").scrollIntoView());
        await previewScreenshot(bench, `preview-${theme}-${width}-assumptions`);
        await inside.evaluate(() => {
          for (const fold of document.querySelectorAll("details")) fold.open = false;
        });
      });
    }
  }

  it("says a new result in its live region, politely and shortly", async () => {
    const news = frame.locator("#news");
    assert.equal(await news.getAttribute("role"), "status");
    assert.match(await news.textContent(), /^dc01, scsi 0:0\. Throughput .*mean response time/);
    assert.ok((await news.textContent()).length < 200);
  });

  it("can be used with the keyboard alone, in the order of the page", async () => {
    const inside = await insideOf(frame);
    await frame.locator("h1").click();
    await inside.evaluate(() => document.querySelector("[data-key=lock]").focus());
    const visited = [];
    for (let stop = 0; stop < 400; stop++) {
      const key = await inside.evaluate(() => document.activeElement?.getAttribute("data-key") ?? undefined);
      if (key === undefined || visited.includes(key)) break;
      visited.push(key);
      await bench.page.keyboard.press("Tab");
    }
    const order = ["lock", "load", "phase", "fold stages", "fold assumptions"];
    assert.deepEqual(
      visited.filter((key) => order.includes(key)),
      order,
    );
    assert.ok(
      visited.some((key) => key.startsWith("change ")),
      `no chip among ${visited}`,
    );
    await inside.evaluate(() => document.querySelector('[data-key="fold stages"]').focus());
    await bench.page.keyboard.press("Enter");
    await frame.locator("[data-fold=stages][open] .stages").waitFor();
    await inside.evaluate(() => document.querySelector('[data-key="row 2"]').focus());
    await bench.page.keyboard.press("Enter");
    await frame.locator(".detail").waitFor();
    assert.equal(await inside.evaluate(() => document.activeElement.getAttribute("data-key")), "row 2");
  });
});
