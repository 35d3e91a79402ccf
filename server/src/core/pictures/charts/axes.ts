/** The frame of a chart: grid lines, ticks with their labels, and the titles of the axes. */
import { tenths } from "../geometry.ts";
import { type Markup, markup } from "../markup.ts";
import { textWidth } from "../text-fit.ts";

/** The rectangle inside the axes. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const tickSize = 11;
const gap = 6;

/** Vertical grid lines with labels below; a label that would touch the previous one is left out. */
export function acrossAxis(plot: Plot, ticks: readonly Tick[], title: string): Markup {
  let free = Number.NEGATIVE_INFINITY;
  const labels = ticks.map(({ at, label }) => {
    const half = textWidth(label, tickSize) / 2;
    const x = Math.max(half, Math.min(at, plot.right + 5 - half));
    if (x - half < free) return undefined;
    free = x + half + gap;
    return markup`<text class="tick" text-anchor="middle" x="${x}" y="${plot.bottom + 16}">${label}</text>`;
  });
  return markup`<g class="axis-across">${ticks.map(({ at }) => markup`<line class="grid" x1="${at}" y1="${plot.top}" x2="${at}" y2="${plot.bottom}"/>`)}<line class="base" x1="${plot.left}" y1="${plot.bottom}" x2="${plot.right}" y2="${plot.bottom}"/>${labels}<text class="axis-title" text-anchor="end" x="${plot.right}" y="${plot.bottom + 32}">${title}</text></g>`;
}

/** Horizontal grid lines with labels on the left; the title is above the labels. */
export function upAxis(plot: Plot, ticks: readonly Tick[], title: string): Markup {
  return markup`<g class="axis-up">${ticks.map(
    ({ at, label }) =>
      markup`<line class="grid" x1="${plot.left}" y1="${at}" x2="${plot.right}" y2="${at}"/><text class="tick" text-anchor="end" x="${plot.left - gap}" y="${at + 4}">${label}</text>`,
  )}<text class="axis-title" x="0" y="11">${title}</text></g>`;
}

/** Width of the widest label at the left of a plot. */
export function labelRoom(labels: readonly string[]): number {
  return Math.ceil(Math.max(24, ...labels.map((label) => textWidth(label, tickSize))) + gap + 2);
}

/** A round duration at an axis, such as `500 µs`, `20 ms` or `1.5 s`; on a linear axis all have the unit of the largest. */
export function tickDuration(us: number, largest = us): string {
  if (us === 0) return "0";
  const [length, unit] = largest < 1000 ? [1, "µs"] : largest < 1_000_000 ? [1000, "ms"] : [1_000_000, "s"];
  return `${tickFigure(us / length)} ${unit}`;
}

/** A round count at an axis, such as `500`, `20k` or `1.5M`. */
export function tickCount(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return tickFigure(value);
  return size < 1_000_000 ? `${tickFigure(value / 1000)}k` : `${tickFigure(value / 1_000_000)}M`;
}

/** A line through points in pixels. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${tenths(x)} ${tenths(y)}`).join("");
}

function tickFigure(value: number): string {
  return String(Number(value.toPrecision(6)));
}
