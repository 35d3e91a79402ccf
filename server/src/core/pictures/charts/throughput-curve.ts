/** Throughput over the number of outstanding requests: the analytic curve between its asymptotes, the knee, and the present load. */

import { count, counted, duration, iops, whole } from "../../figures.ts";
import type { DiskDetail, ThroughputCurve } from "../../simulation/detail.ts";
import type { DiskReport } from "../../simulation/report.ts";
import { type Markup, markup } from "../markup.ts";
import { measuredRequests } from "../sample-size.ts";
import { textWidth } from "../text-fit.ts";
import { acrossAxis, labelRoom, linePath, type Plot, tickCount, upAxis } from "./axes.ts";
import type { Chart, NoChart } from "./chart.ts";
import { type LegendEntry, legend, lineSample } from "./legend.ts";
import { doublingTicks, logScale, logTicks, type Scale } from "./scale.ts";

const id = "throughput-curve";
const title = "Throughput over queue depth";
const plotHeight = 210;

interface Point {
  readonly queueDepth: number;
  readonly throughputIops: number;
}

/** The present load: its point on the curve if it is closed, like the curve, and what the run measured. */
interface Present {
  readonly queueDepth: number;
  readonly isClosed: boolean;
  readonly analytic: Point | undefined;
  readonly simulated: Point;
}

export function throughputCurve(disk: DiskReport, detail: DiskDetail, width: number): Chart | NoChart {
  const curve = detail.throughputCurve;
  const points = curve.points.filter(
    ({ queueDepth, throughputIops }) => isPositive(queueDepth) && isPositive(throughputIops),
  );
  if (points.length < 2 || ![curve.maximumIops, curve.zeroLoadResponseUs, curve.kneeQueueDepth].every(isPositive))
    return { id, title, reason: "There is no analytic prediction of this disk, so its curve cannot be drawn." };
  const present = presentOf(disk, points);
  const depths = [...points, ...(present ? [present] : [])].map(({ queueDepth }) => queueDepth);
  const across = [Math.min(...depths), Math.max(...depths, curve.kneeQueueDepth)] as const;
  const rates = [...points, ...(present ? [present.simulated] : [])].map(({ throughputIops }) => throughputIops);
  const up = [Math.min(...rates) / 1.25, Math.max(curve.maximumIops, ...rates) * 1.3] as const;
  const rises = logTicks(up);
  const plot: Plot = { left: labelRoom(rises.map(tickCount)), right: width - 16, top: 24, bottom: 24 + plotHeight };
  const x = logScale(across, [plot.left + 8, plot.right - 8]);
  const y = logScale(up, [plot.bottom, plot.top]);
  const key = legend(legendEntries(present), width, plot.bottom + 44);
  return {
    id,
    title,
    finding: finding(curve, disk, present),
    basis: `The curve is computed by the analytic engine; the simulated point is the mean of ${whole(measuredRequests(detail))} requests.`,
    width,
    height: key.bottom,
    content: markup`${upAxis(
      plot,
      rises.map((iops) => ({ at: y(iops), label: tickCount(iops) })),
      "IOPS (logarithmic)",
    )}${acrossAxis(
      plot,
      doublingTicks(across, width < 420 ? 6 : 10).map((depth) => ({ at: x(depth), label: tickCount(depth) })),
      "Requests outstanding (logarithmic)",
    )}${asymptotes(curve, across, up, x, y)}<path class="curve" d="${linePath(points.map(({ queueDepth, throughputIops }) => [x(queueDepth), y(throughputIops)]))}"/>${knee(curve, x, y, plot)}${present && marks(present, x, y)}${key.drawing}`,
    table: {
      columns: ["Queue depth", "Throughput", "Response time"],
      rows: [
        ...points.map(({ queueDepth, throughputIops }) => {
          const { responseTimeUs } = curve.points.find((point) => point.queueDepth === queueDepth)!;
          return [count(queueDepth), `${count(throughputIops)} IOPS`, duration(responseTimeUs)];
        }),
        ["One request alone", `${count(1e6 / curve.zeroLoadResponseUs)} IOPS`, duration(curve.zeroLoadResponseUs)],
        ["Knee", count(curve.kneeQueueDepth), ""],
        ["Limit", `${count(curve.maximumIops)} IOPS`, ""],
        ...(present
          ? [
              [
                `Simulated, ${count(present.queueDepth)} outstanding`,
                iops(disk.throughputIops),
                duration(disk.responseTimeUs.mean),
              ],
            ]
          : []),
      ],
    },
  };
}

/** An open load has no queue depth: by Little's law its mean number outstanding is throughput times response time. */
function presentOf(disk: DiskReport, points: readonly Point[]): Present | undefined {
  const isClosed = disk.load.queueDepth !== undefined;
  const { throughputIops } = disk;
  const queueDepth = disk.load.queueDepth ?? ((throughputIops ?? 0) * (disk.responseTimeUs.mean ?? 0)) / 1e6;
  if (
    !isPositive(queueDepth) ||
    throughputIops === null ||
    !isPositive(throughputIops) ||
    (disk.saturated && !isClosed)
  )
    return undefined;
  return {
    queueDepth,
    isClosed,
    analytic: isClosed ? between(points, queueDepth) : undefined,
    simulated: { queueDepth, throughputIops },
  };
}

/** The curve at a queue depth, interpolated between its points on both logarithmic axes; undefined outside. */
function between(points: readonly Point[], queueDepth: number): Point | undefined {
  const right = points.findIndex((point) => point.queueDepth >= queueDepth);
  const to = points[right];
  if (!to) return undefined;
  const from = points[right - 1] ?? to;
  if (to.queueDepth === queueDepth || from === to) return to.queueDepth === queueDepth ? to : undefined;
  const scale = logScale(
    [from.queueDepth, to.queueDepth],
    [Math.log(from.throughputIops), Math.log(to.throughputIops)],
  );
  return { queueDepth, throughputIops: Math.exp(scale(queueDepth)) };
}

/**
 * The rising line: every request finds an empty path. The flat line: the busiest part is never idle. They meet at the
 * knee.
 */
function asymptotes(
  { zeroLoadResponseUs, maximumIops }: ThroughputCurve,
  [first, last]: readonly [number, number],
  [low, high]: readonly [number, number],
  x: Scale,
  y: Scale,
): Markup {
  const rising = (depth: number) => (depth * 1e6) / zeroLoadResponseUs;
  const from = Math.max(first, (low * zeroLoadResponseUs) / 1e6);
  const to = Math.min(last, (high * zeroLoadResponseUs) / 1e6);
  return markup`${to > from && markup`<line class="asymptote" x1="${x(from)}" y1="${y(rising(from))}" x2="${x(to)}" y2="${y(rising(to))}"/>`}<line class="asymptote" x1="${x(first)}" y1="${y(maximumIops)}" x2="${x(last)}" y2="${y(maximumIops)}"/>`;
}

function knee({ kneeQueueDepth, maximumIops }: ThroughputCurve, x: Scale, y: Scale, plot: Plot): Markup {
  const at = x(kneeQueueDepth);
  const text = `knee at ${count(kneeQueueDepth)}`;
  const right = at + 6 + textWidth(text, 11) <= plot.right;
  return markup`<g class="knee"><line class="knee-line" x1="${at}" y1="${y(maximumIops)}" x2="${at}" y2="${plot.bottom}"/><text class="value" text-anchor="${right ? "start" : "end"}" x="${at + (right ? 6 : -6)}" y="${plot.bottom - 8}">${text}</text></g>`;
}

function marks({ analytic, simulated }: Present, x: Scale, y: Scale): Markup {
  return markup`${analytic && markup`<circle class="mark-analytic" cx="${x(analytic.queueDepth)}" cy="${y(analytic.throughputIops)}" r="5"/>`}<path class="mark-simulated" d="${diamond(x(simulated.queueDepth), y(simulated.throughputIops))}"/>`;
}

function diamond(x: number, y: number): string {
  return `M${x.toFixed(1)} ${(y - 5).toFixed(1)}l5 5l-5 5l-5 -5z`;
}

function legendEntries(present: Present | undefined): readonly LegendEntry[] {
  const entries: LegendEntry[] = [
    { text: "analytic, this disk alone", sample: lineSample("curve") },
    { text: "asymptotes", sample: lineSample("asymptote") },
  ];
  if (present?.analytic)
    entries.push({
      text: "load as it is, analytic",
      sample: (x, y) => markup`<circle class="mark-analytic" cx="${x + 9}" cy="${y + 6}" r="5"/>`,
    });
  if (present)
    entries.push({
      text: "load as it is, simulated",
      sample: (x, y) => markup`<path class="mark-simulated" d="${diamond(x + 9, y + 6)}"/>`,
    });
  return entries;
}

function finding(curve: ThroughputCurve, disk: DiskReport, present: Present | undefined): string {
  const limits = `Alone, this disk serves at most ${count(curve.maximumIops)} IOPS; the knee is at ${counted(Number(curve.kneeQueueDepth.toPrecision(3)), "request")} outstanding.`;
  if (!present)
    return `${limits} More requests arrive than the path serves, so the number outstanding grows without end.`;
  const depth = present.isClosed
    ? `The load's queue depth of ${count(present.queueDepth)}`
    : `The load's mean of ${count(present.queueDepth)} requests outstanding`;
  const place = present.queueDepth > curve.kneeQueueDepth ? "beyond" : "below";
  const expected = present.analytic ? ` (analytic, alone: ${count(present.analytic.throughputIops)})` : "";
  return `${limits} ${depth} is ${place} it; the run served ${iops(disk.throughputIops)}${expected} with a mean response time of ${duration(disk.responseTimeUs.mean)}.`;
}

/** Only positive values have a place on a logarithmic axis. */
function isPositive(value: number): boolean {
  return value > 0 && Number.isFinite(value);
}
