/** The response time below which a share of the requests stays, with its interval; the axis stretches the tail. */

import { duration, ratio, whole } from "../../figures.ts";
import type { DiskDetail } from "../../simulation/detail.ts";
import type { PercentilePoint } from "../../simulation/kernel/percentiles.ts";
import { type Markup, markup } from "../markup.ts";
import { measuredRequests } from "../sample-size.ts";
import { textWidth } from "../text-fit.ts";
import { acrossAxis, labelRoom, linePath, type Plot, tickDuration, upAxis } from "./axes.ts";
import type { Chart, NoChart } from "./chart.ts";
import { boxSample, type LegendEntry, legend, lineSample } from "./legend.ts";
import { linearScale, logScale, logTicks, roundTicks, type Scale } from "./scale.ts";

const id = "percentile-curve";
const title = "Response time by percentile";
const plotHeight = 210;
/** From this ratio of slowest to fastest on, the time axis is logarithmic. */
const wideRange = 20;

/** The number of nines: `-log10(1 - share)`. */
const named = [0.5, 0.9, 0.99, 0.999, 0.9999] as const;

export function percentileCurve(detail: DiskDetail, width: number): Chart | NoChart {
  const points = detail.percentiles.filter(
    ({ share, us, lowUs, highUs }) => share >= 0 && share < 1 && us > 0 && Number.isFinite(us + lowUs + highUs),
  );
  const last = points.at(-1);
  if (points.length < 3 || !last || last.share < 0.9)
    return { id, title, reason: "Too few requests completed to show the tail." };
  const slowest = Math.max(...points.map(({ us, highUs }) => Math.max(us, highUs)));
  const fastest = Math.min(...points.map(({ us, lowUs }) => (lowUs > 0 ? lowUs : us)));
  const isLog = slowest / fastest > wideRange;
  const rises = isLog ? logTicks([fastest, slowest]) : ticksAbove(slowest);
  const top = isLog ? slowest * 1.3 : rises.at(-1)!;
  const label = (us: number) => (isLog ? tickDuration(us) : tickDuration(us, top));
  const plot: Plot = { left: labelRoom(rises.map(label)), right: width - 16, top: 24, bottom: 24 + plotHeight };
  const x = nines(points[0]!.share, last.share, plot);
  const range = [plot.bottom, plot.top] as const;
  const y = isLog ? logScale([fastest, top], range) : linearScale([0, top], range);
  const marks = named.flatMap((share) => points.filter((point) => Math.abs(point.share - share) < 1e-9));
  const key = legend(legendEntries, width, plot.bottom + 44);
  return {
    id,
    title,
    finding: finding(marks, points),
    basis: `From all ${whole(measuredRequests(detail))} measured requests, as far as 10 or more took longer.`,
    width,
    height: key.bottom,
    content: markup`${upAxis(
      plot,
      rises.map((us) => ({ at: y(us), label: label(us) })),
      isLog ? "Response time (logarithmic)" : "Response time",
    )}${acrossAxis(
      plot,
      named
        .filter((share) => share <= last.share + 1e-9)
        .map((share) => ({ at: x(share), label: percentileName(share) })),
      "Share of requests that are faster",
    )}${band(points, x, y, isLog ? fastest : 0)}<path class="curve" d="${linePath(points.map(({ share, us }) => [x(share), y(us)]))}"/>${marks.map((point) => mark(point, x, y, plot))}${key.drawing}`,
    table: {
      columns: ["Percentile", "Response time", "95% interval from", "to"],
      rows: points.map(({ share, us, lowUs, highUs }) => [
        percentileName(share),
        duration(us),
        duration(lowUs),
        duration(highUs),
      ]),
    },
  };
}

/** From 0 to the first round value that leaves room above the curve. */
function ticksAbove(slowest: number): readonly number[] {
  const rises = roundTicks([0, slowest * 1.05], 5);
  const step = rises[1]! - rises[0]!;
  return [...rises, rises.at(-1)! + step];
}

function nines(first: number, last: number, plot: Plot): Scale {
  const scale = linearScale([-Math.log10(1 - first), -Math.log10(1 - last)], [plot.left, plot.right - 6]);
  return (share) => scale(-Math.log10(1 - share));
}

function band(points: readonly PercentilePoint[], x: Scale, y: Scale, floor: number): Markup {
  const upper = points.map(({ share, highUs }) => [x(share), y(highUs)] as const);
  const lower = points.map(({ share, lowUs }) => [x(share), y(Math.max(lowUs, floor))] as const).reverse();
  return markup`<path class="band-95" d="${linePath([...upper, ...lower])}z"/>`;
}

/** The value is above its point, or below it where the curve would cross it. */
function mark({ share, us, lowUs, highUs }: PercentilePoint, x: Scale, y: Scale, plot: Plot): Markup {
  const text = duration(us);
  const half = textWidth(text, 11) / 2;
  const at = Math.max(plot.left + half + 2, Math.min(x(share), plot.right + 14 - half));
  const above = y(us) - 10;
  return markup`<g class="point"><title>${`${percentileName(share)}: ${text} (95% interval ${duration(lowUs)} to ${duration(highUs)})`}</title><circle class="mark" cx="${x(share)}" cy="${y(us)}" r="3.5"/><text class="value" text-anchor="middle" x="${at}" y="${above < plot.top + 8 ? y(us) + 20 : above}">${text}</text></g>`;
}

const legendEntries: readonly LegendEntry[] = [
  { text: "response time", sample: lineSample("curve") },
  { text: "95% interval", sample: boxSample("band-95") },
];

function finding(marks: readonly PercentilePoint[], points: readonly PercentilePoint[]): string {
  const median = marks.find(({ share }) => share === 0.5) ?? points[0]!;
  const tail = marks.at(-1) ?? points.at(-1)!;
  const others = tail.share < 1 ? Math.round(1 / (1 - tail.share)) : 1;
  return `${median.share === 0.5 ? "Half" : percentileName(median.share)} of the requests take at most ${duration(median.us)}; one in ${whole(others)} takes longer than ${duration(tail.us)} (95% interval ${duration(tail.lowUs)} to ${duration(tail.highUs)})${tail.us > 1.05 * median.us ? `, ${ratio(tail.us / median.us)} the time` : ""}.`;
}

/** Such as `p50` or `p99.9`. */
function percentileName(share: number): string {
  return `p${Number((100 * share).toFixed(6))}`;
}
