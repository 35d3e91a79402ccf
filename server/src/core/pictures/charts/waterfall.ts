/** The waterfall of two single requests, the median one and one at the 99th percentile, stage by stage on one time axis. */

import { greatest, sum } from "d3-array";
import { bytes, counted, duration, percent, whole } from "../../figures.ts";
import type { TracedRequest, TracedStep } from "../../simulation/des/trace.ts";
import type { DiskDetail } from "../../simulation/detail.ts";
import { stageLong, stageShort } from "../../simulation/paths/stage-names.ts";
import { type Markup, markup } from "../markup.ts";
import type { ChosenPath, PathStage } from "../picture.ts";
import { confidenceIn, measuredRequests } from "../sample-size.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { tickDuration } from "./axes.ts";
import type { Chart, ChartTable, NoChart } from "./chart.ts";
import { type LegendEntry, legend } from "./legend.ts";
import { linearScale, roundTicks, type Scale } from "./scale.ts";

const id = "waterfall";
const title = "One median and one p99 request";

/** From this width on, both requests are side by side. */
const sideBySide = 860;
/** Below this width, a stage's name is above its bar. */
const namesAbove = 520;
const headHeight = 44;
const axisHeight = 26;
const legendHeight = 24;
const barHeight = 10;
/** Space at the right of the bars for a stage's time; in the narrow form the time is on the line of the name. */
const figureWidth = 62;
const tickPitch = 2.5;
/** Used where there is little space. */
const minPitch = 1.5;
const maxTicks = 60;
/** A service that is too short to be visible is drawn this wide. */
const minWidth = 1.5;

interface Shown {
  readonly name: string;
  readonly request: TracedRequest;
}

/** What one request did in one stage; times are durations. */
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
  if (!median || !p99 || ![median, p99].every(isWhole))
    return { id, title, reason: "The run was too short to pick a median and a p99 request." };
  const stages = path.stages.filter(({ index }) =>
    [median, p99].some((request) => request.steps.some((step) => step.stage === index)),
  );
  const drawn = stages.filter((at) => [median, p99].some((request) => spent(at, request) > 0));
  const shown: readonly Shown[] = [
    { name: "Median request", request: median },
    { name: "p99 request", request: p99 },
  ];
  const longest = Math.max(lengthOf(median), lengthOf(p99));
  const columns = width >= sideBySide;
  const nameWidth = width < namesAbove ? 0 : columns ? 190 : 216;
  const rowHeight = nameWidth === 0 ? 36 : 22;
  const panelWidth = columns ? (width - nameWidth - 32) / 2 : width - nameWidth;
  const panelHeight = headHeight + rowHeight * drawn.length + axisHeight;
  const panels = shown.map((each, index) => {
    const left = nameWidth + (columns ? index * (panelWidth + 32) : 0);
    const top = legendHeight + (columns ? 0 : index * (panelHeight + 14));
    const names = !columns || index === 0 ? nameWidth : undefined;
    return panel(each, drawn, { left, top, width: panelWidth, rowHeight, names, longest });
  });
  return {
    id,
    title,
    finding: finding(stages, median, p99),
    basis: basis(measuredRequests(detail)),
    width,
    height: legendHeight + (columns ? panelHeight : 2 * panelHeight + 14),
    content: markup`<defs><pattern id="chart-waiting" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>${legend(legendEntries(drawn), width, 1).drawing}${panels}`,
    table: table(stages, median, p99),
  };
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly rowHeight: number;
  /** Width of the names at the left of the bars; 0 puts them above, absent leaves them out. */
  readonly names: number | undefined;
  readonly longest: number;
}

function panel({ name, request }: Shown, stages: readonly PathStage[], place: Place): Markup {
  const { left, top, width, rowHeight, names, longest } = place;
  const right = names === 0 ? left + width : left + width - figureWidth;
  const rowsTop = top + headHeight;
  const rowsEnd = rowsTop + rowHeight * stages.length;
  const scale = linearScale([0, longest], [left, right - 1]);
  const wanted = right - left < 260 ? 3 : right - left < 520 ? 4 : 6;
  const grid = roundTicks([0, longest], wanted).map((us) => {
    const x = scale(us);
    const label = tickDuration(us, longest);
    const half = textWidth(label, 11) / 2;
    // Letters may be a little wider than estimated.
    const anchor = x - half < left ? "start" : x + half + 4 > right ? "end" : "middle";
    return markup`<line class="grid" x1="${x}" y1="${rowsTop - 4}" x2="${x}" y2="${rowsEnd}"/><text class="tick" text-anchor="${anchor}" x="${anchor === "start" ? left : anchor === "end" ? right : x}" y="${rowsEnd + 16}">${label}</text>`;
  });
  const kind = `${bytes(request.bytes)} ${request.isRead ? "read" : "write"}`;
  const rows = stages.map((at, index) => {
    const y = rowsTop + rowHeight * index;
    const baseline = names === 0 ? y + 12 : y + rowHeight / 2 + 4;
    const room = names === undefined ? 0 : names === 0 ? width - figureWidth : names - 12;
    const stripe = names === undefined ? left : left - names;
    return markup`<g class="row">${index % 2 === 0 && markup`<rect class="stripe" x="${stripe}" y="${y}" width="${left + width - stripe}" height="${rowHeight}"/>`}${names !== undefined && markup`<text class="stage" x="${left - names}" y="${baseline}">${fitText(nameOf(at, room), room, 11)}</text>`}<text class="row-figure" text-anchor="end" x="${left + width - 2}" y="${baseline}">${duration(spent(at, request))}</text>${bars(at, request, scale, names === 0 ? { left, right, middle: y + 21, ticksAt: 27 + y } : { left, right, middle: y + rowHeight / 2, ticksAt: y + rowHeight / 2 - 10 })}</g>`;
  });
  const head = markup`<text class="panel-name" x="${left}" y="${top + 14}">${name}<tspan class="panel-total" dx="8">${duration(lengthOf(request))}</tspan></text><text class="note" x="${left}" y="${top + 30}">${kind}, issued at ${duration(request.issuedUs)}</text>`;
  return markup`<g class="panel">${head}${rows}${grid}</g>`;
}

interface BarPlace {
  readonly left: number;
  readonly right: number;
  /** Of the bar, from top to bottom. */
  readonly middle: number;
  /** Upper end of the ticks: above the bar, or below it if a name is above. */
  readonly ticksAt: number;
}

/** Waiting hatched, service solid, crossings as ticks beside the service with their count. */
function bars(
  at: PathStage,
  request: TracedRequest,
  scale: Scale,
  { left, right, middle, ticksAt }: BarPlace,
): Markup | undefined {
  const visit = visitOf(at, request);
  const first = visit.steps[0];
  const last = visit.steps.at(-1);
  if (!first || !last) return undefined;
  const top = middle - barHeight / 2;
  const since = (us: number) => scale(us - request.issuedUs);
  const begin = since(first.waitUs);
  const end = Math.max(begin + minWidth, since(last.endUs));
  const pieces = visit.steps.map((step) => {
    const serviceStart = since(step.serviceUs);
    const waitStart = since(step.waitUs);
    return markup`${waitOf(step) > 0 && markup`<rect class="waits" x="${waitStart}" y="${top}" width="${Math.max(0.5, serviceStart - waitStart)}" height="${barHeight}"/>`}${serviceOf(step) > 0 && markup`<rect class="serves" x="${Math.min(serviceStart, right - minWidth)}" y="${top}" width="${Math.max(minWidth, since(step.endUs) - serviceStart)}" height="${barHeight}"/>`}`;
  });
  const marks = crossingTicks(visit, since, { left, right, top: ticksAt });
  const text = at.crossing && visit.crossings > 0 ? counted(visit.crossings, at.crossing.kind) : "";
  const after = Math.max(end, marks?.end ?? 0) + 6;
  const width = textWidth(text, 10.5);
  const before = Math.min(begin, marks?.start ?? begin) - 6;
  // After the bar, or else before it, or else over its end.
  const [anchor, x] =
    after + width <= right ? ["start", after] : before - width >= left ? ["end", before] : ["end", right];
  return markup`${pieces}${marks?.drawing}${text !== "" && markup`<text class="crossing-count" text-anchor="${anchor}" x="${x}" y="${middle + 4}">${text}</text>`}`;
}

/** The crossings are shown where the stage serves; if there are several steps, each gets a share by its time. */
function crossingTicks(
  { crossings, steps, serviceUs }: Visit,
  since: (us: number) => number,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
): { readonly drawing: Markup; readonly start: number; readonly end: number } | undefined {
  if (crossings <= 0) return undefined;
  const all = Math.min(maxTicks, crossings);
  const places: number[] = [];
  let servedUs = 0;
  steps.forEach((step, index) => {
    const from = Math.round((all * servedUs) / serviceUs);
    servedUs += serviceOf(step);
    const shown = Math.round((all * servedUs) / serviceUs) - from;
    if (shown === 0) return;
    const next = steps[index + 1];
    const limit = next ? since(next.serviceUs) : right;
    const begin = since(step.serviceUs);
    const preferred = Math.max(tickPitch, (since(step.endUs) - begin) / shown);
    const pitch = Math.min(preferred, Math.max((limit - begin) / shown, minPitch));
    const start = Math.max(left, Math.min(begin + 0.5, limit - pitch * (shown - 1) - 1));
    for (let tick = 0; tick < shown; tick++) places.push(start + tick * pitch);
  });
  const d = places.map((x) => `M${x.toFixed(1)} ${top}v4`).join("");
  return { drawing: markup`<path class="crossings" d="${d}"/>`, start: places[0]!, end: places.at(-1)! };
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
  const waited = sum(stages, (at) => visitOf(at, median).waitUs);
  const both = `The median request takes ${duration(lengthOf(median))}, ${percent(waited / lengthOf(median))} of it waiting; the p99 request takes ${duration(lengthOf(p99))}.`;
  const growth = (at: PathStage) => spent(at, p99) - spent(at, median);
  const grown = greatest(stages, growth);
  if (!grown || growth(grown) <= 0) return both;
  return `${both} Most of the difference is made by "${stageLong(grown.stage.id)}": ${duration(growth(grown))}.`;
}

/** A request near a percentile is as rough as the percentile itself. */
function basis(requests: number): string {
  const picked = `Two recorded requests, nearest to the median and the p99 of all ${whole(requests)}`;
  return confidenceIn(0.99, requests) === "sure" ? `${picked}.` : `${picked}; fewer than 10 took longer than the p99.`;
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
  const serviceUs = sum(steps, serviceOf);
  const crossings = at.crossing && serviceUs > 0 ? Math.max(1, Math.round(at.crossing.count)) : 0;
  return { steps, serviceUs, waitUs: sum(steps, waitOf), crossings };
}

function spent(at: PathStage, request: TracedRequest): number {
  const { waitUs, serviceUs } = visitOf(at, request);
  return waitUs + serviceUs;
}

/** A step has three points in time: when waiting began, when service began, when it ended. */
function waitOf({ waitUs, serviceUs }: TracedStep): number {
  return serviceUs - waitUs;
}

function serviceOf({ serviceUs, endUs }: TracedStep): number {
  return endUs - serviceUs;
}

function isWhole(request: TracedRequest): boolean {
  return lengthOf(request) > 0 && Number.isFinite(lengthOf(request)) && request.steps.length > 0;
}

function lengthOf(request: TracedRequest): number {
  return request.completedUs - request.issuedUs;
}

function nameOf({ stage }: PathStage, room: number): string {
  return textWidth(stageLong(stage.id), 11) > room ? stageShort(stage.id) : stageLong(stage.id);
}
