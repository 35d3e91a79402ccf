/** Every station of the full run, busiest first: the parts that disks and VMs share. */

import { count, percent } from "../figures.ts";
import type { SimulationReport } from "../simulation/report.ts";
import { stationName } from "../simulation/station-names.ts";
import { isFull } from "../simulation/stations.ts";
import { type Markup, markup } from "./markup.ts";
import { actorNames, sentenceCase } from "./words.ts";

const maxShown = 12;

export function stationTable(report: SimulationReport, bottleneck: string | undefined): Markup | undefined {
  if (report.stations.length === 0) return undefined;
  const sorted = [...report.stations].sort((one, other) => other.utilization - one.utilization);
  return markup`<table class="stations"><thead><tr><th scope="col">Station</th><th scope="col" class="number">Servers</th><th scope="col" class="number">Queue</th><th scope="col" class="number">Busy</th><th scope="col" class="bar-cell"><span class="spoken">Busy as a bar</span></th></tr></thead>
<tbody>${sorted
    .slice(0, maxShown)
    .map(
      (station) =>
        markup`<tr><th scope="row">${sentenceCase(stationName(station.id))}${station.id === bottleneck && markup` <span class="tag">bottleneck</span>`}<span class="sub">${actorNames[station.actor]}</span></th><td class="number">${count(station.servers)}</td><td class="number">${count(station.meanQueueLength)}</td><td class="number">${percent(station.utilization)}</td><td class="bar-cell"><svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="bar-ground" width="100%" height="10"/><rect class="${isFull(station.utilization) ? "bar-full" : "bar-service"}" width="${Math.min(100, Math.max(0, 100 * station.utilization))}%" height="10"/></svg></td></tr>`,
    )}</tbody></table>${sorted.length > maxShown && markup`<p class="sub">${`${sorted.length - maxShown} more parts are less busy`}</p>`}`;
}
