/** What another choice would change, as cards; no ratio stands without queue depth, request size and medium. */
import type { WhatIf } from "../simulation/report.ts";
import { count, duration, ratio } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import type { ChosenPath } from "./picture.ts";
import { loadInWords, sentenceCase } from "./words.ts";

export function whatIfCards(path: ChosenPath, changes: readonly WhatIf[]): Markup | undefined {
  const { disk } = path;
  const own = changes.filter((change) => change.vm === disk.vm && change.slot === disk.slot);
  if (own.length === 0) return undefined;
  const sorted = [...own].sort((one, other) => other.throughputRatio - one.throughputRatio);
  return markup`<section aria-labelledby="what-if-title"><h2 id="what-if-title">What would change it</h2>
<p class="about">Each against the layout as it is.</p>
<ul class="what-ifs">${sorted.map((change) => card(change, path))}</ul></section>`;
}

function card(change: WhatIf, path: ChosenPath): Markup {
  const { disk } = path;
  const effect = effectOf(change);
  return markup`<li class="what-if ${effect}"><h3>${sentenceCase(change.change)}</h3>
<dl>${comparison("Throughput", change.throughputRatio, `${count(disk.throughputIops)} → ${count(disk.throughputIops * change.throughputRatio)} IOPS`)}${comparison("Response time", change.responseTimeRatio, `${duration(disk.responseTimeUs.mean)} → ${duration(disk.responseTimeUs.mean * change.responseTimeRatio)}`)}</dl>
<p class="sub">${loadInWords(disk.load)} · <bdi>${path.medium}</bdi>${change.engine === "analytic" && " · estimate"}</p></li>`;
}

/** Two bars on one scale, now above and then below. */
function comparison(name: string, factor: number, figures: string): Markup {
  const known = Number.isFinite(factor) && factor > 0;
  const longest = known ? Math.max(1, factor) : 1;
  return markup`<div><dt>${name}</dt><dd><strong>${ratio(factor)}</strong><span class="sub">${figures}</span><svg class="compare" width="100%" height="11" aria-hidden="true"><rect class="bar-now" width="${100 / longest}%" height="4" rx="1"/>${known && markup`<rect class="bar-then" y="6" width="${(100 * factor) / longest}%" height="5" rx="1"/>`}</svg></dd></div>`;
}

/** Changes within a twentieth count as none. */
function effectOf(change: WhatIf): "better" | "worse" | "same" {
  if (change.throughputRatio >= 1.05 || change.responseTimeRatio <= 0.95) return "better";
  if (change.throughputRatio <= 0.95 || change.responseTimeRatio >= 1.05) return "worse";
  return "same";
}
