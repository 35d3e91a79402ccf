/** Response times over the run: how many requests completed when, and after how long. Rows are logarithmic. */

import { sum } from "d3-array";
import { duration, whole } from "../../figures.ts";
import type { DiskDetail, HeatMap } from "../../simulation/detail.ts";
import { tenths } from "../geometry.ts";
import { type Markup, markup } from "../markup.ts";
import { acrossAxis, labelRoom, type Plot, tickDuration, upAxis } from "./axes.ts";
import type { Chart, ChartTable, NoChart } from "./chart.ts";
import { boxSample, type LegendEntry, legend } from "./legend.ts";
import { linearScale, logScale, logTicks, roundTicks, type Scale } from "./scale.ts";

const id = "heat-map";
const title = "Response time over the run";
const plotHeight = 190;
const levels = 5;
const narrowestColumn = 4;
const minRequests = 20;
const tableRows = 12;

export function heatMap(detail: DiskDetail, width: number): Chart | NoChart {
  const map = filled(detail.heatMap, Math.max(1, Math.floor((width - 60) / narrowestColumn)));
  const total = map ? sum(map.counts.flat()) : 0;
  if (!map || total < minRequests)
    return { id, title, reason: "Too few requests completed to show how response times spread over the run." };
  const lowest = map.rowEdgesUs[0]!;
  const highest = map.rowEdgesUs.at(-1)!;
  const edges = logTicks([lowest, highest]);
  const plot: Plot = {
    left: labelRoom(edges.map((us) => tickDuration(us))),
    right: width - 10,
    top: 24,
    bottom: 24 + plotHeight,
  };
  const endUs = map.startUs + map.columnUs * map.counts.length;
  const x = linearScale([map.startUs, endUs], [plot.left, plot.right]);
  const y = logScale([lowest, highest], [plot.bottom, plot.top]);
  const steps = stepsUpTo(Math.max(...map.counts.flat()));
  const key = legend(legendEntries(steps), width, plot.bottom + 44);
  const wanted = width < 420 ? 3 : width < 800 ? 5 : 8;
  return {
    id,
    title,
    finding: finding(map, total),
    basis: "All measured requests are included.",
    width,
    height: key.bottom,
    content: markup`${upAxis(
      plot,
      edges.map((us) => ({ at: y(us), label: tickDuration(us) })),
      "Response time",
    )}${acrossAxis(
      plot,
      roundTicks([map.startUs, endUs], wanted).map((us) => ({ at: x(us), label: tickDuration(us, endUs) })),
      "Simulated time",
    )}${steps.map((_, level) => cells(map, steps, level, x, y))}${map.counts.map((_, column) => columnTitle(map, column, x, plot))}${key.drawing}`,
    table: table(map),
  };
}

/** The map without empty rows at its ends, and with few enough columns to be visible; `undefined` if it is empty. */
function filled(map: HeatMap, maxColumns: number): HeatMap | undefined {
  const rows = map.rowEdgesUs.length - 1;
  const used = Array.from({ length: rows }, (_, row) => map.counts.some((column) => (column[row] ?? 0) > 0));
  const first = used.indexOf(true);
  const last = used.lastIndexOf(true);
  if (first < 0 || !(map.rowEdgesUs[first + 1]! > 0) || !(map.columnUs > 0)) return undefined;
  const group = Math.ceil(map.counts.length / maxColumns);
  const columns: number[][] = [];
  for (let at = 0; at < map.counts.length; at += group)
    columns.push(added(map.counts.slice(at, at + group), first, last));
  // A row that starts at 0 has no place on a logarithmic axis, so it starts at half its upper edge.
  const rowEdgesUs = map.rowEdgesUs
    .slice(first, last + 2)
    .map((edge, index, edges) => (index === 0 && edge <= 0 ? edges[1]! / 2 : edge));
  return { startUs: map.startUs, columnUs: map.columnUs * group, rowEdgesUs, counts: columns };
}

function added(columns: readonly (readonly number[])[], first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, row) => sum(columns.map((column) => column[first + row] ?? 0)));
}

/** The lowest count of each level, on a geometric scale; there are no more levels than counts. */
function stepsUpTo(most: number): readonly number[] {
  const steps = Array.from({ length: levels }, (_, level) => Math.ceil(most ** (level / levels)));
  return [...new Set(steps)].filter((step) => step <= most);
}

function levelOf(count: number, steps: readonly number[]): number {
  return steps.filter((step) => count >= step).length - 1;
}

/** All cells of one level as one path. */
function cells(map: HeatMap, steps: readonly number[], level: number, x: Scale, y: Scale): Markup | undefined {
  let d = "";
  map.counts.forEach((column, index) => {
    const left = x(map.startUs + index * map.columnUs);
    const width = x(map.startUs + (index + 1) * map.columnUs) - left;
    column.forEach((count, row) => {
      if (count <= 0 || levelOf(count, steps) !== level) return;
      const top = y(map.rowEdgesUs[row + 1]!);
      const height = y(map.rowEdgesUs[row]!) - top;
      d += `M${tenths(left)} ${tenths(top)}h${tenths(Math.max(1, width - 0.6))}v${tenths(Math.max(1, height - 0.6))}h${tenths(-Math.max(1, width - 0.6))}z`;
    });
  });
  return d === "" ? undefined : markup`<path class="${levelClass(level, steps)}" d="${d}"/>`;
}

/** The darkest level is always the last, however few there are. */
function levelClass(level: number, steps: readonly number[]): string {
  return `level-${levels - steps.length + level + 1}`;
}

function columnTitle(map: HeatMap, column: number, x: Scale, plot: Plot): Markup {
  const from = map.startUs + column * map.columnUs;
  const left = x(from);
  return markup`<rect class="column" x="${left}" y="${plot.top}" width="${x(from + map.columnUs) - left}" height="${plot.bottom - plot.top}"><title>${spanWords(map, column, column + 1)}</title></rect>`;
}

function spanWords(map: HeatMap, first: number, end: number): string {
  const spread = spreadOf(map, first, end);
  const when = timesInWords(map, first, end);
  if (!spread) return `${when}: no request completed`;
  return `${when}: ${whole(spread.requests)} requests, most of them ${spread.most}, the slowest ${spread.slowest}`;
}

function timesInWords({ startUs, columnUs }: HeatMap, first: number, end: number): string {
  return `${duration(startUs + first * columnUs)} to ${duration(startUs + end * columnUs)}`;
}

interface Spread {
  readonly requests: number;
  readonly fastest: string;
  readonly most: string;
  readonly slowest: string;
}

/** Describes what completed in some columns, by row. */
function spreadOf(map: HeatMap, first: number, end: number): Spread | undefined {
  const rows = added(map.counts.slice(first, end), 0, map.rowEdgesUs.length - 2);
  const fastest = rows.findIndex((count) => count > 0);
  if (fastest < 0) return undefined;
  const slowest = rows.length - 1 - [...rows].reverse().findIndex((count) => count > 0);
  return {
    requests: sum(rows),
    fastest: rowWords(map, fastest),
    most: rowWords(map, rows.indexOf(Math.max(...rows))),
    slowest: rowWords(map, slowest),
  };
}

function rowWords(map: HeatMap, row: number): string {
  return `${duration(map.rowEdgesUs[row]!)} to ${duration(map.rowEdgesUs[row + 1]!)}`;
}

function legendEntries(steps: readonly number[]): readonly LegendEntry[] {
  const entries = steps.map((step, level): LegendEntry => {
    const end = (steps[level + 1] ?? Number.POSITIVE_INFINITY) - 1;
    const text =
      end === Number.POSITIVE_INFINITY
        ? `${whole(step)} or more`
        : end <= step
          ? whole(step)
          : `${whole(step)}–${whole(end)}`;
    return { text, sample: boxSample(`legend-cell ${levelClass(level, steps)}`) };
  });
  return [{ text: "Requests per cell:" }, ...entries];
}

function finding(map: HeatMap, total: number): string {
  const all = spreadOf(map, 0, map.counts.length)!;
  const rows = added(map.counts, 0, map.rowEdgesUs.length - 2);
  const share = Math.round((100 * Math.max(...rows)) / total);
  return `${whole(total)} requests over ${duration(map.columnUs * map.counts.length)}: the most frequent response time is ${all.most} (${share}% of the requests), the fastest ${all.fastest}, the slowest ${all.slowest}.`;
}

/** Spans of time, few enough for a table; the drawing has more columns. */
function table(map: HeatMap): ChartTable {
  const group = Math.ceil(map.counts.length / tableRows);
  const rows: string[][] = [];
  for (let first = 0; first < map.counts.length; first += group) {
    const end = Math.min(first + group, map.counts.length);
    const spread = spreadOf(map, first, end);
    rows.push([
      timesInWords(map, first, end),
      whole(spread?.requests ?? 0),
      spread?.fastest ?? "–",
      spread?.most ?? "–",
      spread?.slowest ?? "–",
    ]);
  }
  return { columns: ["Simulated time", "Requests", "Fastest", "Most frequent", "Slowest"], rows };
}
