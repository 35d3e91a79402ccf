/** Accessibility of the preview: what a screen reader announces, and use with only the keyboard. */
import assert from "node:assert/strict";
import { chooseTab, fullRunShown, openPreview, pageFrame, tabs } from "./preview-support.mjs";
import { openWorkbench } from "./workbench.mjs";

/** Runs in the page: what has the focus, and whether that is visible. */
function focusedStop() {
  const element = document.activeElement;
  const key = element?.getAttribute("data-key");
  if (!key) return undefined;
  // Parts of a drawing highlight one of their shapes.
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

describe("accessibility of the preview", () => {
  let bench;
  let frame;

  before(async () => {
    bench = await openWorkbench();
    frame = await openPreview(bench, "branch-office.hvvm");
    await fullRunShown(frame);
    // A state to compare with, and a choice that differs from the file.
    await frame.locator("select[data-choose=load]").selectOption("oltp");
    await frame.locator("[data-action=close-comparison]").waitFor();
  });
  after(() => bench?.close());

  it("announces a new result in its live region, politely and briefly", async () => {
    const news = frame.locator("#news");
    assert.equal(await news.getAttribute("role"), "status");
    assert.match(await news.textContent(), /^dc01, scsi 0:0\. Throughput .*mean response time/);
    assert.ok((await news.textContent()).length < 200);
  });

  it("moves from tab to tab with the arrow keys, Home and End", async () => {
    const selected = () => frame.locator("[role=tab][aria-selected=true]:focus").textContent();
    await frame.getByRole("tab", { name: "Overview" }).click();
    const seen = [];
    for (const key of ["ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"]) {
      await bench.page.keyboard.press(key);
      seen.push(await selected());
    }
    assert.deepEqual(seen, ["Path", "Requests", "Assumptions", "Overview", "Assumptions", "Overview"]);
  });

  const vms = [0, 1, 2, 3, 4].map((index) => `vm ${index}`);
  const save = ["svg", "png", "trace", "html", "csv", "json", "mermaid"].map((format) => `save ${format}`);
  const charts = ["waterfall", "heat-map", "percentile-curve", "throughput-curve"];
  const stopsOf = {
    Overview: [/best$/, /^overview /, "compared", "pin", "close-comparison", ...save],
    Path: [
      ...vms,
      ...["player play", "player step", "player loop", "player slower", "player faster", "player time"],
      ...["zoom out", "zoom whole", "zoom in", "zoom fit"],
      "slot 0",
      /^(?:stage|software) /,
      ...["volume 0", "volume 1"],
      "all-stages",
      "fold two-ways",
      "change 0",
      ...["pin", "close-comparison"],
      ...["fold stages", "fold stations"],
      ...save,
    ],
    Requests: [...vms, ...charts.map((name) => `fold figures of ${name}`), ...save],
    Assumptions: [...vms, /^cost /, "all-assumptions"],
  };

  for (const tab of tabs) {
    it(`can be used with only the keyboard, in the order of the page: ${tab}`, async () => {
      await chooseTab(frame, tab);
      const inside = await pageFrame(frame);
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
      const keys = stops.map(({ key }) => key);
      // A pattern matches any number of elements, but at least one.
      const expected = ["lock", "load", "phase", "reset-run", `tab ${tab.toLowerCase()}`, ...stopsOf[tab]].flatMap(
        (stop) => (typeof stop === "string" ? [stop] : keys.filter((key) => stop.test(key))),
      );
      for (const stop of stopsOf[tab]) assert.ok(typeof stop === "string" || keys.some((key) => stop.test(key)), stop);
      assert.deepEqual(keys, expected);
      const hidden = ({ isInView, isOnTop, isMarked }) => !(isInView && isOnTop && isMarked);
      assert.deepEqual(stops.filter(hidden), []);
      await inside.evaluate((last) => document.querySelector(`[data-key="${last}"]`).focus(), keys.at(-1));
      const back = await walk("Shift+Tab");
      assert.deepEqual(
        back.map(({ key }) => key),
        [...keys].reverse(),
      );
      assert.deepEqual(back.filter(hidden), []);
    });
  }

  it("keeps the focus when a row opens the thing that it represents", async () => {
    await chooseTab(frame, "Path");
    const inside = await pageFrame(frame);
    await inside.evaluate(() => document.querySelector('[data-key="fold stages"]').focus());
    await bench.page.keyboard.press("Enter");
    await frame.locator("[data-fold=stages][open] .stages").waitFor();
    await inside.evaluate(() => document.querySelector('[data-key="row 2"]').focus());
    await bench.page.keyboard.press("Enter");
    await frame.locator(".detail").waitFor();
    assert.equal(await inside.evaluate(() => document.activeElement.getAttribute("data-key")), "row 2");
  });
});
