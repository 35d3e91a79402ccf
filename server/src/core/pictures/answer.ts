/** The answer for the chosen disk: the bottleneck in a sentence, then response time, throughput and cost as figures. */
import { stageLong } from "../simulation/paths/stage-names.ts";
import type { DiskReport, Phase, ResponseTime } from "../simulation/report.ts";
import { stationName } from "../simulation/station-names.ts";
import { bytesPerSecond, count, counted, duration, percent } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import type { ChosenPath } from "./picture.ts";
import { loadInWords, phaseNames, sentenceCase, transportMeanings, transportNames } from "./words.ts";

export function answer(path: ChosenPath, phase: Phase): Markup {
  const { disk } = path;
  const { mean, halfWidth95 } = disk.responseTimeUs;
  return markup`<section class="answer" aria-label="Answer">
<p class="verdict${disk.bottleneck.utilization >= 0.9 ? " full" : ""}">${verdict(path)}</p>
${disk.saturated && markup`<p class="callout warning">More requests arrive than this path can serve. The figures describe the bounded run only; in the long run the queue grows without end.</p>`}
<p class="model"><span><span class="transport-tag ${disk.transport}" title="${transportMeanings[disk.transport]}">${sentenceCase(transportNames[disk.transport])}</span></span><span>${phaseNames[phase].toLowerCase() === "firmware" ? "firmware phase" : `guest ${phaseNames[phase].toLowerCase()}`}</span><span>${disk.type} disk on <bdi>${path.medium}</bdi></span><span>${loadInWords(disk.load)}</span></p>
<dl class="figures">
${figure("Response time", duration(mean), `± ${duration(halfWidth95)} (95% interval)`)}
${figure("Throughput", `${count(disk.throughputIops)} IOPS`, bytesPerSecond(disk.throughputBytesPerSecond))}
${figure("Busiest part", percent(disk.bottleneck.utilization), stationName(disk.bottleneck.station, disk.vm))}
${figure("Per request", counted(disk.perRequest.exits, "exit"), crossings(disk))}
</dl>
${percentiles(disk.responseTimeUs)}
</section>`;
}

/** What limits the disk, in plain words and with the figure that shows it. */
export function verdict(path: ChosenPath): string {
  const { disk } = path;
  const busy = percent(disk.bottleneck.utilization);
  const part = sentenceCase(stationName(disk.bottleneck.station, disk.vm));
  const total = duration(disk.responseTimeUs.mean);
  if (disk.throughputIops === 0) return "This disk carries no requests.";
  const waiting = disk.stages.reduce((sum, stage) => sum + stage.waitingUs, 0);
  if (disk.bottleneck.utilization >= 0.9)
    return `${part} sets the pace: it is busy ${busy} of the time, and a request waits ${duration(waiting)} of its ${total}.`;
  if (disk.bottleneck.utilization >= 0.6)
    return `${part} is the busiest part, at ${busy}; a request waits ${duration(waiting)} of its ${total}.`;
  const longest = disk.stages.reduce(
    (most, stage) => (stage.serviceUs > most.serviceUs ? stage : most),
    disk.stages[0]!,
  );
  return `Nothing is near its limit: the busiest part, ${stationName(disk.bottleneck.station, disk.vm)}, is busy ${busy} of the time. The longest stage of the ${total} is "${stageLong(longest.id)}", with ${duration(longest.serviceUs)}.`;
}

function crossings(disk: DiskReport): string {
  const { hypercalls, interrupts, contextSwitches } = disk.perRequest;
  return `${counted(hypercalls, "hypercall")}, ${counted(interrupts, "interrupt")}, ${counted(contextSwitches, "context switch")}`;
}

function figure(name: string, value: string, detail: string): Markup {
  return markup`<div class="figure"><dt>${name}</dt><dd><strong>${value}</strong><span>${detail}</span></dd></div>`;
}

/** Percentiles as bars on one scale: how far the tail reaches beyond the median. */
function percentiles(time: ResponseTime): Markup {
  const rows = [
    ["p50", time.p50],
    ["p90", time.p90],
    ["p95", time.p95],
    ["p99", time.p99],
    ["p99.9", time.p999],
  ] as const;
  const longest = Math.max(...rows.map(([, value]) => value), 1e-9);
  return markup`<table class="percentiles"><caption>Response time by percentile</caption><thead class="spoken"><tr><th scope="col">Percentile</th><th scope="col">Length</th><th scope="col">Response time</th></tr></thead><tbody>${rows.map(
    ([name, value]) =>
      markup`<tr><th scope="row">${name}</th><td class="bar-cell"><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" width="100" height="8"/><rect class="bar-service" width="${(100 * value) / longest}" height="8"/></svg></td><td class="number">${duration(value)}</td></tr>`,
  )}</tbody></table>`;
}
