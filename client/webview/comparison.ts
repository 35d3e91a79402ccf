/** The part that compares the chosen disk with an earlier state, and lets one be kept. */
import {
  baselineOf,
  type Comparison,
  count,
  differenceInWords,
  differenceTable,
  duration,
  intervalsOf,
  type Markup,
  markup,
} from "../../server/src/core/pictures/pictures.ts";
import { comparedWith, type PageState } from "./page-state.ts";
import { pictureInFullRun } from "./quick-run.ts";

export function comparisonSection(state: PageState): Markup {
  const comparison = comparisonOf(state);
  const { pinned } = state.choice;
  const button = (action: string, text: string, title: string) =>
    markup`<button type="button" class="secondary" data-action="${action}" data-key="${action}" title="${title}">${text}</button>`;
  const hint = pinned ? "This disk is not in the pinned state." : "Edit the layout to compare before and after.";
  return markup`<section class="comparison" aria-labelledby="comparison-title"><h2 id="comparison-title">What has changed${comparison && diskTitle(comparison)}</h2>
${comparison ? differenceTable(comparison) : markup`<p class="about">${hint}</p>`}
<p class="buttons">${button("pin", pinned ? "Pin this state instead" : "Pin this state", "Compare with this state from now on")}${pinned && button("unpin", "Unpin", "Compare with the state before again")}${comparison && button("close-comparison", "Dismiss", "Put it away until something changes")}</p></section>`;
}

function diskTitle({ now: { disk } }: Comparison): Markup {
  return markup` <span class="sub">at <bdi>${disk.vm}</bdi> ${disk.slot}</span>`;
}

/** For the live region: short, and only of full runs. */
export function announcement(state: PageState): string {
  const picture = pictureInFullRun(state.fullRun, state.choice);
  if (!picture?.path) return "";
  const { disk } = picture.path;
  const comparison = comparisonOf(state);
  if (comparison && !comparison.isPinned) return `${disk.vm}, ${disk.slot}. ${differenceInWords(comparison)}`;
  return `${disk.vm}, ${disk.slot}: ${count(disk.throughputIops)} IOPS, mean response time ${duration(disk.responseTimeUs.mean)}.`;
}

/** Of the newest full run: a quick run would show noise as news. */
function comparisonOf(state: PageState): Comparison | undefined {
  const { fullRun } = state;
  const baseline = comparedWith(state);
  const picture = pictureInFullRun(fullRun, state.choice);
  if (!fullRun || !baseline || !picture?.path) return undefined;
  const before = baselineOf(baseline, picture);
  if (!before) return undefined;
  const { disk } = picture.path;
  return { before, now: { disk, intervals: intervalsOf(disk, fullRun) }, isPinned: state.choice.pinned !== undefined };
}
