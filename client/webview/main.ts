/** The page of the preview: listens to the panel and the user, and draws, with the player and the zoom beside it. `actions.ts` decides what a press means. */
import { type Markup, styleSheets } from "../../server/src/core/pictures/pictures.ts";
import "./preview.css";
import morphdom from "morphdom";
import { isSaveFormat, readToPage, type SaveFormat } from "../src/preview/preview-messages.ts";
import { type Action, afterAction } from "./actions.ts";
import { failureCard } from "./cards.ts";
import { type Choice, runOf } from "./choice.ts";
import { createChoiceStorage, type Host } from "./choice-storage.ts";
import { announcement } from "./comparison.ts";
import { writeText } from "./frame-clock.ts";
import { type Page, page } from "./page.ts";
import { afterMessage, type PageState, startState } from "./page-state.ts";
import { createPlayer } from "./player.ts";
import { pngOf } from "./png.ts";
import { savedHtml, savedText } from "./save-bar.ts";
import { chosenPicture } from "./tabs/chosen-disk.ts";
import { drawnDiagram, drawnWays } from "./tabs/path-tab.ts";
import { isTab, type Parts, tabAfterKey } from "./tabs/tabs.ts";
import { createTwoWaysPlayer } from "./two-ways-player.ts";
import { createZoom } from "./zoom.ts";

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const root = document.getElementById("page")!;
const news = document.getElementById("news")!;
const panel = document.createElement("div");
panel.id = "panel";
root.append(panel);
const drawn = new Map<string, { readonly element: HTMLElement; readonly text: string }>();
const storage = createChoiceStorage(host, root.dataset.kept);
let state: PageState = startState(storage.before);
/** The scroll position before a reload, until the page is long enough to scroll there. */
let scrollTarget = state.choice.scrollTop;
/** The diagram that was drawn last, and its width. */
let lastAnimated:
  | { readonly result: PageState["result"]; readonly diagram: string | undefined; readonly width: number }
  | undefined;
/** A file that was requested during a quick run; it is written with the figures of the full run. */
let pendingFile: SaveFormat | undefined;
/** The run that the panel knows about, as text. */
let sentRun = JSON.stringify(runOf(state.choice));
// Registered before the listeners of the page, because a click on the player or the zoom is for them only.
const player = createPlayer(root, state.choice.player, (choice) => keepChoice({ player: choice }));
const twoWays = createTwoWaysPlayer(root);
const zoom = createZoom(root, state.choice, keepChoice);

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = readToPage(event.data);
  if (!message) {
    console.warn("The preview ignored a message that it does not know.", event.data);
    return;
  }
  const fullRun = state.fullRun;
  show(afterMessage(state, message));
  if (message.type === "simulated") returnToPlace(message.isQuickRun);
  if (state.fullRun === fullRun) return;
  writeText(news, announcement(state));
  if (pendingFile) void save(pendingFile);
});

root.addEventListener("click", (event) => {
  const target = controlOf(event.target);
  const format = target?.getAttribute("data-format");
  if (isSaveFormat(format)) void save(format);
  else if (target) press({ kind: target.getAttribute("data-action")!, data: dataOf(target) });
});

root.addEventListener("change", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLSelectElement)) return;
  press({ kind: `choose-${target.dataset.choose}`, data: () => target.value });
  // The choice may not be valid yet, or never.
  const held = target.querySelector<HTMLOptionElement>("option[selected]");
  if (held) target.value = held.value;
});

root.addEventListener("input", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLInputElement)) return;
  const kind = target.dataset.filter !== undefined ? "filter" : target.dataset.cost !== undefined ? "try-cost" : "";
  press({ kind, data: (name) => (name === "value" ? target.value : target.dataset[name]) });
});

// `toggle` events do not bubble, so they are handled in the capture phase.
root.addEventListener(
  "toggle",
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.dataset.fold !== undefined)
      press({ kind: target.open ? "open-fold" : "close-fold", data: (name) => target.dataset[name] });
  },
  true,
);

root.addEventListener("keydown", (event) => {
  const tab = event.target instanceof Element && event.target.getAttribute("data-tab");
  const next = isTab(tab) ? tabAfterKey(event.key, tab) : undefined;
  if (!next) return;
  event.preventDefault();
  press({ kind: "tab", data: () => next });
});

// Parts of a drawing are not native buttons, so their keyboard handling is here.
root.addEventListener("keydown", (event) => {
  const target = controlOf(event.target);
  if (!(target instanceof SVGElement) || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  press({ kind: target.getAttribute("data-action")!, data: dataOf(target) });
});

window.addEventListener("scrollend", () => {
  if (scrollTarget === undefined) keepChoice({ scrollTop: window.scrollY });
});

new ResizeObserver(() => draw()).observe(root);
draw();
host.postMessage({
  type: "ready",
  uri: state.choice.uri,
  run: runOf(state.choice),
  isLocked: state.choice.isLocked === true,
});

/** If the page is still too short for it after a full run, the position stays as it is. */
function returnToPlace(isQuickRun: boolean): void {
  if (scrollTarget === undefined) return;
  window.scrollTo({ top: scrollTarget });
  if (!isQuickRun || Math.abs(window.scrollY - scrollTarget) < 2) scrollTarget = undefined;
}

/** The pressed control may have disappeared with its tab; then the focus goes to the tab list. */
function press(what: Action): void {
  const { next, messages } = afterAction(state, what);
  const isSameTab = next.choice.tab === state.choice.tab;
  show(next);
  if (!isSameTab) root.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus({ preventScroll: true });
  for (const message of messages) host.postMessage(message);
}

/** Stores the choice, with the layout that it is for. */
function keep(next: PageState): void {
  const uri = next.layout?.uri ?? next.choice.uri;
  const choice: Choice = next.choice.uri === uri ? next.choice : { ...next.choice, uri };
  const isSame = choice === state.choice;
  state = { ...next, choice };
  if (!isSame) storage.keep(choice);
}

function keepChoice(part: Choice): void {
  keep({ ...state, choice: { ...state.choice, ...part } });
}

/** Stores and draws a state, and tells the panel if another run is needed. */
function show(next: PageState): void {
  const isSameTab = next.choice.tab === state.choice.tab;
  keep(next);
  draw();
  if (!isSameTab) window.scrollTo({ top: 0 });
  const run = runOf(state.choice);
  const text = JSON.stringify(run);
  if (text === sentRun || !state.layout) return;
  sentRun = text;
  host.postMessage({ type: "choose-run", uri: state.layout.uri, run });
}

/**
 * Updates only the parts whose text has changed, and within them only what has changed, so that focus, folds and a
 * slider being dragged are preserved.
 */
function draw(): void {
  const width = Math.floor(root.clientWidth);
  const { head, tab, panel: inPanel } = drawnPage(width);
  const focused = document.activeElement?.getAttribute("data-key");
  for (const [name, part] of drawn) {
    if (head.has(name) || inPanel.has(name)) continue;
    part.element.remove();
    drawn.delete(name);
  }
  drawParts(root, head);
  drawParts(panel, inPanel);
  for (const [name, value] of Object.entries({ role: "tabpanel", "aria-labelledby": `tab-${tab}` }))
    if (tab) panel.setAttribute(name, value);
    else panel.removeAttribute(name);
  if (focused && document.activeElement?.getAttribute("data-key") !== focused)
    root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  animate(width);
}

/** Puts each part at its place in `box`, from the top. */
function drawParts(box: Element, parts: Parts): void {
  let before: Element | undefined;
  for (const [name, content] of parts) {
    const old = drawn.get(name);
    const element = old?.element ?? document.createElement("div");
    if (old?.text !== content.text) {
      element.className = `part part-${name}`;
      if (old) morph(element, content);
      else element.innerHTML = content.text;
      drawn.set(name, { element, text: content.text });
    }
    const place = before ? before.nextElementSibling : box.firstElementChild;
    if (place !== element) box.insertBefore(element, place);
    before = element;
  }
}

/** The moving elements are recreated with the diagram, and for other requests. */
function animate(width: number): void {
  const { result, choice } = state;
  const chosen = result && chosenPicture(state, result);
  twoWays.drawn(drawn.has("two-ways") && chosen ? drawnWays(state, chosen) : undefined, width);
  const text = drawn.get("diagram")?.text;
  if (lastAnimated && lastAnimated.result === result && lastAnimated.diagram === text && lastAnimated.width === width)
    return;
  lastAnimated = { result, diagram: text, width };
  player.drawn(chosen, chosen && text !== undefined ? drawnDiagram(chosen, width, choice) : undefined);
  zoom.drawn();
}

function morph(element: HTMLElement, content: Markup): void {
  const next = document.createElement("div");
  next.innerHTML = content.text;
  morphdom(element, next, {
    childrenOnly: true,
    getNodeKey: (node) => (node instanceof Element ? (node.getAttribute("data-key") ?? "") : ""),
    onBeforeElUpdated(old, fresh) {
      // A fold without a name stays as the user left it.
      if (old instanceof HTMLDetailsElement && old.dataset.fold === undefined) fresh.toggleAttribute("open", old.open);
      return true;
    },
  });
}

/** If drawing fails, that is a bug; the user sees a message about it instead of an old or empty page. */
function drawnPage(width: number): Page {
  try {
    return page(state, width);
  } catch (error) {
    console.error(error);
    return {
      head: new Map(),
      panel: new Map([["card", failureCard(`The page could not be drawn: ${String(error)}`)]]),
    };
  }
}

async function save(format: SaveFormat): Promise<void> {
  pendingFile = state.isQuickRun && state.running ? format : undefined;
  if (pendingFile) return;
  const status = root.querySelector("[data-status=save]");
  try {
    const text = format === "html" ? await savedHtml(state, styleSheets) : savedText(state, format, styleSheets);
    if (text === undefined) return;
    host.postMessage({ type: "save", format, content: format === "png" ? await pngOf(text) : text });
    if (status) status.textContent = "";
  } catch (error) {
    console.error(error);
    if (status) status.textContent = `The ${format.toUpperCase()} could not be drawn: ${String(error)}`;
  }
}

function controlOf(target: EventTarget | null): Element | undefined {
  return target instanceof Element ? (target.closest("[data-action]") ?? undefined) : undefined;
}

function dataOf(target: Element): Action["data"] {
  return (name) => target.getAttribute(`data-${name}`) ?? undefined;
}
