/** The diagram in a real VS Code window: play, pause, step, scrub, zoom and keys, wide and narrow. */
import assert from "node:assert/strict";
import { chooseTab, fullRunShown, newRun } from "./preview-support.mjs";
import { openFile, openWorkbench, previewFrame, runCommand, typeAfter } from "./workbench.mjs";

const widths = { wide: 1400, narrow: 900 };

describe("the diagram", () => {
  let bench;
  let page;
  let frame;
  const part = (name) => frame.locator(`[data-player="${name}"]`);
  const counts = () => part("counts").textContent();
  const shownTokens = () => frame.locator(".tokens:not([display]) .token:not([display])").count();

  const top = () => frame.locator(".part-diagram").evaluate((element) => element.scrollIntoView({ block: "start" }));

  before(async () => {
    bench = await openWorkbench({ viewport: { width: widths.wide, height: 1000 } });
    page = bench.page;
    await openFile(page, "database-2025.hvvm");
    await page.keyboard.press("Control+b");
    await runCommand(page, "HVVM: Preview I/O Path Simulation");
    frame = previewFrame(page);
    await fullRunShown(frame);
    await chooseTab(frame, "Path");
    await part("play").waitFor();
  });
  // Before the test and not after it, so that the picture of a failure shows the window as it was.
  beforeEach(async () => {
    await page.setViewportSize({ width: widths.wide, height: 1000 });
    await page.emulateMedia({ reducedMotion: "no-preference" });
  });
  after(() => bench?.close());

  it("plays nothing until the reader starts it", async () => {
    await frame.locator('.slot[data-slot="2"]').click();
    await part("pace").filter({ hasText: "slowed" }).waitFor();
    assert.equal(await shownTokens(), 0);
    assert.equal(await part("play-word").textContent(), "Play");
    await top();
    await bench.screenshot("diagram-still-dark");
  });

  it("steps from completion to completion", async () => {
    await part("step").click();
    assert.match(await counts(), / 1 of \d+ recorded requests done/);
    await part("step").click();
    assert.match(await counts(), / 2 of \d+ recorded requests done/);
    assert.ok((await shownTokens()) > 0);
    await top();
    await bench.screenshot("diagram-stepped-dark");
  });

  it("plays and pauses, by button and by key", async () => {
    const before = await counts();
    await part("play").click();
    await part("play-word").filter({ hasText: "Pause" }).waitFor();
    await part("counts").filter({ hasNotText: before }).waitFor();
    await part("time").focus();
    await page.keyboard.press(" ");
    await part("play-word").filter({ hasText: "Play" }).waitFor();
    const paused = await counts();
    await frame
      .locator("body")
      .evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await counts(), paused);
  });

  it("goes to the time of the slider, and the same time gives the same picture", async () => {
    const positions = () =>
      frame
        .locator(".token:not([display])")
        .evaluateAll((tokens) => tokens.map((token) => token.getAttribute("transform")));
    await part("time").fill("500");
    const there = await positions();
    await part("time").fill("800");
    assert.notDeepEqual(await positions(), there);
    await part("time").fill("500");
    assert.deepEqual(await positions(), there);
    assert.match(await part("time").getAttribute("aria-valuetext"), /requests done/);
    await top();
    await bench.screenshot("diagram-scrubbed-dark");
  });

  it("plays one request over two paths on one clock", async () => {
    const ways = (name) => frame.locator(`[data-ways="${name}"]`);
    await frame.locator('[data-fold="two-ways"] > summary').click();
    await frame.locator("svg.two-lanes").waitFor();
    await frame.locator(".part-two-ways").evaluate((element) => element.scrollIntoView({ block: "start" }));
    const whole = await ways("counts").allTextContents();
    assert.match(whole.join(), /\b[1-9]\d* exits/);
    await bench.screenshot("two-ways-dark");
    await ways("play").click();
    await ways("counts").filter({ hasText: "0 exits, 0 hypercalls, 0 interrupts" }).first().waitFor();
    await ways("play-word").filter({ hasText: "Pause" }).waitFor();
    await ways("play").click();
    await ways("play-word").filter({ hasText: "Play" }).waitFor();
    await ways("time-slider").fill("1000");
    assert.deepEqual(await ways("counts").allTextContents(), whole);
    await ways("time-slider").fill("400");
    await bench.screenshot("two-ways-scrubbed-dark");
    const [before] = await frame
      .locator(".two-lanes .ways-title")
      .allTextContents()
      .then((titles) => titles.slice(1));
    await frame.locator('[data-choose="other-way"]').selectOption("ide-enlightened");
    await frame.locator(".two-lanes .ways-title").nth(1).filter({ hasNotText: before }).waitFor();
    // Without the second path there is another run, with other recorded requests.
    await newRun(frame, () => frame.locator('[data-fold="two-ways"] > summary').click());
    await frame.locator("svg.two-lanes").waitFor({ state: "detached" });
  });

  it("draws rows where the panel is narrow, with the requests at the same time", async () => {
    await part("time").fill("500");
    const before = await part("time").inputValue();
    await page.setViewportSize({ width: widths.narrow, height: 1000 });
    await frame.locator("svg.tracks .token:not([display])").first().waitFor();
    assert.equal(await part("time").inputValue(), before);
    await top();
    await bench.screenshot("diagram-narrow-dark");
  });

  it("scrubs and steps with the arrow keys", async () => {
    await frame.locator("svg.lanes").waitFor();
    await part("time").fill("500");
    await part("time").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await part("time").inputValue(), "501");
    const before = await counts();
    await part("step").focus();
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await counts(), before);
    await page.keyboard.press("ArrowLeft");
  });

  it("keeps the time after an edit", async () => {
    const before = await part("time").inputValue();
    // One keystroke, one run: after each further one the player would show a quick run first.
    await newRun(frame, () => typeAfter(page, "# A database server", "."));
    assert.equal(await part("time").inputValue(), before);
  });

  it("zooms with buttons and scrolls inside the box", async () => {
    const svg = frame.locator("svg.diagram");
    const box = frame.locator(".diagram-box");
    const full = Number(await svg.getAttribute("width"));
    await frame.locator('button[data-zoom="in"]').click();
    await frame.locator('button[data-zoom="in"]').click();
    assert.equal(Number(await svg.getAttribute("width")), full * 1.5);
    assert.ok(await box.evaluate((element) => element.scrollWidth > element.clientWidth));
    await bench.screenshot("diagram-zoomed-dark");
    await frame.locator('button[data-zoom="fit"]').click();
    const fits = await svg.evaluate((element) => element.getBoundingClientRect().height <= window.innerHeight);
    assert.ok(fits);
    await bench.screenshot("diagram-fit-dark");
    await frame.locator('button[data-zoom="whole"]').click();
    await box.hover();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await frame.locator('span[data-zoom="share"]').filter({ hasNotText: "100%" }).waitFor();
    assert.ok(Number(await svg.getAttribute("width")) > full);
    await frame.locator('button[data-zoom="whole"]').click();
    assert.equal(Number(await svg.getAttribute("width")), full);
  });

  it("plays nothing where motion is reduced, but steps", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await part("step").click();
    assert.equal(await part("play").isVisible(), false);
    await part("reduced").waitFor();
    const before = await part("time").inputValue();
    await part("time").focus();
    await page.keyboard.press(" ");
    await frame
      .locator("body")
      .evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await part("time").inputValue(), before);
  });
});
