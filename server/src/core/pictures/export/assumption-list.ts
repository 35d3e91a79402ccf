/** The costs that the answer depends on, as a read-only table: those with the largest effect first. */

import { given, signed } from "../../figures.ts";
import { costDefinition } from "../../simulation/paths/cost-table.ts";
import type { Assumption } from "../../simulation/report.ts";
import { orderByWeight, relevantCostIds, roundedCost } from "../assumptions.ts";
import { type Markup, markup } from "../markup.ts";
import { confidenceNames } from "../words.ts";

export function assumptionList(assumptions: readonly Assumption[]): Markup | undefined {
  if (assumptions.length === 0) return undefined;
  const byId = new Map(assumptions.map((cost) => [cost.id, cost]));
  const first = relevantCostIds(assumptions);
  const others = orderByWeight(assumptions).filter((id) => !first.includes(id));
  const table = (ids: readonly string[]) =>
    ids.length > 0 &&
    markup`<table class="costs"><thead><tr><th scope="col">Cost and source</th><th scope="col" class="number">Value</th><th scope="col" class="number range">Range</th><th scope="col" class="confidence">Confidence</th><th scope="col" class="number">Elasticity</th></tr></thead><tbody>${ids.map((id) => row(byId.get(id)!))}</tbody></table>`;
  return markup`<p class="about">Elasticity: the percentage by which the throughput of all disks together changes if the cost changes by one percent.</p>
${table(first)}${others.length > 0 && markup`<details><summary>Costs that do not affect the throughput: ${String(others.length)}</summary>${table(others)}</details>`}`;
}

function row(cost: Assumption): Markup {
  const range = cost.range.map((end) => given(roundedCost(end))).join(" – ");
  return markup`<tr><th scope="row">${costDefinition(cost.id)?.meaning ?? cost.id}<span class="sub"><code>${cost.id}</code> · ${cost.source}<span class="confidence-here">${` · ${range}, ${confidenceNames[cost.confidence].toLowerCase()} confidence`}</span></span></th><td class="number">${given(roundedCost(cost.value), cost.unit)}</td><td class="number range">${range}</td><td class="confidence">${confidenceNames[cost.confidence]}</td><td class="number">${signed(cost.elasticity)}</td></tr>`;
}
