/**
 * The page that `hvvm render --html` writes, in a browser: on wide and narrow screens, in dark colours, and on paper.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeBrowser, openBrowser, takePicture } from "../host/browser.mjs";
import { lowContrastParts, misplacedLabels } from "./drawing-checks.mjs";
import { accessibilityProblems } from "./preview-support.mjs";
import { root } from "./workbench.mjs";

describe("the rendered page", () => {
  let folder;
  let browser;
  let page;
  const complaints = [];
  const requests = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hvvm-rendered-"));
    const file = join(folder, "io-path.html");
    const layout = join(root, "examples/database-2025.hvvm");
    // A disk whose load keeps this many requests outstanding has all seven drawings.
    const words = ["render", layout, "--html", "--slot", "scsi 1:0", "--out", file];
    execFileSync(process.execPath, [join(root, "dist/cli.js"), ...words]);
    browser = await openBrowser(folder);
    page = browser.pages()[0];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });
  after(async () => {
    if (browser) await closeBrowser(browser);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  /** Which of the drawings are shown, and how large their letters are compared with those of the page. */
  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".form")]
        .filter((form) => form.getClientRects().length > 0)
        .map((form) => {
          const svg = form.querySelector("svg");
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          return { name: form.classList[1], letters: 11 * scale };
        }),
    );

  for (const [width, form, colorScheme] of [
    [1440, "wide", "light"],
    [1100, "wide", "dark"],
    [1099, "middle", "light"],
    [620, "middle", "dark"],
    [619, "narrow", "light"],
    [360, "narrow", "dark"],
  ]) {
    it(`fits ${width} pixels with the ${form} drawings, readable and without a finding, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const drawings = await shown();
      assert.deepEqual(
        drawings.map(({ name }) => name),
        Array(7).fill(form),
      );
      for (const { letters } of drawings) assert.ok(letters >= 8 && letters <= 16, `letters of ${letters} pixels`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} pixels stand out to the right`);
      const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(colour, colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(31, 31, 31)");
      assert.deepEqual(await page.evaluate(lowContrastParts), []);
      assert.deepEqual(await page.evaluate(misplacedLabels), []);
      // Each form is checked in light colours; in dark ones only the colours differ.
      const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
      assert.deepEqual(await accessibilityProblems(page, rules), []);
      await takePicture(page, `rendered-${width}-${colorScheme}`, { fullPage: true });
    });
  }

  it("is light on paper, with its tables unfolded and no row split", async () => {
    await page.setViewportSize({ width: 690, height: 970 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const paper = await page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      folded: [...document.querySelectorAll("details table")].filter((table) => !table.checkVisibility()).length,
      torn: [...document.querySelectorAll("tr")].filter((row) => getComputedStyle(row).breakInside !== "avoid").length,
    }));
    assert.deepEqual(paper, { ground: "rgb(255, 255, 255)", folded: 0, torn: 0 });
    await takePicture(page, "rendered-paper", { fullPage: true });
  });

  it("makes no requests and violates no policy", () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      requests.filter((url) => !url.endsWith("/io-path.html")),
      [],
    );
  });
});
