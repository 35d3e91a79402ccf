/**
 * Choices of a reader for the preview: a costs file, another state to compare with, the layout that it is locked to.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { busyOffice, chooseTab, fullRunShown, openPreview, pageFrame, previewScreenshot } from "./preview-support.mjs";
import { focusEditor, goTo, line, openFile, openWorkbench, root, runCommand, typeAfter } from "./workbench.mjs";

/** Slower than any default of the cost table. */
const costs = { "media.ssd-sata.readRate": 100, "media.ssd-sata.writeRate": 80 };

/** The folder as a git repository, in which a disk was elsewhere and there was no load; its window has git enabled. */
function commitFirstVersion(workspace) {
  const file = join(workspace, "branch-office.hvvm");
  const git = (...words) =>
    execFileSync("git", ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", ...words], { cwd: workspace });
  writeFileSync(file, busyOffice.replace("scsi 0:1 disk", "scsi 0:7 disk").replaceAll(" { load oltp }", ""));
  git("init", "--quiet");
  git("add", "branch-office.hvvm");
  git("commit", "--quiet", "--message", "Before the loads");
  writeFileSync(file, busyOffice);
  mkdirSync(join(workspace, ".vscode"));
  writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify({ "git.enabled": true }));
}

describe("choices of a reader for the preview", () => {
  let bench;
  let page;
  let frame;
  const throughput = () => frame.locator(".figure", { hasText: "Throughput" }).locator("strong").textContent();
  /** Figures of the command line, computed once for each version of the costs file. */
  const figures = new Map();
  const simulated = (...options) => {
    const key = `${options} ${readFileSync(join(bench.workspace, "measured.hvvm-costs.json"), "utf8")}`;
    if (!figures.has(key)) figures.set(key, throughputByCommandLine(options));
    return figures.get(key);
  };
  const throughputByCommandLine = (options) => {
    const layout = join(bench.workspace, "branch-office.hvvm");
    const command = [join(root, "dist/cli.js"), "simulate", layout, "--format", "json", ...options];
    const { disks } = JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" }));
    return Number(disks.find(({ vm }) => vm === "dc01").throughputIops.toPrecision(3));
  };
  /** Resolves when a full run is shown with the same figures as the command line for the current files. */
  const showsNewCosts = async () => {
    // After that, a broken file has been written.
    await frame.locator(".callout.error").waitFor({ state: "detached" });
    const text = new RegExp(`^${simulated().toLocaleString("en-US")}\\D`);
    await frame.locator(".figure", { hasText: "Throughput" }).locator("strong", { hasText: text }).waitFor();
    await fullRunShown(frame);
  };

  before(async () => {
    const files = {
      "branch-office.hvvm": busyOffice,
      "standard.hvvm-costs.json": "{}",
      "hvvm.config.json": JSON.stringify({ costs: "measured.hvvm-costs.json" }),
      "measured.hvvm-costs.json": JSON.stringify(costs),
    };
    bench = await openWorkbench({ viewport: { width: 1800, height: 1500 }, files, isFresh: true });
    page = bench.page;
    commitFirstVersion(bench.workspace);
    frame = await openPreview(bench, "branch-office.hvvm");
    await fullRunShown(frame);
    await chooseTab(frame, "Path");
  });
  after(() => bench?.close());

  it("computes with the costs file that hvvm.config.json names, as the command line does, and names it", async () => {
    const shown = async () => Number((await throughput()).replace(/[^\d.]/g, ""));
    const standard = simulated("--costs", join(bench.workspace, "standard.hvvm-costs.json"));
    assert.ok((await shown()) < standard / 2, `${await shown()} should be far below ${standard}`);
    assert.equal(await shown(), simulated());
    assert.match(await frame.locator(".run").textContent(), /costs of measured\.hvvm-costs\.json$/);
    await chooseTab(frame, "Assumptions");
    const slider = frame.locator('input[data-cost="media.ssd-sata.readRate"]');
    assert.equal(await slider.getAttribute("aria-valuetext"), "100 MB/s");
    await previewScreenshot(bench, "preview-costs-file");
    await chooseTab(frame, "Path");
  });

  it("follows the costs file: changed on disk, deleted and restored, and edited in its editor", async () => {
    const file = join(bench.workspace, "measured.hvvm-costs.json");
    const before = await throughput();
    writeFileSync(file, JSON.stringify({ ...costs, "media.ssd-sata.readRate": 50 }));
    await showsNewCosts();
    assert.notEqual(await throughput(), before);
    const kept = await throughput();
    await (await pageFrame(frame)).evaluate(() => scrollTo(0, 100));
    rmSync(file);
    await frame.locator(".callout.error", { hasText: '"measured.hvvm-costs.json" cannot be read.' }).waitFor();
    assert.equal(await throughput(), kept, "the old picture stays");
    const [strip, window] = await frame.locator(".callout.error").evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return [
        [top, bottom],
        [scrollY, innerHeight],
      ];
    });
    assert.ok(window[0] > 0 && strip[0] > 0 && strip[1] <= window[1], "in sight, though the page is scrolled");
    await previewScreenshot(bench, "preview-costs-file-gone");
    writeFileSync(file, JSON.stringify(costs));
    await showsNewCosts();
    assert.equal(await throughput(), before);

    await focusEditor(page);
    await page.keyboard.press("Control+b");
    await page.getByRole("treeitem", { name: "measured.hvvm-costs.json" }).dblclick();
    await line(page, "readRate").waitFor();
    await page.keyboard.press("Control+b");
    await typeAfter(page, "readRate", "Z");
    await page.keyboard.press("Control+s");
    await frame.locator(".callout.error", { hasText: '"measured.hvvm-costs.json", line 1: ' }).waitFor();
    await bench.screenshot("preview-costs-file-broken");
    await page.keyboard.press("Control+a");
    await page.keyboard.type('{ "media.ssd-sata.readRate": 60 ');
    await page.keyboard.press("Control+s");
    await showsNewCosts();
    assert.notEqual(await throughput(), before);
    await bench.screenshot("preview-costs-file-typed");
    writeFileSync(file, JSON.stringify(costs));
    await showsNewCosts();
    await runCommand(page, "View: Close Editor");
    await line(page, "guest").waitFor();
  });

  it("compares with a pinned state through further changes, until it is unpinned", async () => {
    const pinned = await throughput();
    await frame.locator("[data-action=pin]").click();
    const firstBefore = () => frame.locator(".differences tbody tr").first().locator("td").first().textContent();
    for (const load of ["backup", "web"]) {
      await frame.locator("select[data-choose=load]").selectOption(load);
      await frame.locator(".callout.own", { hasText: load }).waitFor();
      await fullRunShown(frame);
      await frame.locator(".differences thead", { hasText: "A: pinned state" }).waitFor();
      assert.equal(await firstBefore(), pinned);
      assert.notEqual(await throughput(), pinned, `${load} has figures of its own`);
    }
    const withWeb = await throughput();
    await previewScreenshot(bench, "preview-pinned");
    await frame.locator("[data-action=unpin]").click();
    await frame.locator(".differences thead", { hasText: "A: before the change" }).waitFor();
    assert.notEqual(await firstBefore(), pinned);
    await frame.locator("[data-action=reset-run]").click();
    await frame.locator(".callout.own").waitFor({ state: "detached" });
    await fullRunShown(frame);
    assert.equal(await firstBefore(), withWeb);
    assert.equal(await throughput(), pinned);
  });

  it("compares with a revision, chosen from those that VS Code's git extension lists, and with another layout", async () => {
    await chooseTab(frame, "Overview");
    const chooser = frame.locator("select[data-choose=compared]");
    const row = (text) => page.locator(".quick-input-list .monaco-list-row", { hasText: text });
    const chosen = () => chooser.locator("option:checked").textContent();
    const compared = frame.locator(".comparison");
    // Twice: the same entry is used to look again, or to choose another one.
    for (const isTaken of [false, true]) {
      await chooser.selectOption({ label: "a git revision…" });
      await row("Before the loads").waitFor();
      if (isTaken) await row("Before the loads").click();
      else await page.keyboard.press("Escape");
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    }
    await compared.locator("table.states", { hasText: "files01" }).waitFor();
    assert.match(await chosen(), /^the git revision [0-9a-f]{8}$/);
    assert.match(
      await compared.locator("tbody tr", { hasText: "moved" }).textContent(),
      /scsi 0:1 movedA: at scsi 0:7B: disk/,
    );
    assert.match(
      await compared.locator("tbody tr", { hasText: "dc01" }).textContent(),
      /changed.*B: disk .* \{ load oltp \}/s,
    );
    await compared.scrollIntoViewIfNeeded();
    await bench.screenshot("preview-compared-revision");

    await chooser.selectOption({ label: "another layout…" });
    const dialog = page.locator(".quick-input-widget", { hasText: "Compare with Layout" });
    await dialog.locator(".monaco-list-row", { hasText: "database-2025.hvvm" }).click();
    await dialog.waitFor({ state: "hidden" });
    await compared.locator("tbody tr", { hasText: "sql01" }).first().waitFor();
    assert.equal(await chosen(), "the layout database-2025.hvvm");
    assert.match(await compared.locator("tbody tr", { hasText: "sql01" }).first().textContent(), /removed/);
    await bench.screenshot("preview-compared-layout");
    await chooser.selectOption("before");
    await chooseTab(frame, "Path");
  });

  it("stays with its layout while it is locked, and follows the active editor when it is unlocked", async () => {
    await frame.locator("[data-key=lock]").click();
    await page.locator(".tab", { hasText: "(locked)" }).waitFor();
    await focusEditor(page);
    await page.keyboard.press("Control+b");
    await openFile(page, "database-2025.hvvm");
    await page.locator(".tab.active", { hasText: "database-2025.hvvm" }).waitFor();
    assert.equal(await frame.locator("h1").textContent(), "branch-office.hvvm");
    assert.equal(await frame.locator("[data-key=lock]").getAttribute("aria-pressed"), "true");
    await goTo(page, "vm sql01");
    assert.equal(await frame.locator("h1").textContent(), "branch-office.hvvm");
    await frame.locator("[data-key=lock]").click();
    await frame.locator("h1", { hasText: "database-2025.hvvm" }).waitFor();
    await page.locator(".tab", { hasText: "(locked)" }).waitFor({ state: "detached" });
  });
});
