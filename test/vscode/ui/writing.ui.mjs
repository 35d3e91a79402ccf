/** What a person sees while writing a layout: lenses and hints next to the text, the list of slots, the signature. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { focusEditor, openFile, openWorkbench, previewFrame, squiggles, typeAfter } from "./workbench.mjs";

describe("writing a layout", () => {
  let workbench;
  let page;

  before(async () => {
    workbench = await openWorkbench({ hasHints: true, files: { "cluster.hvvm": "" } });
    page = workbench.page;
    await openFile(page, "web-server-2008.hvvm");
  });

  after(() => workbench.close());

  it("shows lenses above the VM and hints after its slots", async () => {
    await page.locator(".codelens-decoration", { hasText: "IDE 2 of 4, SCSI 2 of 256" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "limited by" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "Preview" }).waitFor();
    await page.locator(".view-line", { hasText: "enlightened" }).first().waitFor();
    await workbench.screenshot("writing-hints");
  });

  it("lists free slots first while a device is typed, and writes the chosen one", async () => {
    await typeAfter(page, "startup", "\n  ide ");
    const list = page.locator(".suggest-widget.visible .monaco-list-row");
    await list.filter({ hasText: "0:0 (taken)" }).waitFor();
    const labels = await list.locator(".label-name").allInnerTexts();
    assert.deepEqual(labels, ["0:1", "1:1", "0:0 (taken)", "1:0 (taken)"]);
    await workbench.screenshot("writing-slots");
    await page.keyboard.type("1:");
    await page.keyboard.press("Enter");
    await page.keyboard.type(' disk "D:');
    await list.filter({ hasText: "D:\\" }).first().waitFor();
    await workbench.screenshot("writing-path");
  });

  it("ends the line with Enter after a complete word, although it is still listed", async () => {
    await typeAfter(page, "startup", "\n  generation ");
    const listed = page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name", { hasText: /^1$/ });
    await page.locator(".suggest-widget.visible .label-name", { hasText: /^2$/ }).waitFor();
    await page.keyboard.type("1");
    await listed.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("notes");
    await page.locator(".view-line", { hasText: /^\s*notes/ }).waitFor();
    for (let n = 0; n < 4; n++) await page.keyboard.press("Control+z");
  });

  it("writes a cluster of two nodes and a VM from an empty file with completion only", async () => {
    const rows = page.locator(".suggest-widget.visible .monaco-list-row");
    const focused = page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name");
    const exactly = (label) => ({ hasText: new RegExp(`^${label.replaceAll(".", "\\.")}$`) });
    /** Moves to the item with the arrow key and accepts it. */
    const accept = async (label) => {
      await rows.locator(".label-name", exactly(label)).waitFor();
      await focused.waitFor();
      for (let n = 0; n < 20 && (await focused.innerText()) !== label; n++) await page.keyboard.press("ArrowDown");
      await focused.and(page.locator(".label-name", exactly(label))).waitFor();
      await page.keyboard.press("Enter");
    };
    /** Types the beginning of a word and accepts an item. */
    const write = async (start, label, picture) => {
      await page.keyboard.type(start);
      await rows.locator(".label-name", exactly(label)).waitFor();
      if (picture) await workbench.screenshot(`cluster-${picture}`);
      await accept(label);
    };
    /** Accepts a value from the list that a snippet placeholder opens, which moves to the next placeholder. */
    const fillIn = async (value) => {
      await accept(value);
      await page.locator(".suggest-widget.visible").waitFor({ state: "hidden" });
    };

    await focusEditor(page);
    await page.keyboard.press("Control+p");
    await page.locator(".quick-input-widget input[type=text]").fill("cluster.hvvm");
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "cluster.hvvm" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".editor-group-container.active .tab.active", { hasText: "cluster.hvvm" }).waitFor();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();

    await write("pl", "platform");
    await focused.and(page.locator(".label-name", exactly("windows-server-2025"))).waitFor();
    await workbench.screenshot("cluster-1-releases");
    await accept("windows-server-2022");
    await page.keyboard.press("Enter");

    await write("cl", "cluster with a volume", "2-cluster");
    await page.keyboard.press("Tab");
    await fillIn("ssd-nvme-datacenter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    for (const picture of ["3-first-node", undefined]) {
      await write("ho", "host with a volume", picture);
      await page.keyboard.press("Tab");
      await fillIn("ssd-sata");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    }

    await write("vm", "vm generation 2", "4-vm");
    await page.keyboard.press("Tab");
    await rows.locator(".label-name", exactly("hv02")).waitFor();
    await workbench.screenshot("cluster-5-node");
    await fillIn("hv02");
    for (let place = 0; place < 3; place++) await page.keyboard.press("Tab");
    await page.locator(".tab.active.dirty", { hasText: "cluster.hvvm" }).waitFor();
    await page.keyboard.press("Control+s");
    await page.locator(".tab.active:not(.dirty)", { hasText: "cluster.hvvm" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "SCSI 2 of 256" }).waitFor();
    assert.deepEqual([await squiggles(page, "error").count(), await squiggles(page, "warning").count()], [0, 0]);
    await workbench.screenshot("cluster-6-whole");
    assert.deepEqual((await readFile(join(workbench.workspace, "cluster.hvvm"), "utf8")).split("\n"), [
      "platform windows-server-2022",
      "cluster cluster1 {",
      '  volume "C:\\ClusterStorage\\Volume1" ssd-nvme-datacenter 4TB',
      "}",
      "host hv01 {",
      "  cluster cluster1",
      '  volume "C:" ssd-sata 500GB',
      "}",
      "host hv02 {",
      "  cluster cluster1",
      '  volume "C:" ssd-sata 500GB',
      "}",
      "vm web01 {",
      "  on hv02",
      "  generation 2",
      "  guest windows-server-2022",
      "",
      '  scsi 0:0 disk "C:\\ClusterStorage\\Volume1\\VMs\\web01\\os.vhdx"    dynamic  60GB boot',
      '  scsi 0:1 disk "C:\\ClusterStorage\\Volume1\\VMs\\web01\\data.vhdx"  dynamic 200GB',
      "}",
    ]);
  });

  it("opens the preview from its lens", async () => {
    await page.locator(".codelens-decoration a", { hasText: "Preview" }).click();
    await page.locator(".tab", { hasText: "I/O path" }).first().waitFor();
    await previewFrame(page).locator("[data-action=vm][aria-pressed=true]", { hasText: "web01" }).waitFor();
  });
});
