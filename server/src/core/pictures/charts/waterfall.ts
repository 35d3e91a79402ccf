/** The waterfall of two single requests, the median one and one at the 99th percentile, stage by stage on one time axis. */

import type { TracedRequest, TracedStep } from "../../simulation/des/trace.ts";
import type { DiskDetail } from "../../simulation/detail.ts";
import { stageLong, stageShort } from "../../simulation/paths/stage-names.ts";
import { bytes, counted, duration, percent } from "../format.ts";
import { type Markup, markup } from "../markup.ts";
import type { ChosenPath, PathStage } from "../picture.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { tickDuration } from "./axes.ts";
import type { Chart, ChartTable, NoChart } from "./chart.ts";
import { type LegendEntry, legend } from "./legend.ts";
import { linearScale, roundTicks, type Scale } from "./scale.ts";

const id = "waterfall";
const title = "One median and one p99 request";

/** From this width on, both requests stand side by side. */
const sideBySide = 860;
/** Below this width a stage's name stands above its bar. */
const namesAbove = 520;
const headHeight = 44;
const axisHeight = 26;
const legendHeight = 24;
const barHeight = 10;
const tickPitch = 2.5;
const mostTicks = 60;
/** A service too short to see is drawn this wide. */
const leastWidth = 1.5;

interface Shown {
  readonly name: string;
  readonly request: TracedRequest;
}

/** What one request did in one stage. */
interface Visit {
  readonly waitUs: number;
  readonly serviceUs: number;
  readonly steps: readonly TracedStep[];
  /** Crossings of the border between guest and host. */
  readonly crossings: number;
}

export function waterfall(path: ChosenPath, detail: DiskDetail, width: number): Chart | NoChart {
  const median = detail.requests.find((request) => request.role === "median");
  const p99 = detail.requests.find((request) => request.role === "p99");
  if (!median || !p99 || lengthOf(median) <= 0)
    return { id, title, reason: "The run was too short to pick a median and a p99 request." };
  const stages = path.stages.filter(({ index }) =>
    [median, p99].some((request) => request.steps.some((step) => step.stage === index)),
  );
  const shown: readonly Shown[] = [
    { name: "Median request", request: median },
    { name: "p99 request", request: p99 },
  ];
  const longest = Math.max(lengthOf(median), lengthOf(p99));
  const columns = width >= sideBySide;
  const nameWidth = width < namesAbove ? 0 : columns ? 190 : 216;
  const rowHeight = nameWidth === 0 ? 34 : 22;
  const panelWidth = columns ? (width - nameWidth - 32) / 2 : width - nameWidth;
  const panelHeight = headHeight + rowHeight * stages.length + axisHeight;
  const panels = shown.map((each, index) => {
    const left = nameWidth + (columns ? index * (panelWidth + 32) : 0);
    const top = legendHeight + (columns ? 0 : index * (panelHeight + 14));
    const names = !columns || index === 0 ? nameWidth : undefined;
    return panel(each, stages, { left, top, width: panelWidth, rowHeight, names, longest });
  });
  return {
    id,
    title,
    finding: finding(stages, median, p99),
    width,
    height: legendHeight + (columns ? panelHeight : 2 * panelHeight + 14),
    content: markup`<defs><pattern id="chart-waiting" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>${legend(legendEntries(stages), width, 1).drawing}${panels}`,
    table: table(stages, median, p99),
  };
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly rowHeight: number;
  /** Width of the names left of the bars: 0 stands them above, absent leaves them out. */
  readonly names: number | undefined;
  readonly longest: number;
}

function panel({ name, request }: Shown, stages: readonly PathStage[], place: Place): Markup {
  const { left, top, width, rowHeight, names, longest } = place;
  const right = left + width;
  const rowsTop = top + headHeight;
  const rowsEnd = rowsTop + rowHeight * stages.length;
  const scale = linearScale([0, longest], [left, right - 1]);
  const wanted = width < 260 ? 3 : width < 520 ? 4 : 6;
  const grid = roundTicks([0, longest], wanted).map((us) => {
    const x = scale(us);
    const half = textWidth(tickDuration(us), 11) / 2;
    const anchor = x - half < left ? "start" : x + half > right ? "end" : "middle";
    return markup`<line class="grid" x1="${x}" y1="${rowsTop - 4}" x2="${x}" y2="${rowsEnd}"/><text class="tick" text-anchor="${anchor}" x="${anchor === "start" ? left : anchor === "end" ? right : x}" y="${rowsEnd + 16}">${tickDuration(us)}</text>`;
  });
  const kind = `${bytes(request.bytes)} ${request.isRead ? "read" : "write"}`;
  const rows = stages.map((at, index) => {
    const y = rowsTop + rowHeight * index;
    const label =
      names === 0
        ? markup`<text class="stage" x="${left}" y="${y + 12}">${fitText(nameOf(at, width), width, 11)}</text>`
        : names !== undefined &&
          markup`<text class="stage" x="0" y="${y + rowHeight / 2 + 4}">${fitText(nameOf(at, names - 12), names - 12, 11)}</text>`;
    return markup`<g class="row">${index % 2 === 0 && markup`<rect class="stripe" x="${names === undefined ? left : left - names}" y="${y}" width="${names === undefined ? width : width + names}" height="${rowHeight}"/>`}${label}${bars(at, request, scale, { left, right, middle: names === 0 ? y + 23 : y + rowHeight / 2 })}</g>`;
  });
  const stripes = markup`<text class="panel-name" x="${left}" y="${top + 14}">${name}<tspan class="panel-total" dx="8">${duration(lengthOf(request))}</tspan></text><text class="note" x="${left}" y="${top + 30}">${kind}, issued at ${duration(request.issuedUs)}</text>`;
  return markup`<g class="panel">${stripes}${rows}${grid}</g>`;
}

/** Waiting hatched, service solid, crossings as ticks above the service, and the figures where there is room. */
function bars(
  at: PathStage,
  request: TracedRequest,
  scale: Scale,
  { left, right, middle }: { readonly left: number; readonly right: number; readonly middle: number },
): Markup | undefined {
  const visit = visitOf(at, request);
  const first = visit.steps[0];
  const last = visit.steps.at(-1);
  if (!first || !last) return undefined;
  const top = middle - barHeight / 2;
  const since = (us: number) => scale(us - request.issuedUs);
  const begin = since(startOf(first));
  const end = Math.max(begin + leastWidth, since(last.endUs));
  const pieces = visit.steps.map((step) => {
    const serviceStart = since(step.endUs - step.serviceUs);
    const waitStart = since(startOf(step));
    return markup`${step.waitUs > 0 && markup`<rect class="waits" x="${waitStart}" y="${top}" width="${Math.max(0.5, serviceStart - waitStart)}" height="${barHeight}"/>`}${step.serviceUs > 0 && markup`<rect class="serves" x="${Math.min(serviceStart, right - leastWidth)}" y="${top}" width="${Math.max(leastWidth, since(step.endUs) - serviceStart)}" height="${barHeight}"/>`}`;
  });
  const served = visit.steps.find((step) => step.serviceUs > 0) ?? first;
  const marks = crossingTicks(visit.crossings, since(served.endUs - served.serviceUs), end, { left, right, top });
  const text = rowLabel(at, visit);
  const room = Math.max(end, marks?.end ?? 0) + 6;
  const after = room + textWidth(text, 10.5) <= right;
  const before = begin - 6 - textWidth(text, 10.5) >= left;
  const inside = !after && !before;
  return markup`${pieces}${marks?.drawing}<text class="row-figure${inside && " on-bar"}" text-anchor="${after ? "start" : "end"}" x="${after ? room : before ? begin - 6 : right - 4}" y="${middle + 4}">${text}</text>`;
}

function crossingTicks(
  crossings: number,
  begin: number,
  end: number,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
): { readonly drawing: Markup; readonly end: number } | undefined {
  if (crossings <= 0) return undefined;
  const shown = Math.min(mostTicks, crossings);
  const pitch = shown > 1 ? Math.min(Math.max(tickPitch, (end - begin) / shown), (right - left) / shown) : 0;
  const length = pitch * (shown - 1);
  const start = Math.max(left, Math.min(begin + 0.5, right - length - 1));
  let d = "";
  for (let tick = 0; tick < shown; tick++) d += `M${(start + tick * pitch).toFixed(1)} ${top - 5}v4`;
  return { drawing: markup`<path class="crossings" d="${d}"/>`, end: start + length };
}

function rowLabel({ crossing }: PathStage, visit: Visit): string {
  const time = duration(visit.waitUs + visit.serviceUs);
  return crossing && visit.crossings > 0 ? `${time}, ${counted(visit.crossings, crossing.kind)}` : time;
}

function legendEntries(stages: readonly PathStage[]): readonly LegendEntry[] {
  const box = (className: string) => (x: number, y: number) =>
    markup`<rect class="${className}" x="${x + 0.5}" y="${y + 1}" width="17" height="${barHeight}"/>`;
  const kinds = new Set(stages.flatMap(({ crossing }) => (crossing ? [`${crossing.kind}s`] : [])));
  const entries: LegendEntry[] = [
    { text: "waiting", sample: box("waits") },
    { text: "service", sample: box("serves") },
  ];
  if (kinds.size > 0)
    entries.push({
      text: [...kinds].join(", "),
      sample: (x, y) => markup`<path class="crossings" d="M${x + 4} ${y + 4}v4m4 -4v4m4 -4v4"/>`,
    });
  return entries;
}

/** How long both take, and the stage that makes most of the difference. */
function finding(stages: readonly PathStage[], median: TracedRequest, p99: TracedRequest): string {
  const waited = stages.reduce((sum, at) => sum + visitOf(at, median).waitUs, 0);
  const both = `The median request takes ${duration(lengthOf(median))}, ${percent(waited / lengthOf(median))} of it waiting; the p99 request takes ${duration(lengthOf(p99))}.`;
  const grown = stages
    .map((at) => ({ at, more: spent(at, p99) - spent(at, median) }))
    .reduce((most, each) => (each.more > most.more ? each : most));
  if (grown.more <= 0) return both;
  return `${both} Most of what the p99 request has more is "${stageLong(grown.at.stage.id)}": ${duration(grown.more)}.`;
}

function table(stages: readonly PathStage[], median: TracedRequest, p99: TracedRequest): ChartTable {
  return {
    columns: ["Stage", "Median: waiting", "Median: service", "p99: waiting", "p99: service", "Crossings"],
    rows: [
      ...stages.map((at) => {
        const one = visitOf(at, median);
        const other = visitOf(at, p99);
        const crossings = at.crossing
          ? one.crossings === other.crossings
            ? counted(one.crossings, at.crossing.kind)
            : `${one.crossings} and ${counted(other.crossings, at.crossing.kind)}`
          : "none";
        return [
          stageLong(at.stage.id),
          duration(one.waitUs),
          duration(one.serviceUs),
          duration(other.waitUs),
          duration(other.serviceUs),
          crossings,
        ];
      }),
      ["Response time", "", duration(lengthOf(median)), "", duration(lengthOf(p99)), ""],
    ],
  };
}

/** A stage without a service in this request crosses nothing: a ring that was not empty needed no signal. */
function visitOf(at: PathStage, request: TracedRequest): Visit {
  const steps = request.steps.filter((step) => step.stage === at.index);
  const serviceUs = steps.reduce((sum, step) => sum + step.serviceUs, 0);
  const crossings = at.crossing && serviceUs > 0 ? Math.max(1, Math.round(at.crossing.count)) : 0;
  return { steps, serviceUs, waitUs: steps.reduce((sum, step) => sum + step.waitUs, 0), crossings };
}

function spent(at: PathStage, request: TracedRequest): number {
  const { waitUs, serviceUs } = visitOf(at, request);
  return waitUs + serviceUs;
}

function startOf(step: TracedStep): number {
  return step.endUs - step.serviceUs - step.waitUs;
}

function lengthOf(request: TracedRequest): number {
  return request.completedUs - request.issuedUs;
}

function nameOf({ stage }: PathStage, room: number): string {
  return textWidth(stageLong(stage.id), 11) > room ? stageShort(stage.id) : stageLong(stage.id);
}
