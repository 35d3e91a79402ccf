/** What changed for the chosen disk since an earlier state, as a table: old, new, and the change if it is more than noise. */

import { count, duration, growing, iops, percent, signed } from "../figures.ts";
import type { DiskReport } from "../simulation/report.ts";
import { stationName } from "../simulation/station-names.ts";
import type { BaselineDisk, Interval, Intervals } from "./baseline.ts";
import { type Markup, markup } from "./markup.ts";
import { sentenceCase } from "./words.ts";

export interface Comparison {
  readonly before: BaselineDisk;
  readonly now: { readonly disk: DiskReport; readonly intervals: Intervals };
  /** The name of the older state, such as `pinned state`. */
  readonly name: string;
}

interface Row {
  readonly name: string;
  readonly before: string;
  readonly now: string;
  readonly change: string;
  readonly isNoise?: boolean;
}

export function differenceTable({ before, now, name }: Comparison): Markup {
  const rows = differences(before, now);
  return markup`<table class="differences"><caption>By the simulation</caption><thead><tr><th scope="col">Figure</th><th scope="col" class="number">${`A: ${name}`}</th><th scope="col" class="number">B: now</th><th scope="col" class="number">Change</th></tr></thead><tbody>${rows.map(
    (row) =>
      markup`<tr><th scope="row">${row.name}</th><td class="number">${row.before}</td><td class="number">${row.now}</td><td class="number${(row.isNoise || row.change === same) && " none"}">${row.change}</td></tr>`,
  )}</tbody></table>`;
}

/** In a few words: what a user wants to know first. */
export function differenceInWords({ before, now }: Comparison): string {
  const rows = differences(before, now);
  if (rows.every(({ change }) => change === same)) return "Nothing has changed for this disk.";
  const [throughput, response] = rows as [Row, Row];
  const moved = (row: Row) => `${row.before} → ${row.now} (${row.change})`;
  return `Throughput ${moved(throughput)}, mean response time ${moved(response)}.`;
}

const same = "same";

function differences(before: BaselineDisk, now: Comparison["now"]): readonly Row[] {
  const [old, current] = [before.disk, now.disk];
  const [oldTime, time] = [old.responseTimeUs, current.responseTimeUs];
  const cpu = ({ perRequest }: DiskReport) => perRequest && perRequest.guestCpuUs + perRequest.rootCpuUs;
  const busy = ({ bottleneck, vm }: DiskReport) =>
    `${sentenceCase(stationName(bottleneck.station, vm))}, ${percent(bottleneck.utilization)}`;
  return [
    row(
      "Throughput",
      iops,
      old.throughputIops,
      current.throughputIops,
      throughputInterval(old),
      throughputInterval(current),
    ),
    growthRow("mean", old, current) ??
      row("Response time, mean", duration, oldTime.mean, time.mean, meanInterval(old), meanInterval(current)),
    growthRow("p50", old, current) ?? percentileRow("p50", before, now),
    growthRow("p99", old, current) ?? percentileRow("p99", before, now),
    row("Exits per request", count, old.perRequest?.exits ?? null, current.perRequest?.exits ?? null),
    row("CPU per request", duration, cpu(old), cpu(current)),
    {
      name: "Busiest part",
      before: busy(old),
      now: busy(current),
      change: old.bottleneck.station === current.bottleneck.station ? same : "another",
    },
  ];
}

/** If a load exceeds what its path can serve, its response times only reflect how long the run was; `undefined` otherwise. */
function growthRow(name: "mean" | "p50" | "p99", before: DiskReport, now: DiskReport): Row | undefined {
  if (!before.saturated && !now.saturated) return undefined;
  const written = ({ responseTimeUs, saturated }: DiskReport) => (saturated ? growing : duration(responseTimeUs[name]));
  const change = before.saturated ? (now.saturated ? same : `no longer ${growing}`) : `${growing} now`;
  return { name: `Response time, ${name}`, before: written(before), now: written(now), change };
}

/**
 * If the run has no interval of a percentile, for example because of few requests, it is unknown how much of the change
 * is noise.
 */
function percentileRow(name: "p50" | "p99", before: BaselineDisk, now: Comparison["now"]): Row {
  const intervals = [before.intervals[name], now.intervals[name]] as const;
  const times = [before.disk.responseTimeUs[name], now.disk.responseTimeUs[name]] as const;
  const written = row(`Response time, ${name}`, duration, ...times, ...intervals);
  const isKnown = written.change === same || intervals.every((interval) => interval !== undefined);
  return isKnown ? written : { ...written, change: `${written.change}, no interval`, isNoise: true };
}

function row(
  name: string,
  written: (value: number | null) => string,
  before: number | null,
  now: number | null,
  intervalBefore?: Interval,
  intervalNow?: Interval,
): Row {
  const texts = { name, before: written(before), now: written(now) };
  if (before === now) return { ...texts, change: same };
  if (before === null || now === null) return { ...texts, change: "not observed", isNoise: true };
  if (intervalBefore && intervalNow && isOverlapping(intervalBefore, intervalNow))
    return { ...texts, change: "within the interval", isNoise: true };
  if (before === 0) return { ...texts, change: "new" };
  return { ...texts, change: changeInPercent(now / before - 1) };
}

/** Such as `−62%`, `+0.4%` or, past tenfold, `12.1×` or `12.1× less`. */
export function changeInPercent(share: number): string {
  if (share >= 9) return `${count(1 + share)}×`;
  if (share <= -0.9 && share > -1) return `${count(1 / (1 + share))}× less`;
  if (Math.abs(share) < 0.1) return `${signed(100 * share).replace(/(\.\d)\d$/, "$1")}%`;
  return `${signed(100 * share).replace(/\.\d+$/, "")}%`;
}

export function meanInterval({ responseTimeUs: { mean, halfWidth95 } }: DiskReport): Interval | undefined {
  if (mean === null || halfWidth95 === null) return undefined;
  return [mean - halfWidth95, mean + halfWidth95];
}

/** By Little's law the throughput of a closed load is its queue depth over the response time, so it is as uncertain. */
export function throughputInterval(disk: DiskReport): Interval | undefined {
  const { load, responseTimeUs, throughputIops } = disk;
  const { mean, halfWidth95 } = responseTimeUs;
  if (load.queueDepth === undefined || throughputIops === null || halfWidth95 === null || !mean) return undefined;
  const share = halfWidth95 / mean;
  return [throughputIops * (1 - share), throughputIops * (1 + share)];
}

export function isOverlapping(one: Interval, other: Interval): boolean {
  return one[0] <= other[1] && other[0] <= one[1];
}
