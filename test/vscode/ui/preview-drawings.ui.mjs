/** The drawings of the preview as people see them: nothing too faint in any kind of theme, no label cut or on another. */
import assert from "node:assert/strict";
import { faintParts, misplacedLabels, thumbContrast } from "./drawing-checks.mjs";
import {
  chooseTab,
  chooseTheme,
  insideOf,
  openPreview,
  previewScreenshot,
  wholeRun,
  widenPreview,
} from "./preview-support.mjs";
import { goToEnd, openWorkbench, themes } from "./workbench.mjs";

/** Ways of all kinds: emulated, with the driver for IDE, and synthetic; queues on both sides of the host. */
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

/** The page is laid out alike in every VS Code: the older one is looked at where its breaks are. */
const widths = {
  1.139: [300, 340, 380, 430, 480, 520, 560, 600, 640, 700, 760, 820, 880, 940, 1000, 1100, 1200, 1280, 1440, 1600],
  1.99: [300, 520, 820, 1280, 1600],
};

for (const version of ["1.139", "1.99"]) {
  describe(`the drawings in VS Code ${version}`, () => {
    let bench;
    let frame;
    let inside;
    /** Shows the path of a disk. */
    const choose = async (vm, slot) => {
      await chooseTab(frame, "Path");
      await frame.locator(`[data-action=vm][data-vm="${vm}"]`).click();
      await frame.locator(`.slot[data-slot="${slot}"]`).click();
      await frame.locator(`.slot.chosen[data-slot="${slot}"]`).waitFor();
    };
    const disks = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];

    before(async () => {
      bench = await openWorkbench({ version, files: { "all-ways.hvvm": layout } });
      frame = await openPreview(bench, "all-ways.hvvm");
      inside = await insideOf(frame);
      await wholeRun(frame);
      // A state to compare with.
      await goToEnd(bench.page, "processors 1");
      await bench.page.keyboard.type("6");
      await frame.locator("[data-action=close-comparison]").waitFor();
      await wholeRun(frame);
    });
    after(() => bench?.close());

    for (const theme of themes)
      it(`stand out from what is behind them in ${theme}`, async () => {
        await widenPreview(bench.page, frame, 1280);
        await chooseTheme(bench, frame, theme);
        for (const [vm, slot] of disks) {
          await choose(vm, slot);
          await inside.evaluate(() => {
            for (const fold of document.querySelectorAll("details")) fold.open = true;
          });
          assert.deepEqual(await inside.evaluate(faintParts), []);
          await previewScreenshot(bench, `drawings-${version}-${theme}-${vm}-${slot}`);
          await chooseTab(frame, "Requests");
          await inside.evaluate(() => {
            for (const fold of document.querySelectorAll("details")) fold.open = true;
          });
          assert.deepEqual(await inside.evaluate(faintParts), []);
        }
        await chooseTab(frame, "Path");
        const slider = await frame.locator("[data-player=time]").screenshot();
        const contrast = await bench.page.evaluate(thumbContrast, [...slider]);
        assert.ok(contrast >= 3, `the player's thumb has ${contrast.toFixed(2)}:1`);
      });

    it("have no label that is cut or lies on another, at any width", async () => {
      for (const [at, width] of widths[version].entries()) {
        await widenPreview(bench.page, frame, width);
        // Two of the four at each width, in turn.
        for (const [vm, slot] of disks.filter((_, disk) => disk % 2 === at % 2)) {
          await choose(vm, slot);
          assert.deepEqual(await inside.evaluate(misplacedLabels), [], `${width} pixels, VM ${vm}, slot ${slot}`);
          await chooseTab(frame, "Requests");
          assert.deepEqual(await inside.evaluate(misplacedLabels), [], `${width} pixels, VM ${vm}, slot ${slot}`);
        }
      }
    });
  });
}
