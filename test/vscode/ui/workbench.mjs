/** A real VS Code with the packed extension in a headless browser, as a person would use it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { closeBrowser, openBrowser, takePicture } from "../host/browser.mjs";
import { defaultVersion, installExtension, serve } from "../host/serve.mjs";

/** The folder of the project. */
export const root = resolve(import.meta.dirname, "../../..");

/** The kinds of theme. */
export const themes = ["dark", "light", "hc-dark", "hc-light"];

/** The default theme of each kind: its name in the settings, and in the list of themes. */
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

/** Uses the command palette, as a person would. */
export async function chooseTheme({ page, version }, theme) {
  const [, title] = themeNames[version][theme];
  await runCommand(page, "Preferences: Color Theme");
  await page.locator(".quick-input-widget input[type=text]").fill(title);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title }).waitFor();
  await page.keyboard.press("Enter");
}

/** VS Code with the extension, installed once for each version in a run. */
const installed = new Map();
/** The window that tests use one after the other, and whether the next may use it. */
let shared;
let isSpoiled = false;

/** After a failure it is unknown what is open: the next test gets another window. */
export function discardWorkbench() {
  isSpoiled = true;
}

/** Closes what tests share. */
export async function closeWorkbenches() {
  await shared?.end();
  shared = undefined;
  for (const folder of installed.values()) removeFolder(folder);
  installed.clear();
}

/**
 * A window of VS Code `version` ("1.139" or "1.99") on a copy of the examples and of `files`, text by name. Without
 * hints a line of the editor has the same text as in the file. Opening a window takes as long as many tests, so tests
 * share one, which is reset for each; `isFresh` opens an unused one. `close` returns it.
 */
export async function openWorkbench({
  version = defaultVersion,
  viewport = { width: 1400, height: 900 },
  isTrusted = true,
  hasHints = false,
  isFresh = false,
  files = {},
} = {}) {
  const settings = {
    "workbench.colorTheme": themeNames[version].dark[0],
    "security.workspace.trust.startupPrompt": "never",
    "editor.inlayHints.enabled": hasHints ? "on" : "off",
  };
  if (isFresh || !isTrusted || version !== defaultVersion) {
    const own = await openWindow({ version, viewport, isTrusted, files, settings });
    return { ...own, close: own.end };
  }
  if (isSpoiled || shared?.hasHints !== hasHints) {
    await shared?.end();
    shared = undefined;
    isSpoiled = false;
  }
  if (shared) await tidyUp(shared, viewport, files);
  else shared = { ...(await openWindow({ version, viewport, isTrusted, files, settings })), hasHints };
  return { ...shared, close() {} };
}

async function openWindow({ version, viewport, isTrusted, files, settings }) {
  if (!installed.has(version)) {
    const template = mkdtempSync(join(tmpdir(), "hvvm-ui-"));
    installed.set(version, template);
    await installExtension(join(root, "dist/hvvm.vsix"), template, version);
  }
  const folder = mkdtempSync(join(tmpdir(), "hvvm-ui-"));
  cpSync(installed.get(version), folder, { recursive: true });
  const workspace = join(folder, "layouts");
  fillWorkspace(workspace, files);
  const server = await serve(folder, { version, isTrusted, userSettings: settings });
  const browser = await openBrowser(folder, viewport);
  const page = browser.pages()[0];
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(workspace)}`);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  const end = async () => {
    await closeBrowser(browser);
    server.end();
    removeFolder(folder);
  };
  return {
    version,
    page,
    workspace,
    requests,
    end,
    screenshot: (name) => takePicture(page, name),
  };
}

/** Closes what is open in the window, and restores the files and the theme. */
async function tidyUp(window, viewport, files) {
  const { page, workspace } = window;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ reducedMotion: null });
  if ((await page.locator(".notification-toast").count()) > 0)
    await runCommand(page, "Notifications: Clear All Notifications");
  await runCommand(page, "View: Close All Editors");
  const discard = page.locator(".monaco-dialog-box").getByRole("button", { name: "Don't Save" });
  const empty = page.locator(".editor-group-container.empty");
  await discard.or(empty).first().waitFor();
  if (await discard.isVisible()) await discard.click();
  await empty.waitFor();
  if (await page.locator(".part.panel").isVisible()) await page.keyboard.press("Control+j");
  await page.locator(".part.panel").waitFor({ state: "hidden" });
  fillWorkspace(workspace, files);
  const dark = page.locator(".monaco-workbench.vs-dark");
  if (!(await dark.isVisible())) await chooseTheme(window, "dark");
  await dark.waitFor();
  if (!(await page.locator(".part.sidebar").isVisible())) await page.keyboard.press("Control+b");
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
}

/** Writes files that are missing or changed, and removes the rest. */
function fillWorkspace(workspace, files) {
  const names = readdirSync(join(root, "examples"));
  const wanted = new Map(names.map((name) => [name, readFileSync(join(root, "examples", name), "utf8")]));
  for (const [name, text] of Object.entries(files)) wanted.set(name, text);
  mkdirSync(workspace, { recursive: true });
  for (const name of readdirSync(workspace)) if (!wanted.has(name)) rmSync(join(workspace, name));
  for (const [name, text] of wanted) {
    const path = join(workspace, name);
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
  }
}

function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * Opens a file of the explorer in the active group, and resolves when its editor has the focus: some versions leave the
 * focus in the explorer, so the tab is clicked.
 */
export async function openFile(page, name) {
  await page.getByRole("treeitem", { name }).dblclick();
  await page.locator(".editor-group-container.active .tab.active", { hasText: name }).click();
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
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
 * Sets the cursor before the first occurrence of a text in the file. Uses the editor's search and not a click: a line
 * may be out of view, or below sticky lines, a hover or a list.
 */
export async function goTo(page, text) {
  await focusEditor(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+f");
  const search = page.locator(".editor-instance .find-widget.visible");
  // Emptied first, because the same text would not start a new search.
  for (const searched of ["", text]) await search.locator(".find-part textarea").first().fill(searched);
  await search.locator(".matchesCount", { hasText: /^1 of/ }).waitFor();
  // Uses its button, because Escape would close a notification or the signature help first.
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

/** Shows the hover of the first word of the text, and returns it. */
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

/** The number of visible squiggles of a severity. */
export function squiggles(page, severity) {
  return page.locator(`.monaco-editor .squiggly-${severity}`);
}

/**
 * Opens the list of quick fixes at the end of the line that has the text, as soon as the light bulb appears. Starts
 * from the first line, a comment: signature help for what was just typed may still arrive, and would close the list.
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
 * Presses a key until the element that it opens is there, as a person does when nothing happens: VS Code drops a
 * request if its own request after a cursor move or a new squiggle follows.
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
