/** How long after a key the preview answers: printed as ratios, and no verdict, for a machine may be busy. */
import assert from "node:assert/strict";
import { chooseTab, insideOf, openPreview, wholeRun } from "./preview-support.mjs";
import { goToEnd, openWorkbench } from "./workbench.mjs";

const edits = 5;

describe("the preview's speed", () => {
  let bench;
  before(async () => {
    bench = await openWorkbench({ viewport: { width: 1800, height: 1500 } });
  });
  after(() => bench?.close());

  it("shows a quick run and then the full run after every key", async () => {
    const { page } = bench;
    const frame = await openPreview(bench, "branch-office.hvvm");
    await wholeRun(frame);
    await chooseTab(frame, "Path");
    const inside = await insideOf(frame);
    await inside.evaluate(() => {
      globalThis.answers = [];
      addEventListener("message", ({ data }) => {
        // After the page's own listener, the picture is drawn.
        if (data?.type === "simulated")
          globalThis.answers.push({ isQuickRun: data.isQuickRun, at: performance.timeOrigin + performance.now() });
      });
    });
    const outside = page.mainFrame();
    await outside.evaluate(() => {
      addEventListener("keydown", () => (globalThis.keyAt = performance.timeOrigin + performance.now()), true);
    });
    await goToEnd(page, "processors 2");
    const quickRuns = [];
    const fullRuns = [];
    for (let edit = 0; edit < edits; edit++) {
      await inside.evaluate(() => (globalThis.answers.length = 0));
      await page.keyboard.press(edit % 2 === 0 ? "4" : "Backspace");
      await inside.waitForFunction(() => globalThis.answers.some(({ isQuickRun }) => !isQuickRun));
      const [answers, keyAt] = [
        await inside.evaluate(() => globalThis.answers),
        await outside.evaluate(() => globalThis.keyAt),
      ];
      assert.deepEqual(
        answers.map(({ isQuickRun }) => isQuickRun),
        [true, false],
      );
      quickRuns.push(answers[0].at - keyAt);
      fullRuns.push(answers[1].at - keyAt);
    }
    const bare = await inside.evaluate(() => {
      const start = performance.now();
      let sum = 0;
      for (let turn = 0; turn < 2e7; turn++) sum = (sum * 31 + turn) | 0;
      return sum === 0.5 ? 0 : performance.now() - start;
    });
    const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const told = (name, values) =>
      `      ${name}: ${Math.round(median(values))} ms, ${(median(values) / bare).toFixed(1)} bare loops`;
    console.log(`${told("quick run", quickRuns)}\n${told("full run", fullRuns)}`);
  });
});
