/** The four tabs of the page: their order, their list, and its keyboard navigation. */
import { type Markup, markup } from "../../../server/src/core/pictures/pictures.ts";

export const tabNames = {
  overview: "Overview",
  path: "Path",
  requests: "Requests",
  assumptions: "Assumptions",
} as const;

export type Tab = keyof typeof tabNames;

/** The parts of a page or of a tab from top to bottom, by name; a part without content is absent. */
export type Parts = ReadonlyMap<string, Markup>;

const tabs = Object.keys(tabNames) as readonly Tab[];

export function isTab(value: unknown): value is Tab {
  return tabs.some((tab) => tab === value);
}

/** One stop for the Tab key; the arrow keys move inside the list. */
export function tabList(chosen: Tab): Markup {
  return markup`<div class="tabs" role="tablist" aria-label="Parts of the preview">${tabs.map((tab) => {
    const isChosen = tab === chosen;
    return markup`<button type="button" role="tab" id="${`tab-${tab}`}" aria-controls="panel" aria-selected="${String(isChosen)}" tabindex="${isChosen ? "0" : "-1"}" data-action="tab" data-tab="${tab}" data-key="${`tab ${tab}`}">${tabNames[tab]}</button>`;
  })}</div>`;
}

/** The tab that a key leads to; `undefined` for a key that the list does not handle. */
export function tabAfterKey(key: string, from: Tab): Tab | undefined {
  const at = tabs.indexOf(from);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: tabs.length - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
}

export function partsOf(...entries: readonly (readonly [name: string, part: Markup | undefined])[]): Parts {
  return new Map(entries.filter((entry): entry is readonly [string, Markup] => entry[1] !== undefined));
}
