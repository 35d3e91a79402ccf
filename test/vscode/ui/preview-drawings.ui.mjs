/**
 * The preview as people see it: sufficient contrast in every kind of theme, no label cut off or on another, no finding
 * of axe-core. The window shows that the page gets the colours of VS Code; the rest is checked in a plain page with
 * these.
 */
import assert from "node:assert/strict";
import { takePicture } from "../host/browser.mjs";
import { lowContrastParts, misplacedLabels, thumbContrast } from "./drawing-checks.mjs";
import {
  accessibilityProblems,
  choosePreviewTheme,
  fullRunShown,
  openPreview,
  pageFrame,
  tabs,
} from "./preview-support.mjs";
import { applyTheme, openRecorded, recordAnswers, recordTheme, showDisk, widenRecorded } from "./recorded-preview.mjs";
import { goToEnd, openWorkbench, themes } from "./workbench.mjs";

/** Paths of all kinds: emulated, with the driver for IDE, and synthetic; queues on both sides of the host. */
const layout = `platform windows-server-2019
host hv01 {
  volume "C:" ssd-nvme-datacenter 480GB
  volume "D:" hdd-7200 4TB
}
load storm { request-size 4KB; read 70%; random 100%; queue-depth 64 }
vm old {
  on hv01
  generation 1
  guest windows-server-2003
  processors 1
  ide 0:0 disk "C:\\VMs\\os.vhd" dynamic 40GB boot
  ide 1:0 disk "D:\\VMs\\data.vhd" fixed 40GB { load storm }
}
vm new {
  on hv01
  generation 1
  guest windows-server-2019
  processors 1
  ide 0:0 disk "C:\\VMs\\new.vhdx" fixed 40GB boot
  scsi 0:0 disk "C:\\VMs\\log.vhdx" fixed 40GB { load storm }
}
`;

const widths = [
  300, 340, 380, 430, 480, 520, 560, 600, 640, 700, 760, 820, 880, 940, 1000, 1100, 1200, 1280, 1440, 1600,
];
const disks = [
  { vm: 0, slot: 0 },
  { vm: 0, slot: 1 },
  { vm: 1, slot: 0 },
  { vm: 1, slot: 1 },
];

/** The same for every version of VS Code. */
let answers;

for (const version of ["1.139", "1.99"]) {
  describe(`the drawings in VS Code ${version}`, () => {
    const recordedThemes = {};
    let bench;
    let frame;
    let page;

    before(async () => {
      bench = await openWorkbench({ version, files: { "all-ways.hvvm": layout } });
      frame = await openPreview(bench, "all-ways.hvvm");
      await fullRunShown(frame);
      answers ??= await answersToEdits();
      page = await openRecorded(bench, frame, answers);
    });
    /** The second one has a state to compare with. */
    async function answersToEdits() {
      const { keyboard } = bench.page;
      await goToEnd(bench.page, "processors 1");
      return recordAnswers(
        frame,
        () => keyboard.type("6"),
        () => keyboard.press("Backspace"),
      );
    }
    after(async () => {
      await page?.close();
      await bench?.close();
    });

    for (const theme of themes)
      it(`have sufficient contrast in ${theme}`, async () => {
        await bench.page.bringToFront();
        await choosePreviewTheme(bench, frame, theme);
        assert.deepEqual(await (await pageFrame(frame)).evaluate(lowContrastParts), []);
        recordedThemes[theme] = await recordTheme(frame);
        await page.bringToFront();
        await applyTheme(page, recordedThemes[theme]);
        await widenRecorded(page, 1280);
        for (const disk of disks) {
          for (const tab of ["requests", "path"]) {
            await showDisk(page, { ...disk, tab, isUnfolded: true });
            // With a request in progress.
            if (tab === "path") await page.locator("[data-player=step]").click();
            assert.deepEqual(await page.evaluate(lowContrastParts), [], `${tab} of VM ${disk.vm}, slot ${disk.slot}`);
            await takePicture(page, `drawings-${version}-${theme}-${disk.vm}-${disk.slot}-${tab}`);
          }
        }
        // At its start, and without the focus outline around it.
        const slider = page.locator("[data-player=time]");
        await slider.fill("0");
        await slider.blur();
        const contrast = await page.evaluate(thumbContrast, [...(await slider.screenshot())]);
        assert.ok(contrast >= 3, `the player's thumb has ${contrast.toFixed(2)}:1`);
      });

    // From here on, the page is the same whatever version of VS Code it came from.
    if (version !== "1.139") return;

    it("have no label that is cut off or overlaps another, at any width", async () => {
      for (const [at, width] of widths.entries()) {
        await widenRecorded(page, width);
        // Two of the four at each width, in turn.
        for (const disk of disks.filter((_, index) => index % 2 === at % 2)) {
          for (const tab of ["requests", "path"]) {
            await showDisk(page, { ...disk, tab });
            const where = `${width} pixels, ${tab} of VM ${disk.vm}, slot ${disk.slot}`;
            assert.deepEqual(await page.evaluate(misplacedLabels), [], where);
          }
        }
      }
    });

    for (const width of [1280, 500])
      it(`are on a page without a finding of axe-core, ${width} pixels wide`, async () => {
        await widenRecorded(page, width);
        for (const tab of tabs.map((name) => name.toLowerCase())) {
          // In the other themes only the colours differ, and they do not depend on the width.
          for (const [theme, rules] of width === 1280
            ? themes.map((each, index) => [each, index === 0 ? undefined : ["color-contrast"]])
            : [[themes[0]]]) {
            await applyTheme(page, recordedThemes[theme]);
            await showDisk(page, { ...disks[1], tab, isUnfolded: true });
            assert.deepEqual(await accessibilityProblems(page, rules), [], `${tab} in ${theme}`);
          }
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${tab}: ${overflow} pixels stand out to the right`);
        }
      });
  });
}
