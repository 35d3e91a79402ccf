/** The preview with unusual input: names that are markup, very many disks, and no room. */
import assert from "node:assert/strict";
import {
  chooseTab,
  fullRunShown,
  openPreview,
  pageFrame,
  previewScreenshot,
  tabs,
  widenPreview,
} from "./preview-support.mjs";
import { focusEditor, openFile, openWorkbench } from "./workbench.mjs";

const names = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(2)</script>",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a name that looks like one.
  "${alert(3)}",
  "'onload='alert(4)",
  "\u202egnp.exe",
  "]]><svg onload=alert(5)>",
];

const hostile = `platform windows-server-2022
host "${names[0]}" {
  volume "C:" ssd-sata
}
${names
  .map(
    (name, index) => `vm "${name}" {
  on "${names[0]}"
  generation 2
  guest windows-server-2022
  scsi 0:0 disk "C:\\VMs\\${index}\\${name.replace(/[<>:"/\\|?*\u202e]/g, "'")}.vhdx" fixed 40GB boot
}`,
  )
  .join("\n")}
load "${names[1]}" { request-size 8KB; read 50%; random 100%; queue-depth 4 }
`;

const manyDisks = `platform windows-server-2022
vm many {
  generation 2
  guest windows-server-2022
${Array.from({ length: 256 }, (_, at) => `  scsi ${Math.floor(at / 64)}:${at % 64} disk "C:\\VMs\\many\\${at}.vhdx" fixed 1GB${at === 0 ? " boot" : " { load oltp }"}`).join("\n")}
${Array.from({ length: 4 }, (_, at) => `  scsi 4:${at} disk "C:\\VMs\\many\\more${at}.vhdx" fixed 1GB`).join("\n")}
}
`;

const manyVms = `platform windows-server-2022
${Array.from(
  { length: 200 },
  (_, at) => `vm vm${at} {
  generation 2
  guest windows-server-2022
  scsi 0:0 disk "C:\\VMs\\vm${at}\\os.vhdx" fixed 40GB boot
}`,
).join("\n")}
`;

/** Runs in the page: elements that are wider than it and not inside a scrollable box. */
function overflowing() {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const parts = [...document.querySelectorAll("#page *")];
  const scrolls = (part) => part && (getComputedStyle(part).overflowX !== "visible" || scrolls(part.parentElement));
  const wide = parts.filter(
    (part) => part.getBoundingClientRect().right > innerWidth && !scrolls(part.parentElement.closest("#page *")),
  );
  return wide.map((part) => `${part.tagName} ${part.getAttribute("class")}`).slice(0, 10);
}

describe("the preview with bad input", () => {
  let bench;
  let page;
  let frame;
  const complaints = [];
  const dialogs = [];

  before(async () => {
    const files = { "a-hostile.hvvm": hostile, "b-disks.hvvm": manyDisks, "c-vms.hvvm": manyVms };
    bench = await openWorkbench({ viewport: { width: 1600, height: 1000 }, files });
    page = bench.page;
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    frame = await openPreview(bench, "a-hostile.hvvm");
  });
  beforeEach(() => page.setViewportSize({ width: 1600, height: 1000 }));
  after(() => bench?.close());

  it("shows names as they are written, and executes nothing", async () => {
    await fullRunShown(frame);
    await chooseTab(frame, "Path");
    const shown = await frame.locator("select[data-choose=vm] option").allTextContents();
    assert.deepEqual(
      shown,
      names.map((name) => name.replace("\u202e", "[U+202E]")),
    );
    for (const index of names.keys()) {
      await frame.locator("select[data-choose=vm]").selectOption(String(index));
      await frame.locator(".verdict").waitFor();
    }
    await frame.locator("select[data-choose=load]").selectOption({ label: names[1] });
    await frame.locator(".callout.own", { hasText: names[1] }).waitFor();
    await previewScreenshot(bench, "preview-hostile");
    const inside = await pageFrame(frame);
    assert.equal(await inside.evaluate(() => document.querySelectorAll("#page img, #page script").length), 0);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(
      complaints.filter((text) => /content security policy|refused to|uncaught|could not be drawn/i.test(text)),
      [],
    );
    const own = /^(?:127\.0\.0\.1|[^.]+\.vscode-resource\.vscode-cdn\.net)$/;
    const asked = bench.requests.filter((url) => /^(?:http|ws)s?:/.test(url)).map((url) => new URL(url).hostname);
    assert.deepEqual(
      asked.filter((host) => !own.test(host)),
      [],
    );
  });

  it("stays usable at 300 pixels", async () => {
    await widenPreview(page, frame, 300);
    const inside = await pageFrame(frame);
    for (const tab of tabs) {
      await chooseTab(frame, tab);
      await previewScreenshot(bench, `preview-300-${tab}`);
      assert.deepEqual(await inside.evaluate(overflowing), [], tab);
    }
    await chooseTab(frame, "Path");
  });

  for (const file of ["b-disks.hvvm", "c-vms.hvvm"]) {
    it(`draws ${file}`, async () => {
      await focusEditor(page);
      await page.keyboard.press("Control+b");
      await openFile(page, file);
      await page.keyboard.press("Control+b");
      await frame.locator("h1", { hasText: file }).waitFor();
      await frame.locator(".station").first().waitFor();
      await fullRunShown(frame);
      await previewScreenshot(bench, `preview-${file}`);
      assert.match(await frame.locator("body").textContent(), /IOPS/);
    });
  }
});
