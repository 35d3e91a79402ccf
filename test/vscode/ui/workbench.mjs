/** A real VS Code with the packed extension in a headless browser, as a person would use it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { closeBrowser, openBrowser, screenshots } from "../host/browser.mjs";
import { defaultVersion, installExtension, serve } from "../host/serve.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The kinds of theme. */
export const themes = ["dark", "light", "hc-dark", "hc-light"];

/** What VS Code gives a new user in each kind: the name in its settings, and in its list of themes. */
const themeNames = {
  1.139: {
    dark: ["Dark 2026", "Dark 2026"],
    light: ["Light 2026", "Light 2026"],
    "hc-dark": ["Default High Contrast", "Dark High Contrast"],
    "hc-light": ["Default High Contrast Light", "Light High Contrast"],
  },
  1.99: {
    dark: ["Default Dark Modern", "Dark Modern"],
    light: ["Default Light Modern", "Light Modern"],
    "hc-dark": ["Default High Contrast", "Dark High Contrast"],
    "hc-light": ["Default High Contrast Light", "Light High Contrast"],
  },
};

/** As VS Code's list of themes names it. */
export const themeTitle = (version, theme) => themeNames[version][theme][1];

/**
 * Opens a window of VS Code `version` ("1.139" or "1.99") on a copy of the examples and of `files`, text by name;
 * `userSettings` come on top of those of every test. Without hints a line of the editor reads as it stands in the file.
 * `close` ends everything that was started.
 */
export async function openWorkbench({
  version = defaultVersion,
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
  await installExtension(join(root, "dist/hvvm.vsix"), folder, version);
  const server = await serve(folder, {
    version,
    isTrusted,
    userSettings: {
      "workbench.colorTheme": themeNames[version][theme][0],
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
    await closeBrowser(browser);
    server.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return {
    version,
    page,
    workspace,
    screenshots,
    requests,
    close,
    screenshot: (name) => page.screenshot({ path: join(screenshots, `${name}.png`) }),
  };
}

/** Opens a file of the explorer in the group that is active. */
export async function openFile(page, name) {
  await page.getByRole("treeitem", { name }).dblclick();
  await page.locator(".editor-group-container.active .tab.active", { hasText: name }).waitFor();
  await line(page, /\S/).waitFor();
}

/** The line of the visible editor that has the text. */
export function line(page, text) {
  return page.locator(".editor-instance .view-lines .view-line", { hasText: text }).first();
}

export async function runCommand(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input[type=text]").fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
}

/** Gives the first group of editors the focus, from wherever it is. */
export async function focusEditor(page) {
  await page.keyboard.press("Control+1");
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
}

/**
 * Sets the cursor before the first place of a text, as it stands in the file. By the editor's search and not by a click:
 * a line may be out of sight, or below the lines that stick to the top, a hover or a list.
 */
export async function goTo(page, text) {
  await focusEditor(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+f");
  const search = page.locator(".editor-instance .find-widget.visible");
  // Emptied first: the same text again is no new search.
  for (const searched of ["", text]) await search.locator(".find-part textarea").first().fill(searched);
  await search.locator(".matchesCount", { hasText: /^1 of/ }).waitFor();
  // By its button, for Escape would go to a notification or to the help for a signature first.
  await search.locator(".codicon-widget-close").click();
  await search.waitFor({ state: "hidden" });
  await focusEditor(page);
  await page.keyboard.press("ArrowLeft");
}

/** Sets the cursor to the end of the line that has the text. */
export async function goToEnd(page, text) {
  await goTo(page, text);
  await page.keyboard.press("End");
}

/** The inside of the preview. */
export function previewFrame(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** Shows the hover of the word that begins the text, and answers with it. */
export async function hoverOver(page, text) {
  await goTo(page, text);
  await runCommand(page, "Show or Focus Hover");
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

/** Types at the end of the line that has `lineText`. */
export async function typeAfter(page, lineText, text) {
  await goToEnd(page, lineText);
  await page.keyboard.type(text);
}

/** What the editor underlines: how many of a severity are visible. */
export function squiggles(page, severity) {
  return page.locator(`.monaco-editor .squiggly-${severity}`);
}

/**
 * Opens the list of quick fixes at the end of the line that has the text, as soon as the bulb says that there is one.
 * From the first line, a comment: the help for what was just typed may still be on its way, and would close the list.
 */
export async function openQuickFixes(page, text) {
  await focusEditor(page);
  await page.keyboard.press("Control+Home");
  await page.locator(".parameter-hints-widget.visible").waitFor({ state: "hidden" });
  await goToEnd(page, text);
  await page.locator('.monaco-editor [class*="lightbulb-auto"]').first().waitFor();
  await pressUntil(page, "Control+.", page.locator(".action-widget .monaco-list-row").first());
}

/**
 * Presses a key until what it opens is there, as a person does who sees nothing come of it: VS Code drops what was asked
 * for where its own request after a moved cursor or a new squiggle comes next.
 */
export async function pressUntil(page, key, opened) {
  const isOpen = () =>
    opened.waitFor({ timeout: 5000 }).then(
      () => true,
      (error) => {
        if (error.name !== "TimeoutError") throw error;
        return false;
      },
    );
  for (let time = 1; time <= 12; time++) {
    await page.keyboard.press(key);
    if (await isOpen()) return;
  }
  throw new Error(`${key} was pressed 12 times, and opened nothing.`);
}
