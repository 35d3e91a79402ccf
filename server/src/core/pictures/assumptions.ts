/** The costs that the answer is based on: the meaning and the source of each, and a slider over its range. */

import { counted, given, signed } from "../figures.ts";
import { costDefinition } from "../simulation/paths/cost-table.ts";
import type { Assumption, Confidence } from "../simulation/report.ts";
import { type Markup, markup } from "./markup.ts";
import { confidenceNames } from "./words.ts";

/** A smaller elasticity is written as 0.00. */
const minElasticity = 0.005;

/** Values that the user tries, by id. */
export type TriedCosts = Readonly<Record<string, number>>;

export interface AssumptionsView {
  /** Ids of the relevant costs, from top to bottom; the others are listed below when unfolded, by weight. */
  readonly order: readonly string[];
  readonly tried: TriedCosts;
  readonly all: boolean;
}

/** Ids by the weight of each cost in the answer. */
export function orderByWeight(assumptions: readonly Assumption[]): readonly string[] {
  return [...assumptions].sort((one, other) => strength(other) - strength(one)).map(({ id }) => id);
}

/** Ids of those with any weight, in that order, and of those whose weight cannot be determined. */
export function relevantCostIds(assumptions: readonly Assumption[]): readonly string[] {
  return orderByWeight(assumptions.filter((cost) => cost.elasticity === null || strength(cost) >= minElasticity));
}

export function assumptionsTable(assumptions: readonly Assumption[], view: AssumptionsView): Markup {
  const { order, tried, all } = view;
  const byId = new Map(assumptions.map((cost) => [cost.id, cost]));
  const ids = [...new Set([...order.filter((id) => byId.has(id)), ...orderByWeight(assumptions)])];
  const shown = ids.filter((id) => all || order.includes(id) || id in tried);
  const others = ids.filter((id) => !order.includes(id) && !(id in tried)).length;
  const isChanged = Object.keys(tried).length > 0;
  return markup`<p class="about">Elasticity: the percentage by which the throughput of all disks together changes if the cost changes by one percent. The mark below a slider is the cost table's default.</p>
<p class="buttons">${button("reset-costs", "Reset all", "", isChanged)}${button("open-costs-file", "Open as a costs file", "As JSON, to be saved as *.hvvm-costs.json and named by hvvm.config.json or --costs", isChanged)}</p>
${shown.length === 0 && markup`<p>No cost affects the throughput noticeably: every elasticity is below 0.01.</p>`}
${
  shown.length > 0 &&
  markup`<table class="assumptions"><thead><tr><th scope="col">Cost and source</th><th scope="col" class="value">Value and range</th><th scope="col" class="confidence">Confidence</th><th scope="col" class="number">Elasticity</th><th scope="col" class="bar-cell"><span class="spoken">Elasticity as a bar</span></th></tr></thead>
<tbody>${shown.map((id) => row(byId.get(id)!, tried))}</tbody></table>`
}
${others > 0 && markup`<button type="button" class="link" aria-expanded="${String(all)}" data-action="all-assumptions" data-key="all-assumptions">${all ? "Hide" : "Show"} ${counted(others, "cost")} without influence on the throughput</button>`}`;
}

/** Always present, so that no slider moves when the first value is tried. */
function button(action: string, text: string, title: string, isEnabled: boolean): Markup {
  return markup`<button type="button" class="secondary" data-action="${action}" data-key="${action}"${title !== "" && markup` title="${title}"`}${!isEnabled && markup` disabled`}>${text}</button>`;
}

/** With no more decimals than a hand can set on a slider: some values are quotients with endless ones. */
export function roundedCost(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

function row(cost: Assumption, tried: TriedCosts): Markup {
  const length = Math.min(1, strength(cost)) * 50;
  const isTried = cost.id in tried;
  const isLess = (cost.elasticity ?? 0) < 0;
  return markup`<tr class="${isTried && "tried"}"><th scope="row">${withCode(costDefinition(cost.id)?.meaning ?? cost.id)}<span class="sub"><code>${breakable(cost.id)}</code> · ${cost.source}<span class="confidence-here"> · ${confidenceNames[cost.confidence].toLowerCase()} confidence</span></span></th><td class="value">${slider(cost, tried)}</td><td class="confidence">${dots(cost.confidence)}${confidenceNames[cost.confidence]}</td><td class="number">${signed(cost.elasticity)}</td><td class="bar-cell"><svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="${isLess ? "bar-less" : "bar-more"}" x="${isLess ? 50 - length : 50}%" width="${length}%" y="1" height="8"/><rect class="axis" x="50%" width="1" height="10"/></svg></td></tr>`;
}

function slider(cost: Assumption, tried: TriedCosts): Markup {
  const isTried = cost.id in tried;
  const value = isTried ? tried[cost.id]! : cost.value;
  const usual = costDefinition(cost.id)?.default ?? cost.value;
  const min = Math.min(cost.range[0], value);
  const max = Math.max(cost.range[1], value);
  const span = max - min;
  const step = 10 ** Math.floor(Math.log10(span / 50));
  const written = given(roundedCost(value), cost.unit);
  const ends = markup`<span class="ends sub"><span>${given(roundedCost(min))}</span><span>${given(roundedCost(max))}</span></span>`;
  if (!(span > 0)) return markup`<span class="now"><strong>${written}</strong></span><span class="sub">fixed</span>`;
  const mark = markup`${(100 * (usual - min)) / span}%`;
  return markup`<span class="now"><strong>${written}</strong>${isTried && markup`<button type="button" class="link" data-action="reset-cost" data-cost="${cost.id}" data-key="${`reset ${cost.id}`}" aria-label="${`Reset ${cost.id}`}">Reset</button>`}</span><input type="range" min="${String(min)}" max="${String(max)}" step="${String(Number(step.toPrecision(1)))}" value="${String(value)}" data-cost="${cost.id}" data-key="${`cost ${cost.id}`}" aria-label="${cost.id}" aria-valuetext="${written}"><svg class="scale" width="100%" height="5" aria-hidden="true"><line class="default-mark" x1="${mark}" x2="${mark}" y2="5"/></svg>${ends}`;
}

/** In a meaning, other costs are named between backquotes. */
function withCode(meaning: string): readonly Markup[] {
  return meaning.split("`").map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}

/** An id may break after a dot only. */
function breakable(id: string): readonly Markup[] {
  return id.split(/(?<=\.)/).map((part) => markup`${part}<wbr>`);
}

function dots(confidence: Confidence): Markup {
  const filled = { low: 1, medium: 2, high: 3 }[confidence];
  return markup`<svg class="dots" width="26" height="8" aria-hidden="true">${[0, 1, 2].map((dot) => markup`<circle class="${dot < filled ? "dot" : "dot-empty"}" cx="${4 + dot * 9}" cy="4" r="3"/>`)}</svg>`;
}

function strength(cost: Assumption): number {
  return Math.abs(cost.elasticity ?? 0);
}
