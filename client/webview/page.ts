/** The whole page from its state, in parts that `main.ts` updates one by one when their text changes. Only the chosen tab is drawn. */
import { type Markup, problemList } from "../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { emptyLayoutCard, failureCard, failureStrip, loadingCard, nothingOpenCard, oldPictureStrip } from "./cards.ts";
import { header } from "./header.ts";
import type { PageState } from "./page-state.ts";
import { assumptionsTab } from "./tabs/assumptions-tab.ts";
import { overviewTab } from "./tabs/overview-tab.ts";
import { pathTab } from "./tabs/path-tab.ts";
import { requestsTab } from "./tabs/requests-tab.ts";
import { type Parts, partsOf, type Tab, tabList } from "./tabs/tabs.ts";

export interface Page {
  /** Above the tabs, including the tab list. */
  readonly head: Parts;
  /** The chosen tab; absent if a card takes the place of everything. */
  readonly tab?: Tab | undefined;
  readonly panel: Parts;
}

/** Parts keep their names across tabs, and one name is always the same thing. */
export function page(state: PageState, width: number): Page {
  const { layout, result, choice } = state;
  const head = ["header", layout && header(state)] as const;
  if (!result || result.outline.vms.length === 0)
    return {
      head: partsOf(head),
      panel: partsOf(["card", cardInstead(state)], ["problems", result && problemList(result.outline)]),
    };
  const tab = choice.tab ?? "overview";
  return {
    head: partsOf(head, ["failure", strip(state)], ["tabs", tabList(tab)]),
    tab,
    panel: panelOf(state, result, tab, width),
  };
}

/** Shown only in the head: it changes often during a run. */
const ofHead: ReadonlySet<string> = new Set<keyof PageState>(["running", "progress"]);

let last: { readonly state: PageState; readonly width: number; readonly panel: Parts } | undefined;

/** The previous panel if nothing that it shows has changed. */
function panelOf(state: PageState, result: SimulateResult, tab: Tab, width: number): Parts {
  if (last?.width !== width || !isSamePanel(last.state, state))
    last = { state, width, panel: tabs[tab](state, result, width) };
  return last.panel;
}

function isSamePanel(one: PageState, other: PageState): boolean {
  const names = Object.keys({ ...one, ...other }) as (keyof PageState)[];
  return names.every((name) => ofHead.has(name) || one[name] === other[name]);
}

const tabs: Readonly<Record<Tab, (state: PageState, result: SimulateResult, width: number) => Parts>> = {
  overview: overviewTab,
  path: pathTab,
  requests: requestsTab,
  assumptions: assumptionsTab,
};

function strip({ failure, isOld }: PageState): Markup | undefined {
  if (failure !== undefined) return failureStrip(failure);
  return isOld ? oldPictureStrip() : undefined;
}

function cardInstead(state: PageState): Markup {
  if (state.failure !== undefined) return failureCard(state.failure);
  if (!state.layout) return state.starting ? loadingCard(undefined) : nothingOpenCard();
  return state.result ? emptyLayoutCard() : loadingCard(state.layout.name);
}
