/** The page of the preview: the only file here that touches the DOM. Listens to the panel and the user, and draws. */
import "./preview.css";
import "./diagram.css";
import "./charts.css";
import type { Markup } from "../../server/src/core/pictures/markup.ts";
import { pictureOf } from "../../server/src/core/pictures/picture.ts";
import type { OutlineRange } from "../../server/src/protocol.ts";
import { isPhase, isSaveFormat, readToPage, type SaveFormat, type ToPanel } from "../src/preview/preview-messages.ts";
import { failureCard } from "./cards.ts";
import chartStyles from "./charts.css" with { type: "text" };
import diagramStyles from "./diagram.css" with { type: "text" };
import { page } from "./page.ts";
import { afterChoice, afterMessage, type Choice, type PageState, readChoice, startState } from "./page-state.ts";
import { pngOf } from "./png.ts";
import previewStyles from "./preview.css" with { type: "text" };
import { savedText } from "./saving.ts";

interface Host {
  postMessage(message: ToPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const root = document.getElementById("page")!;
const drawn = new Map<string, { readonly element: HTMLElement; readonly text: string }>();
let state: PageState = startState(readChoice(host.getState()));

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = readToPage(event.data);
  if (!message) {
    console.warn("The preview dropped a message that it does not know.", event.data);
    return;
  }
  const isFirst = !state.result && message.type === "simulated";
  show(afterMessage(state, message));
  if (isFirst && state.choice.scrollTop) window.scrollTo({ top: state.choice.scrollTop });
});

root.addEventListener("click", (event) => {
  const target = actionOf(event.target);
  if (target && target.tagName !== "SELECT") act(target);
});

root.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement) chooseVm(Number(event.target.value));
});

// Parts of a drawing are no native buttons, so the keys that press a button are theirs by hand.
root.addEventListener("keydown", (event) => {
  const target = actionOf(event.target);
  if (!(target instanceof SVGElement) || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  act(target);
});

window.addEventListener("scrollend", () => keep({ ...state.choice, scrollTop: window.scrollY }));

new ResizeObserver(() => draw()).observe(root);
draw();
host.postMessage({ type: "ready", phase: state.choice.phase });

function show(next: PageState): void {
  state = next;
  keep(state.choice);
  draw();
}

/** Keeps for a reload of the window what was chosen; the panel reads `uri` from it. */
function keep(choice: Choice): void {
  state = { ...state, choice: { ...choice, uri: state.layout?.uri ?? choice.uri } };
  host.setState(state.choice);
}

/** Replaces the parts whose text has changed; focus stays on what it was on. */
function draw(): void {
  const parts = drawnParts(Math.floor(root.clientWidth));
  const focused = document.activeElement?.getAttribute("data-key");
  for (const [name, part] of drawn) {
    if (parts.has(name)) continue;
    part.element.remove();
    drawn.delete(name);
  }
  let before: Element | undefined;
  for (const [name, content] of parts) {
    const old = drawn.get(name);
    const element = old?.element ?? document.createElement("div");
    if (old?.text !== content.text) {
      const open = openDetails(element);
      element.className = `part part-${name}`;
      element.innerHTML = content.text;
      for (const details of element.querySelectorAll("details")) details.open = open.has(details.dataset.key);
      drawn.set(name, { element, text: content.text });
    }
    const place = before ? before.nextElementSibling : root.firstElementChild;
    if (place !== element) root.insertBefore(element, place);
    before = element;
  }
  if (focused && document.activeElement?.getAttribute("data-key") !== focused)
    root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** What the user unfolded stays unfolded when its part is drawn anew. */
function openDetails(element: Element): ReadonlySet<string | undefined> {
  return new Set(Array.from(element.querySelectorAll<HTMLElement>("details[open]"), (details) => details.dataset.key));
}

/** A drawing that fails is a fault of ours; the user reads of it instead of looking at an old or empty page. */
function drawnParts(width: number): ReadonlyMap<string, Markup> {
  try {
    return page(state, width);
  } catch (error) {
    console.error(error);
    return new Map([["card", failureCard(`The page could not be drawn: ${String(error)}`)]]);
  }
}

function act(target: Element): void {
  const data = (name: string) => target.getAttribute(`data-${name}`) ?? undefined;
  const outline = state.result?.outline;
  const picture = state.result && pictureOf(state.result, state.choice, state.cursor);
  switch (data("action")) {
    case "vm":
      chooseVm(Number(data("vm")));
      return;
    case "slot": {
      const view = picture?.slots[Number(data("slot"))];
      if (!view) return;
      choose({ vm: picture.vm.name, slot: view.slot.slot });
      reveal(view.slot.range);
      return;
    }
    case "volume": {
      const volume = outline?.volumes[Number(data("volume"))];
      if (volume) reveal(volume.range);
      return;
    }
    case "problem": {
      const problem = outline?.problems[Number(data("problem"))];
      if (problem) reveal(problem.range);
      return;
    }
    case "stage": {
      const stage = Number(data("stage"));
      const closes = state.choice.stage === stage;
      choose({ stage: closes ? undefined : stage });
      if (picture?.slot && !closes) reveal(picture.slot.slot.range);
      return;
    }
    case "phase": {
      const phase = data("phase");
      choose({ phase: isPhase(phase) ? phase : undefined });
      host.postMessage({ type: "choose-phase", phase: state.choice.phase });
      return;
    }
    case "all-assumptions":
      choose({ allAssumptions: !state.choice.allAssumptions });
      return;
    case "save": {
      const format = data("format");
      if (isSaveFormat(format)) void save(format);
      return;
    }
    case "retry":
      host.postMessage({ type: "retry" });
      return;
  }
}

async function save(format: SaveFormat): Promise<void> {
  const status = root.querySelector("[data-status=save]");
  try {
    const text = savedText(state, format, `${previewStyles}\n${diagramStyles}\n${chartStyles}`);
    if (text === undefined) return;
    host.postMessage({ type: "save", format, content: format === "png" ? await pngOf(text) : text });
    if (status) status.textContent = "";
  } catch (error) {
    console.error(error);
    if (status) status.textContent = `The ${format.toUpperCase()} could not be drawn: ${String(error)}`;
  }
}

function chooseVm(index: number): void {
  const vm = state.result?.outline.vms[index];
  if (!vm) return;
  choose({ vm: vm.name, slot: undefined });
  reveal(vm.range);
}

function choose(choice: Choice): void {
  show(afterChoice(state, choice));
}

function reveal(range: OutlineRange): void {
  if (state.layout) host.postMessage({ type: "reveal", uri: state.layout.uri, range });
}

function actionOf(target: EventTarget | null): Element | undefined {
  return target instanceof Element ? (target.closest("[data-action]") ?? undefined) : undefined;
}
