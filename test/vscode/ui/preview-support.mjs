/** Actions and checks of the preview tests in a real window. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { takePicture } from "../host/browser.mjs";
import { chooseTheme, openFile, previewFrame, runCommand } from "./workbench.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const examples = join(import.meta.dirname, "../../../examples");

/** The example of a branch office, in which the system disks of two VMs have a load that a medium can limit. */
export const busyOffice = readFileSync(join(examples, "branch-office.hvvm"), "utf8").replace(
  /(?:dc01|print01)\\os\.vhdx"\s+fixed 60GB boot/g,
  "$& { load oltp }",
);

/**
 * Opens a layout and its preview, without the side bar; waits for a picture. Moves the cursor to the top, because the
 * preview follows it and VS Code remembers its position in a file.
 */
export async function openPreview({ page }, file) {
  await openFile(page, file);
  await page.keyboard.press("Control+Home");
  await runCommand(page, "HVVM: Preview I/O Path Simulation");
  await page.keyboard.press("Control+b");
  const frame = previewFrame(page);
  await frame.locator(".overview, .message-card").first().waitFor();
  return frame;
}

export const tabs = ["Overview", "Path", "Requests", "Assumptions"];

/** Clicks, as a person would; only the chosen tab of the preview is drawn. */
export async function chooseTab(frame, name) {
  await frame.getByRole("tab", { name }).click();
  await frame.getByRole("tab", { name, selected: true }).waitFor();
}

/** The frame itself, to run code inside it. */
export async function pageFrame(frame) {
  const element = await frame.locator("#page").elementHandle();
  return element.ownerFrame();
}

/** The page inside shows a full run. */
export async function fullRunShown(frame) {
  await frame.locator(".run", { hasText: /^Seed/ }).waitFor();
  await frame.locator(".progress:not(.running):not(.known)").waitFor({ state: "attached" });
}

/**
 * Does something that leads to a new run, and resolves when the full answer of that run is drawn. After another path or
 * an edit the page learns of the new run only from the panel: until then it still shows the old one as complete.
 */
export async function newRun(frame, act) {
  const inside = await pageFrame(frame);
  await inside.evaluate(() => {
    const awaited = { isRunning: false, isWhole: false };
    globalThis.awaitedRun = awaited;
    // After the page's own listener, the answer is drawn.
    addEventListener("message", ({ data }) => {
      if (data?.type === "running") Object.assign(awaited, { isRunning: true, isWhole: false });
      if (data?.type === "simulated" && !data.isQuickRun) awaited.isWhole = awaited.isRunning;
    });
  });
  await act();
  await inside.waitForFunction(() => globalThis.awaitedRun.isWhole);
}

/** Two groups share the window; the preview's gets the requested width, except for a border. */
export async function widenPreview(page, frame, width) {
  await page.setViewportSize({ width: 2 * width + 56, height: 1000 });
  const inside = await pageFrame(frame);
  await inside.waitForFunction((wanted) => Math.abs(innerWidth - wanted) < 40, width);
}

const bodyClasses = {
  dark: "vscode-dark",
  light: "vscode-light",
  "hc-dark": "vscode-high-contrast",
  "hc-light": "vscode-high-contrast-light",
};

/** Resolves when the preview has the theme, too. */
export async function choosePreviewTheme(bench, frame, theme) {
  await chooseTheme(bench, theme);
  await frame.locator(`body.${bodyClasses[theme]}`).waitFor();
}

/** The findings of axe-core in a page, as sentences; with some of its rules or all of them. */
export async function accessibilityProblems(page, rules) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (only) => globalThis.axe.run(document, only ? { runOnly: only } : {}),
    rules,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ""}`)}`,
  );
}

/** A picture of only the preview. */
export async function previewScreenshot(bench, name) {
  await takePicture(bench.page.locator("iframe.webview.ready"), name);
}

/**
 * VS Code saves the editors of a window when it loses the focus. Resolves when one saved value contains all the texts.
 */
export const savedOnBlur = (page, ...texts) => untilStored(page, texts, true);

/** Resolves when VS Code has saved a value with all the texts while the user continues to work. */
export const savedWithFocus = (page, ...texts) => untilStored(page, texts, false);

async function untilStored(page, texts, leavesWindow) {
  const isStored = async ({ texts: wanted, leavesWindow: leaves }) => {
    for (const [hasFocus, type] of leaves
      ? [
          [true, "focus"],
          [false, "blur"],
        ]
      : []) {
      document.hasFocus = () => hasFocus;
      dispatchEvent(new Event(type));
    }
    const result = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name));
      const stores = [...database.objectStoreNames];
      const read = (store) => result(database.transaction(store).objectStore(store).getAll());
      const values = (await Promise.all(stores.map(read))).flat();
      database.close();
      if (values.some((value) => typeof value === "string" && wanted.every((text) => value.includes(text))))
        return true;
    }
    return false;
  };
  await page.waitForFunction(isStored, { texts, leavesWindow }, { polling: 250 });
}

/** Process ids of the language servers of this window's own extensions folder: other windows have servers of their own. */
export function serverProcesses(workspace) {
  const folder = join(workspace, "..");
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return words.includes(folder) && words.includes("dist/server.js");
      } catch {
        return false; // It has ended in the meantime.
      }
    })
    .map(Number);
}
