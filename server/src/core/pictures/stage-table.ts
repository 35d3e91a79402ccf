/** The stages as a table with a waterfall of the mean request's time. It is also the diagram for screen readers. */

import { count, duration, percent, whole } from "../figures.ts";
import { stageLong } from "../simulation/paths/stage-names.ts";
import { type DiskReport, observedTimeUs } from "../simulation/report.ts";
import type { BaselineDisk } from "./baseline.ts";
import { type Markup, markup } from "./markup.ts";
import type { ChosenPath, PathStage } from "./picture.ts";
import { actorNames } from "./words.ts";

export function stageTable(path: ChosenPath, chosenStage: number | undefined, baseline?: BaselineDisk): Markup {
  const total = path.stages.reduce((sum, { stage }) => sum + observedTimeUs(stage), 0);
  const service = path.stages.reduce((sum, { stage }) => sum + (stage.serviceUs ?? 0), 0);
  const shown = (us: number): string => duration(path.disk.measuredRequests > 0 ? us : null);
  const before = baseline && timesBefore(path.disk, baseline.disk);
  let elapsed = 0;
  const rows = path.stages.map((at) => {
    const row = stageRow(at, elapsed, total, at.index === chosenStage, before);
    elapsed += observedTimeUs(at.stage);
    return row;
  });
  return markup`<p class="about">${path.requests ? `Mean of ${whole(path.requests)} requests` : "Mean request"}, stage by stage: <span class="key"><svg width="14" height="10" aria-hidden="true"><rect class="bar-service" width="14" height="10"/></svg>service</span><span class="key"><svg width="14" height="10" aria-hidden="true"><rect class="waiting" width="14" height="10"/></svg>waiting</span></p>
<table class="stages"><thead><tr><th scope="col">Stage</th><th scope="col" class="number visits">Visits</th><th scope="col" class="number">Service</th><th scope="col" class="number">Waiting</th>${before && markup`<th scope="col" class="number before">Both before</th>`}<th scope="col" class="bar-cell">Time line</th></tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row">Response time ${shown(total)}</th><td class="visits"></td><td class="number">${shown(service)}</td><td class="number">${shown(total - service)}</td>${baseline && markup`<td class="number before">${duration(baseline.disk.stages.reduce((sum, stage) => sum + observedTimeUs(stage), 0))}</td>`}<td class="bar-cell"></td></tr></tfoot></table>`;
}

/** What each stage took in the earlier state; of two stages with the same id, the first corresponds to the first. */
function timesBefore(now: DiskReport, before: DiskReport): readonly (number | undefined)[] {
  const left = [...before.stages];
  return now.stages.map(({ id }) => {
    const index = left.findIndex((stage) => stage.id === id);
    return index < 0 ? undefined : observedTimeUs(left.splice(index, 1)[0]!);
  });
}

function stageRow(
  at: PathStage,
  elapsed: number,
  total: number,
  chosen: boolean,
  before: readonly (number | undefined)[] | undefined,
): Markup {
  const { stage } = at;
  const scale = total > 0 ? 100 / total : 0;
  const start = elapsed * scale;
  const service = (stage.serviceUs ?? 0) * scale;
  const waiting = (stage.waitingUs ?? 0) * scale;
  const baseline = before?.[at.index];
  return markup`<tr class="${chosen && "chosen"}"><th scope="row"><button type="button" class="row" aria-pressed="${String(chosen)}" data-action="stage" data-stage="${at.index}" data-key="row ${at.index}">${stageLong(stage.id)}${at.isBottleneck && markup` <span class="tag">bottleneck</span>`}</button><span class="sub">${actorNames[stage.actor]}${stageLong(stage.id) !== stage.id && markup` · <code>${stage.id}</code>`}${at.utilization !== undefined && ` · busy\u00a0${percent(at.utilization)}`}</span></th><td class="number visits">${count(stage.visits)}</td><td class="number">${duration(stage.serviceUs)}</td><td class="number${stage.waitingUs === 0 && " none"}">${duration(stage.waitingUs)}</td>${before && markup`<td class="number before">${baseline === undefined ? "new" : duration(baseline)}</td>`}<td class="bar-cell"><svg class="bar" width="100%" height="14" aria-hidden="true"><rect class="bar-ground" width="100%" height="14"/>${waiting > 0 && markup`<rect class="waiting" x="${start}%" width="${waiting}%" height="14"/>`}${service > 0 && markup`<rect class="bar-service" x="${Math.min(99.6, start + waiting)}%" width="${Math.max(0.4, service)}%" height="14"/>`}</svg></td></tr>`;
}
