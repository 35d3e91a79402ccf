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

/** On the synthetic path; the one left out is the limit of outstanding requests, at which nothing waits. */
const stagesWithTime = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

/** Runs in the page: what has the focus, and whether somebody would see that. */
function focusedStop() {
  const element = document.activeElement;
  const key = element?.getAttribute("data-key");
  if (!key) return undefined;
  // Parts of a drawing mark one of their shapes.
  const shape = element instanceof SVGElement ? element.querySelector(".hit, .card-box") : element;
  const { left, right, top, bottom, width, height } = shape.getBoundingClientRect();
  const style = getComputedStyle(shape);
  const probe = document.createElement("i");
  probe.style.color = "var(--vscode-focusBorder)";
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    key,
    isInView: width > 0 && height > 0 && left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight,
    isOnTop: element.contains(hit),
    isMarked:
      (style.outlineStyle !== "none" && style.outlineColor === color && Number.parseFloat(style.outlineWidth) >= 1) ||
      (style.stroke === color && Number.parseFloat(style.strokeWidth) >= 2),
  };
}

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
    for (const theme of themes) {
      it(`has no finding in ${theme} at ${width} pixels`, async () => {
        await widenPreview(bench.page, frame, width);
        await chooseTheme(bench, frame, theme);
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
    const walk = async (key) => {
      const stops = [];
      for (;;) {
        const stop = await inside.evaluate(focusedStop);
        if (!stop || stops.some((each) => each.key === stop.key)) return stops;
        stops.push(stop);
        await bench.page.keyboard.press(key);
      }
    };
    await frame.locator("h1").click();
    await bench.page.keyboard.press("Tab");
    const stops = await walk("Tab");
    const ofOverview = stops.map(({ key }) => key).filter((key) => /^overview |best$/.test(key));
    assert.ok(ofOverview.length > 5, "the overview leads to every VM");
    assert.deepEqual(
      stops.map(({ key }) => key),
      [
        "lock",
        ...["vm 0", "vm 1", "vm 2", "vm 3", "vm 4"],
        ...["load", "phase", "reset-run"],
        ...ofOverview,
        ...["player play", "player step", "player loop", "player slower", "player faster", "player time"],
        ...["zoom out", "zoom whole", "zoom in", "zoom fit"],
        "slot 0",
        ...stagesWithTime.map((index) => `stage ${index}`),
        ...["volume 0", "volume 1"],
        "change 0",
        ...["pin", "close-comparison"],
        ...["waterfall", "heat-map", "percentile-curve", "throughput-curve"].map((name) => `fold figures of ${name}`),
        ...["fold stages", "fold stations", "fold assumptions", "fold notes"],
        ...["save svg", "save png", "save csv", "save json"],
      ],
    );
    const hidden = ({ isInView, isOnTop, isMarked }) => !(isInView && isOnTop && isMarked);
    assert.deepEqual(stops.filter(hidden), []);
    await inside.evaluate(() => document.querySelector('[data-key="save json"]').focus());
    const back = await walk("Shift+Tab");
    assert.deepEqual(
      back.map(({ key }) => key),
      stops.map(({ key }) => key).reverse(),
    );
    assert.deepEqual(back.filter(hidden), []);
    await inside.evaluate(() => document.querySelector('[data-key="fold stages"]').focus());
    await bench.page.keyboard.press("Enter");
    await frame.locator("[data-fold=stages][open] .stages").waitFor();
    await inside.evaluate(() => document.querySelector('[data-key="row 2"]').focus());
    await bench.page.keyboard.press("Enter");
    await frame.locator(".detail").waitFor();
    assert.equal(await inside.evaluate(() => document.activeElement.getAttribute("data-key")), "row 2");
  });
});
