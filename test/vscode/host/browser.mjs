/** Chromium as the window of tests. A picture of the open windows can be saved when a test fails. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "./install.mjs";

const screenshots = resolve(import.meta.dirname, "../../../test-results/screenshots");

/** Whether tests take pictures of what they see, such as those of the README; failures are always recorded. */
const takesPictures = process.argv.includes("--pictures");

const openBrowsers = new Set();

/** A browser with a profile of its own in `folder`. `closeBrowser` ends it. */
export async function openBrowser(folder, viewport = { width: 1400, height: 900 }) {
  // In VS Code for the web a webview has an origin of its own, and its worker counts as a cookie of a third party.
  mkdirSync(join(folder, "profile/Default"), { recursive: true });
  writeFileSync(
    join(folder, "profile/Default/Preferences"),
    JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }),
  );
  const browser = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: await findBrowser(),
    viewport,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // Only a very busy machine takes that long.
  browser.setDefaultTimeout(60_000);
  openBrowsers.add(browser);
  return browser;
}

export async function closeBrowser(browser) {
  openBrowsers.delete(browser);
  await browser.close();
}

/** Takes a picture of a page or a part of it, if pictures were requested. */
export async function takePicture(part, name, options = {}) {
  if (takesPictures) await part.screenshot({ ...options, path: join(screenshots, `${name}.png`) });
}

/** Takes a picture of every open window, into `test-results/screenshots`. */
export async function takePictures(name) {
  mkdirSync(screenshots, { recursive: true });
  const pages = [...openBrowsers].flatMap((browser) => browser.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(screenshots, `${name.replace(/\W+/g, "-")}${index || ""}.png`);
    await page.screenshot({ path }).catch((error) => console.error(`No picture of a failure: ${error.message}`));
  }
}
