/** The chosen stage in words: its figures and the assumption that they are based on. */

import { count, counted, duration, given, percent } from "../figures.ts";
import { costDefinition } from "../simulation/paths/cost-table.ts";
import { stageLong } from "../simulation/paths/stage-names.ts";
import type { Assumption } from "../simulation/report.ts";
import { roundedCost } from "./assumptions.ts";
import { facts, type Markup, markup } from "./markup.ts";
import type { PathStage } from "./picture.ts";
import { actorNames, confidenceNames } from "./words.ts";

/** Without assumptions, that is before the first full run, the stage's cost is left out. */
export function stageDetail(at: PathStage, assumptions: readonly Assumption[]): Markup {
  const { stage, utilization } = at;
  const cost = assumptions.find((assumption) => assumption.id === stage.id);
  const shownFacts = [
    `${counted(stage.visits, "visit")} per request`,
    `${duration(stage.serviceUs)} service`,
    `${duration(stage.waitingUs)} waiting`,
    utilization !== undefined && `busy ${percent(utilization)}`,
    at.waiting > 0 && `${count(at.waiting)} requests waiting on average`,
  ].filter((fact) => typeof fact === "string");
  return markup`<aside class="detail" aria-label="Chosen stage"><p><strong>${stageLong(stage.id)}</strong> <span class="sub">${actorNames[stage.actor]}</span></p><p>${facts(shownFacts)}</p>
<p class="sub">${cost ? restsOn(cost) : costDefinition(stage.id) ? "" : "No single cost in the table describes this stage."}</p>
<button type="button" class="link" data-action="stage" data-stage="${at.index}" data-key="close-stage">Close</button></aside>`;
}

function restsOn(cost: Assumption): Markup {
  return markup`Rests on <code>${cost.id}</code> = ${given(roundedCost(cost.value), cost.unit)} (range ${cost.range.map((end) => given(roundedCost(end))).join(" to ")}), confidence ${confidenceNames[cost.confidence].toLowerCase()}, source ${cost.source}.`;
}
