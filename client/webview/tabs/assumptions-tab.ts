/** What the figures of a disk are based on: every cost with a slider, and the limits of the run. */
import {
  type Assumption,
  assumptionsTable,
  counted,
  type Markup,
  markup,
  noteList,
} from "../../../server/src/core/pictures/pictures.ts";
import type { SimulateResult } from "../../../server/src/protocol.ts";
import type { Choice } from "../choice.ts";
import type { PageState } from "../page-state.ts";
import { chosenDisk, chosenPicture } from "./chosen-disk.ts";
import { type Parts, partsOf } from "./tabs.ts";

export function assumptionsTab(state: PageState, result: SimulateResult): Parts {
  const picture = chosenPicture(state, result);
  if (!picture) return new Map();
  const costs = state.fullRun?.report?.assumptions ?? [];
  const notes = result.report?.notes ?? [];
  return partsOf(
    ...chosenDisk(state, result, picture),
    ["assumptions", result.report && costs.length > 0 ? assumptions(costs, state.choice) : undefined],
    ["notes", notes.length > 0 ? limits(notes) : undefined],
  );
}

function assumptions(costs: readonly Assumption[], choice: Choice): Markup {
  const tried = choice.costs ?? {};
  const changed = Object.keys(tried).length;
  return markup`<section aria-labelledby="assumptions-title"><h2 id="assumptions-title">Assumptions</h2>
<p class="sub">${`${counted(costs.length, "cost")} with their sources${changed > 0 ? `, ${changed} changed here` : ""}`}</p>
${assumptionsTable(costs, { order: choice.costOrder ?? [], tried, all: choice.allAssumptions === true })}</section>`;
}

function limits(notes: readonly string[]): Markup {
  return markup`<section aria-labelledby="limits-title"><h2 id="limits-title">Limits of this run</h2>${noteList(notes)}</section>`;
}
