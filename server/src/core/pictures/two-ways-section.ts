/**
 * The part of the page that shows two paths side by side: what is compared, the controls, the drawing, the findings.
 */
import type { TwoWaysRun } from "../features/simulate-layout.ts";
import { type Markup, markup, option } from "./markup.ts";
import { playerKey } from "./player-controls.ts";
import type { TwoLanes } from "./two-lanes.ts";
import { twoWaysDrawing, twoWaysFindings } from "./two-ways.ts";
import { transportNames } from "./words.ts";

/** `undefined` if the run did not record two requests of the same kind. */
export function twoWaysSection(
  { offered }: Pick<TwoWaysRun, "offered">,
  both: TwoLanes | undefined,
  width: number,
): Markup {
  if (!both) return markup`<p class="about">The short runs did not record two requests of the same kind and size.</p>`;
  const other = both.lanes[1].way;
  const chosen = other.medium === both.lanes[0].way.medium ? other.transport : "faster-medium";
  const options = offered.map((way) => option(way, nameOfOffered(way), way === chosen));
  return markup`<div class="two-ways"><label class="chooser"><span class="chooser-name">Beside the layout's way</span><select data-choose="other-way" data-key="other way">${options}</select></label>
<div class="player-keys" role="group" aria-label="Both requests on one clock">${playerKey("ways", "play", "Play", "Play both requests on one clock, or pause", "M4 2.5v11l9-5.5z", markup` aria-pressed="false"`)}<input type="range" class="player-time" data-ways="time-slider" data-key="ways time" min="0" max="1000" step="1" value="1000" aria-label="Time since both requests were issued"></div>
<p class="player-words" data-ways="reduced" hidden>Your system asks for reduced motion: nothing plays, scrub instead.</p>
${twoWaysDrawing(both, width)}
${findings(both)}</div>`;
}

function nameOfOffered(way: TwoWaysRun["offered"][number]): string {
  if (way === "faster-medium") return "the next faster medium";
  return `${transportNames[way]}${way === "ide-emulated" ? " (while starting)" : ""}`;
}

/** The still picture, for drawings that leave the page. */
export function staticTwoWays(both: TwoLanes, drawing: Markup): Markup {
  return markup`<section aria-labelledby="two-ways-title"><h2 id="two-ways-title">Two ways side by side</h2>${drawing}${findings(both)}</section>`;
}

function findings(both: TwoLanes): Markup {
  return markup`<p>${twoWaysFindings(both)}</p><p class="about">Solid: at work. Hatched: waiting. Lines across: exits, hypercalls and interrupts as they happen; the exits of a request are spread evenly over its register accesses. Both ways are short runs with the same random numbers.</p>`;
}
