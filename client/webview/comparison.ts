/** What differs from another state of the layout: for the whole layout, and for the chosen disk. A is that state, B the editor. */
import {
  type BaselineState,
  baselineOf,
  baselineState,
  type Comparison,
  comparisonTable,
  differenceInWords,
  differenceTable,
  intervalsOf,
  iops,
  type Markup,
  markup,
  meanResponse,
  option,
} from "../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../server/src/protocol.ts";
import { memoizeLast } from "./memoize-last.ts";
import { comparedWith, type PageState } from "./page-state.ts";
import { pictureInFullRun } from "./quick-run.ts";

/** For the whole layout, with the list of states to compare with. */
export function layoutComparison(state: PageState): Markup {
  const { choice, compared, fullRun } = state;
  const before = comparedWith(state);
  const table = before && fullRun && drawnTable(before.state, fullRun);
  const hint = choice.comparedWith
    ? (compared?.problem ?? "It is being simulated…")
    : "Edit the layout to compare before and after, or choose another state.";
  return markup`<section class="comparison" aria-labelledby="comparison-title"><h2 id="comparison-title">What has changed</h2>
${chooser(state)}
${table ?? markup`<p class="about" role="status">${hint}</p>`}
${buttons(state, table !== undefined)}</section>`;
}

const drawnTable = memoizeLast((before: BaselineState, now: SimulateResult) =>
  comparisonTable(before, baselineState(now)),
);

/** For the chosen disk only, with more figures. */
export function diskComparison(state: PageState): Markup {
  const comparison = comparisonOf(state);
  const hint = comparedWith(state)
    ? "This disk is not in the other state."
    : "Edit the layout to compare before and after.";
  return markup`<section class="comparison" aria-labelledby="comparison-title"><h2 id="comparison-title">What has changed${comparison && diskTitle(comparison)}</h2>
${comparison ? differenceTable(comparison) : markup`<p class="about">${hint}</p>`}
${buttons(state, comparison !== undefined)}</section>`;
}

function chooser({ choice: { comparedWith: other, pinned }, compared }: PageState): Markup {
  const isPicked = other !== undefined && other.kind !== "saved";
  const chosen = isPicked ? "picked" : (other?.kind ?? (pinned ? "pinned" : "before"));
  const choice = (value: string, text: string) => option(value, text, value === chosen);
  const name = other?.kind === "revision" ? other.revision : compared?.name;
  // An entry of its own, so that the next revision or layout can be chosen in the same way.
  const picked = other?.kind === "revision" ? "the git revision" : "the layout";
  return markup`<div class="choosers"><label class="chooser"><span class="chooser-name">A</span><select data-choose="compared" data-key="compared" title="The state that the layout in the editor, B, is compared with">${choice("before", "before the last change")}${pinned && choice("pinned", "pinned state")}${choice("saved", "the saved file")}${isPicked && choice("picked", `${picked} ${name ?? ""}`.trim())}${choice("revision", "a git revision…")}${choice("layout", "another layout…")}</select></label><span class="sub">B: the editor</span></div>`;
}

function buttons({ choice: { pinned } }: PageState, isThere: boolean): Markup {
  const button = (action: string, text: string, title: string) =>
    markup`<button type="button" class="secondary" data-action="${action}" data-key="${action}" title="${title}">${text}</button>`;
  return markup`<p class="buttons">${button("pin", pinned ? "Pin this state instead" : "Pin this state", "Compare with this state from now on")}${pinned && button("unpin", "Unpin", "Compare with the state before again")}${isThere && button("close-comparison", "Dismiss", "Hide until something changes")}</p>`;
}

function diskTitle({ now: { disk } }: Comparison): Markup {
  return markup` <span class="sub">at <bdi>${disk.vm}</bdi> ${disk.slot}</span>`;
}

/** For the live region: short, and for full runs only. */
export function announcement(state: PageState): string {
  const picture = pictureInFullRun(state.fullRun, state.choice);
  if (!picture?.path) return "";
  const { disk } = picture.path;
  const comparison = comparisonOf(state);
  const isOfLastChange = !state.choice.pinned && !state.choice.comparedWith;
  if (comparison && isOfLastChange) return `${disk.vm}, ${disk.slot}. ${differenceInWords(comparison)}`;
  return `${disk.vm}, ${disk.slot}: ${iops(disk.throughputIops)}, mean response time ${meanResponse(disk)}.`;
}

/** For the newest full run: a quick run would report noise as changes. */
function comparisonOf(state: PageState): Comparison | undefined {
  const { fullRun } = state;
  const baseline = comparedWith(state);
  const picture = pictureInFullRun(fullRun, state.choice);
  if (!fullRun || !baseline || !picture?.path) return undefined;
  const before = baselineOf(baseline.state.disks, picture);
  if (!before) return undefined;
  const { disk } = picture.path;
  return { before, now: { disk, intervals: intervalsOf(disk, fullRun) }, name: baseline.name };
}
