/**
 * The preview as a plain page: the document, colours and answers that a window had, with the page's own script. It can
 * be checked in any width and theme very quickly, whereas VS Code would lay out its whole window again.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newRun, pageFrame } from "./preview-support.mjs";

const dist = join(import.meta.dirname, "../../../dist");

/** The full answers that the page receives during an action, each with its request, in order. */
export async function recordAnswers(frame, ...acts) {
  const inside = await pageFrame(frame);
  await inside.evaluate(() => {
    globalThis.recorded = [];
    addEventListener("message", ({ data }) => {
      if (data?.type === "simulated" && !data.isQuickRun) globalThis.recorded.push(data);
    });
  });
  for (const act of acts) await newRun(frame, act);
  return inside.evaluate(() => globalThis.recorded);
}

/** The colours that VS Code gives the page in the current theme. */
export async function recordTheme(frame) {
  return (await pageFrame(frame)).evaluate(() => ({
    style: document.documentElement.getAttribute("style"),
    bodyClass: document.body.className,
  }));
}

/** A page next to the window with the same document, which has received the answers. */
export async function openRecorded({ page: window }, frame, answers) {
  const html = await (await pageFrame(frame)).evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelector("#page").replaceChildren();
    for (const loaded of copy.querySelectorAll("script, link, meta[http-equiv]")) loaded.remove();
    return copy.outerHTML;
  });
  const page = await window.context().newPage();
  await page.setContent(html);
  await page.addStyleTag({ content: readFileSync(join(dist, "preview.css"), "utf8") });
  await page.evaluate(() => {
    globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
  });
  await page.addScriptTag({ content: readFileSync(join(dist, "preview.js"), "utf8") });
  await page.evaluate(
    ([following, ...messages]) => {
      for (const data of [following, ...messages]) dispatchEvent(new MessageEvent("message", { data }));
    },
    [{ type: "following", uri: answers[0].uri, name: "all-ways.hvvm", isLocked: false }, ...answers],
  );
  return page;
}

/** Gives a recorded page the colours of another theme. */
export async function applyTheme(page, theme) {
  await page.evaluate(({ style, bodyClass }) => {
    document.documentElement.setAttribute("style", style);
    document.body.className = bodyClass;
  }, theme);
}

/** Resolves when the recorded page is drawn for the width. */
export async function widenRecorded(page, width) {
  await page.setViewportSize({ width, height: 1000 });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Shows a disk of the recorded page on one of its tabs, with everything unfolded on request. */
export async function showDisk(page, { vm, slot, tab, isUnfolded = false }) {
  const chosen = await page.evaluate(
    ([path, wanted, disk, unfolds]) => {
      const press = (selector) =>
        document.querySelector(selector).dispatchEvent(new MouseEvent("click", { bubbles: true }));
      press(path);
      for (const part of disk) press(part);
      const isChosen = document.querySelector(`.chosen${disk.at(-1)}`) !== null;
      press(wanted);
      if (unfolds) for (const fold of document.querySelectorAll("details")) fold.open = true;
      return isChosen;
    },
    [
      "[data-tab=path]",
      `[data-tab=${tab}]`,
      [`[data-action=vm][data-vm="${vm}"]`, `.slot[data-slot="${slot}"]`],
      isUnfolded,
    ],
  );
  if (!chosen) throw new Error(`Slot ${slot} of VM ${vm} is not shown.`);
}
