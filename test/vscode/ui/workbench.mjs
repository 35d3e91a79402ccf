/** A real VS Code with the packed extension in a headless browser, as a person would use it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { installExtension, openBrowser, serve } from "../host/serve.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const screenshots = join(root, "test-results/screenshots");

export const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "hc-dark": "Default High Contrast",
  "hc-light": "Default High Contrast Light",
};

/**
 * Opens a window on a copy of the examples and of `files`, text by name; `userSettings` come on top of those of every test. Without hints a line of the editor reads as it
 * stands in the file. `close` ends everything that was started.
 */
export async function openWorkbench({
  theme = "dark",
  viewport,
  isTrusted = true,
  hasHints = false,
  files = {},
  userSettings = {},
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), "hvvm-ui-"));
  const workspace = join(folder, "layouts");
  cpSync(join(root, "examples"), workspace, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
  mkdirSync(screenshots, { recursive: true });
  await installExtension(join(root, "dist/hvvm.vsix"), folder);
  const server = await serve(folder, {
    isTrusted,
    userSettings: {
      "workbench.colorTheme": themes[theme],
      "security.workspace.trust.startupPrompt": "never",
      "editor.inlayHints.enabled": hasHints ? "on" : "off",
      ...userSettings,
    },
  });
  const browser = await openBrowser(folder, viewport);
  const page = browser.pages()[0];
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(workspace)}`);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  const close = async () => {
    await browser.close();
    server.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return {
    page,
    workspace,
    screenshots,
    requests,
    close,
    screenshot: (name) => page.screenshot({ path: join(screenshots, `${name}.png`) }),
  };
}

export async function openFile(page, name) {
  await page.getByRole("treeitem", { name }).dblclick();
  await line(page, "vm").waitFor();
}

/** The line of the visible editor that has the text. */
export function line(page, text) {
  return page.locator(".editor-instance .monaco-editor .view-line", { hasText: text }).first();
}

export async function runCommand(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input[type=text]").fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
}

/** The inside of the preview. */
export function previewFrame(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** Hovers over a word of a line and answers with the hover. */
export async function hoverOver(page, lineText, word) {
  const token = line(page, lineText).locator("span span", { hasText: word }).first();
  await token.hover({ position: { x: 6, y: 8 } });
  const hover = page.locator(".monaco-hover:not(.hidden) .hover-contents").first();
  await hover.waitFor();
  await hover.evaluate((part) =>
    Promise.all(
      part
        .closest(".monaco-hover")
        .getAnimations({ subtree: true })
        .map((animation) => animation.finished),
    ),
  );
  return hover;
}

/** Sets the cursor behind the text of a line and types. */
export async function typeBehind(page, lineText, text) {
  await line(page, lineText).click();
  await page.keyboard.press("End");
  await page.keyboard.type(text);
}

/** What the editor underlines: how many of a severity are visible. */
export function squiggles(page, severity) {
  return page.locator(`.monaco-editor .squiggly-${severity}`);
}

/**
 * Opens the list of quick fixes at the cursor, with the key pressed again where VS Code has not yet been told of what is
 * underlined there, as a person would.
 */
export async function openQuickFixes(page) {
  const rows = page.locator(".action-widget .monaco-list-row");
  for (let tries = 0; tries < 5 && !(await rows.count()); tries++) {
    await page.keyboard.press("Control+.");
    await rows
      .first()
      .waitFor({ timeout: 3000 })
      .catch(() => page.keyboard.press("Escape"));
  }
  await rows.first().waitFor();
}
