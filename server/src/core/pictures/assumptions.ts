/** The costs that the answer rests on, those first that move it most. */
import type { Assumption, Confidence } from "../simulation/report.ts";
import { given, signed } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import { confidenceNames } from "./words.ts";

const mostAtFirst = 8;

export function assumptionsTable(assumptions: readonly Assumption[], all: boolean): Markup | undefined {
  if (assumptions.length === 0) return undefined;
  const sorted = [...assumptions].sort((one, other) => strength(other) - strength(one));
  const shown = all ? sorted : sorted.slice(0, mostAtFirst);
  return markup`<section aria-labelledby="assumptions-title"><h2 id="assumptions-title">What the answer rests on</h2>
<p class="about">Elasticity: by how many percent the throughput of all disks together changes if the cost changes by one percent.</p>
<table class="assumptions"><thead><tr><th scope="col">Cost and source</th><th scope="col" class="number">Value</th><th scope="col" class="number range">Range</th><th scope="col" class="confidence">Confidence</th><th scope="col" class="number">Elasticity</th><th scope="col" class="bar-cell"><span class="spoken">Elasticity as a bar</span></th></tr></thead>
<tbody>${shown.map(row)}</tbody></table>
${sorted.length > mostAtFirst && markup`<button type="button" class="link" aria-expanded="${all ? "true" : "false"}" data-action="all-assumptions" data-key="all-assumptions">${all ? "Show the strongest only" : `Show all ${sorted.length}`}</button>`}</section>`;
}

function row(cost: Assumption): Markup {
  const length = Math.min(1, strength(cost)) * 50;
  return markup`<tr><th scope="row"><code>${breakable(cost.id)}</code><span class="sub">${cost.source}</span></th><td class="number">${given(cost.value, cost.unit)}</td><td class="number range">${given(cost.range[0])} – ${given(cost.range[1])}</td><td class="confidence">${dots(cost.confidence)}${confidenceNames[cost.confidence]}</td><td class="number">${signed(cost.elasticity)}</td><td class="bar-cell"><svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="axis" x="50%" width="1" height="10"/><rect class="${cost.elasticity < 0 ? "bar-less" : "bar-more"}" x="${cost.elasticity < 0 ? 50 - length : 50}%" width="${length}%" y="1" height="8"/></svg></td></tr>`;
}

/** An id may break after a dot, and nowhere else. */
function breakable(id: string): readonly Markup[] {
  return id.split(/(?<=\.)/).map((part) => markup`${part}<wbr>`);
}

function dots(confidence: Confidence): Markup {
  const filled = { low: 1, medium: 2, high: 3 }[confidence];
  return markup`<svg class="dots" width="26" height="8" aria-hidden="true">${[0, 1, 2].map((dot) => markup`<circle class="${dot < filled ? "dot" : "dot-empty"}" cx="${4 + dot * 9}" cy="4" r="3"/>`)}</svg>`;
}

function strength(cost: Assumption): number {
  return Number.isFinite(cost.elasticity) ? Math.abs(cost.elasticity) : 0;
}
