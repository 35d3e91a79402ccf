/** The answer for the chosen disk: the bottleneck in a sentence, then the figures, with those of an earlier state. */

import { bytesPerSecond, counted, duration, growing, iops, percent, whole } from "../figures.ts";
import { stageLong } from "../simulation/paths/stage-names.ts";
import {
  type DiskReport,
  observedTimeUs,
  type Phase,
  type ReportedMetric,
  type ResponseTime,
  reportedFigure,
} from "../simulation/report.ts";
import { isStationPlural, stationName } from "../simulation/station-names.ts";
import { isFull } from "../simulation/stations.ts";
import type { BaselineDisk } from "./baseline.ts";
import { facts, type Markup, markup } from "./markup.ts";
import type { ChosenPath } from "./picture.ts";
import { noteList } from "./problems.ts";
import { confidenceIn } from "./sample-size.ts";
import {
  loadInWords,
  meanResponse,
  phaseInSentence,
  sentenceCase,
  transportMeanings,
  transportNames,
} from "./words.ts";

/** `isLoadAssumed`: the layout does not state the load that the figures are for. */
export function answer(path: ChosenPath, phase: Phase, isLoadAssumed: boolean, baseline?: BaselineDisk): Markup {
  const { disk, isHypothetical } = path;
  const before = baseline?.disk;
  const named = (name: string) => (isHypothetical ? `${name}, if it started` : name);
  return markup`<section class="answer${isHypothetical && " hypothetical"}" aria-label="Answer">
<p class="verdict${disk.bottleneck.limit === "capacity" && isFull(disk.bottleneck.utilization) && " full"}">${verdict(path)}</p>
${disk.saturated && markup`<p class="callout warning">More requests arrive than this path can serve. The figures describe the bounded run only; in the long run the queue grows without limit.</p>`}
<p class="model">${facts([
    markup`<span class="transport-tag ${disk.transport}" title="${transportMeanings[disk.transport]}"><span>${sentenceCase(transportNames[disk.transport])}</span></span>`,
    phaseInSentence(phase),
    markup`${disk.type} disk on <bdi>${path.medium}</bdi>`,
    isLoadAssumed ? markup`<strong>Assumed load</strong>: ${loadInWords(disk.load)}` : loadInWords(disk.load),
  ])}</p>
<dl class="figures${before && " compared"}">
${figure(named("Response time"), meanResponse(disk), interval(disk), before && meanResponse(before), expected(path, "mean"))}
${figure(named("Throughput"), iops(disk.throughputIops), bytesPerSecond(disk.throughputBytesPerSecond), before && iops(before.throughputIops), expected(path, "iops", "bandwidth"))}
${figure(disk.bottleneck.limit === "latency" ? "Most time in" : "Busiest part", `busy ${percent(disk.bottleneck.utilization)}`, sentenceCase(stationName(disk.bottleneck.station, disk.vm)), before && busiest(before) !== busiest(disk) ? busiest(before) : undefined)}
${figure("Per request", counted(disk.perRequest?.exits ?? null, "exit"), crossings(disk), before?.perRequest ? counted(before.perRequest.exits, "exit") : undefined)}
</dl>
${percentiles(path, before?.responseTimeUs)}
${disk.notes.length > 0 && noteList(disk.notes)}
</section>`;
}

function interval({ responseTimeUs: { halfWidth95 }, saturated }: DiskReport): string {
  if (saturated) return "more requests arrive than are served";
  return halfWidth95 === null ? "no interval: see the notes" : `± ${duration(halfWidth95)} (95% interval)`;
}

/** What limits the disk, in plain words and with the figure that proves it. */
export function verdict({ disk, isHypothetical }: ChosenPath): string {
  const found = limitInWords(disk);
  return isHypothetical ? `If it started: ${found.charAt(0).toLowerCase()}${found.slice(1)}` : found;
}

/** The same for a disk alone, whether or not its VM starts. */
export function limitInWords(disk: DiskReport): string {
  const busy = percent(disk.bottleneck.utilization);
  const part = sentenceCase(stationName(disk.bottleneck.station, disk.vm));
  const several = isStationPlural(disk.bottleneck.station);
  const total = duration(disk.responseTimeUs.mean);
  if (disk.throughputIops === null) return "No request of this disk was measured before the run ended.";
  if (disk.saturated)
    return `${part} ${several ? "are" : "is"} the bottleneck, busy ${busy} of the time; more requests arrive than are served.`;
  const waiting = disk.stages.reduce((sum, stage) => sum + (stage.waitingUs ?? 0), 0);
  const isAtLimit = disk.bottleneck.limit === "capacity";
  if (isAtLimit && isFull(disk.bottleneck.utilization))
    return `${part} ${several ? "are" : "is"} the bottleneck, busy ${busy} of the time; a request waits ${duration(waiting)} of its ${total}.`;
  if (isAtLimit)
    return `${part} ${several ? "are" : "is"} the busiest part, at ${busy}; a request waits ${duration(waiting)} of its ${total}.`;
  const { id } = disk.stages.reduce(
    (most, stage) => (observedTimeUs(stage) > observedTimeUs(most) ? stage : most),
    disk.stages[0]!,
  );
  // However busy a flush is, it serves all that wait for it.
  const share = isFull(disk.bottleneck.utilization) ? "" : `, and ${several ? "are" : "is"} busy ${busy} of the time`;
  return `Latency-bound: nothing is near its limit, and most of the ${total} passes in "${stageLong(id)}". ${part} ${several ? "take" : "takes"} the most time${share}.`;
}

/** Besides exits: hypercalls, interrupts and context switches of a request. */
export function crossings(disk: DiskReport): string {
  if (!disk.perRequest) return "not observed";
  const { hypercalls, interrupts, contextSwitches } = disk.perRequest;
  return `${counted(hypercalls, "hypercall")}, ${counted(interrupts, "interrupt")}, ${counted(contextSwitches, "context switch")}`;
}

function busiest({ bottleneck, vm }: DiskReport): string {
  return `${stationName(bottleneck.station, vm)}, ${percent(bottleneck.utilization)}`;
}

function figure(
  name: string,
  value: string,
  detail: string,
  before: string | undefined,
  marks: readonly Markup[] = [],
): Markup {
  return markup`<div class="figure"><dt>${name}</dt><dd><strong>${value}</strong><span>${detail}</span>${marks}${before !== undefined && before !== value && markup`<span class="before">A: ${before}</span>`}</dd></div>`;
}

/** Whether the run meets the expectations of these figures of the disk. */
function expected({ disk, expectations }: ChosenPath, ...metrics: readonly ReportedMetric[]): readonly Markup[] {
  return expectations
    .filter(({ metric }) => metrics.includes(metric))
    .map(({ metric, bound, isAtLeast, text }) => {
      const figure = reportedFigure(disk, metric);
      if (figure === null) return markup`<span class="expected">? expected ${text}: not observed</span>`;
      const isMet = isAtLeast ? figure >= bound : figure <= bound;
      return markup`<span class="expected ${isMet ? "met" : "missed"}">${isMet ? "✓ as" : "✗ not as"} expected: ${text}</span>`;
    });
}

const percentileRows = [
  ["p50", "p50", 0.5],
  ["p90", "p90", 0.9],
  ["p95", "p95", 0.95],
  ["p99", "p99", 0.99],
  ["p99.9", "p999", 0.999],
] as const;

/**
 * Percentiles as bars on one scale: how far the tail extends beyond the median. The outline is the earlier state.
 * Percentiles that only few requests support are marked as rough, and left out if no request is expected beyond them. Of
 * a response time that grows only what is expected is named.
 */
function percentiles(path: ChosenPath, before: ResponseTime | undefined): Markup | undefined {
  const { requests } = path;
  const { saturated, responseTimeUs } = path.disk;
  const time: Partial<ResponseTime> = saturated ? {} : responseTimeUs;
  const trust = (share: number) => (requests ? confidenceIn(share, requests) : "sure");
  const isExpected = (name: ReportedMetric) => path.expectations.some(({ metric }) => metric === name);
  const rows = percentileRows.filter(
    ([name, key, share]) => isExpected(name) || (trust(share) !== "none" && typeof time[key] === "number"),
  );
  if (rows.length === 0) return undefined;
  const longest = Math.max(...rows.flatMap(([, key]) => [time[key] ?? 0, before?.[key] ?? 0]), 1e-9);
  const ghost = (key: keyof ResponseTime) =>
    before &&
    markup`<rect class="ghost" x="0.5" y="0.5" width="${Math.max(0, (100 * (before[key] ?? 0)) / longest - 1)}" height="7"/>`;
  return markup`<table class="percentiles"><caption>${requests ? `Response time of ${whole(requests)} requests` : "Response time by percentile"}${before && markup`<span class="key"><svg width="14" height="8" aria-hidden="true"><rect class="ghost" x="0.5" y="0.5" width="13" height="7"/></svg>before</span>`}</caption><thead class="spoken"><tr><th scope="col">Percentile</th><th scope="col">Length</th><th scope="col">Response time</th></tr></thead><tbody>${rows.map(
    ([name, key, share]) =>
      markup`<tr><th scope="row">${name}</th><td class="bar-cell"><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" width="100" height="8"/><rect class="bar-service" y="2" width="${(100 * (time[key] ?? 0)) / longest}" height="4"/>${ghost(key)}</svg></td><td class="number">${!saturated && trust(share) !== "sure" && "≈ "}${saturated ? growing : duration(responseTimeUs[key])}${expected(path, name)}</td></tr>`,
  )}</tbody>${!saturated && percentileRows.some(([, , share]) => trust(share) !== "sure") && markup`<tfoot><tr><td colspan="3" class="sub">${tailNote(percentileRows.filter(([name, , share]) => trust(share) === "none" && !isExpected(name)).map(([name]) => name))}</td></tr></tfoot>`}</table>`;
}

function tailNote(leftOut: readonly string[]): string {
  const rough = "≈ fewer than 10 requests took longer";
  return leftOut.length > 0 ? `${rough}; too few for ${leftOut.join(" and ")}` : rough;
}
