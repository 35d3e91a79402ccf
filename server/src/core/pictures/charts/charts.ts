/** The charts of one disk: single requests, response times over the run and by percentile, throughput over queue depth. */
import type { DiskDetail } from "../../simulation/detail.ts";
import { type Markup, markup } from "../markup.ts";
import type { ChosenPath, Picture } from "../picture.ts";
import { type Chart, chartFigure, type NoChart } from "./chart.ts";
import { heatMap } from "./heat-map.ts";
import { percentileCurve } from "./percentile-curve.ts";
import { throughputCurve } from "./throughput-curve.ts";
import { waterfall } from "./waterfall.ts";

/** From this width on, the two curves are side by side. */
const sideBySide = 760;
const columnGap = 40;
const narrowest = 240;

/**
 * The section of the page, drawn for a width in pixels; nothing where no disk is chosen or none was simulated. `open`
 * names the tables that the reader has unfolded.
 */
export function charts({ path }: Picture, width: number, open: readonly string[]): Markup | undefined {
  if (!path) return undefined;
  if (!path.detail)
    return markup`<section aria-labelledby="charts-title"><h2 id="charts-title">Single requests and curves</h2><p class="about">This run recorded no details of the disk at ${path.disk.slot}. Choose another disk, or run again.</p></section>`;
  const columns = width >= sideBySide;
  return markup`<section class="charts" aria-labelledby="charts-title"><h2 id="charts-title">Single requests and curves</h2>
<div class="chart-grid${columns && " two"}">${chartsOf(path, path.detail, width).map((chart) => chartFigure(chart, open))}</div></section>`;
}

/** The same charts as data, the wide ones first. */
export function chartsOf(path: ChosenPath, detail: DiskDetail, width: number): readonly (Chart | NoChart)[] {
  const full = Math.max(narrowest, Math.floor(width));
  const curve = full >= sideBySide ? Math.floor((full - columnGap) / 2) : full;
  const times = [waterfall(path, detail, full), heatMap(detail, full), percentileCurve(detail, curve)];
  return [...(path.disk.saturated ? times.map(ofBoundedRun) : times), throughputCurve(path.disk, detail, curve)];
}

/** If more requests arrive than are served, their times only reflect how long the run was. */
function ofBoundedRun(chart: Chart | NoChart): Chart | NoChart {
  if ("reason" in chart) return chart;
  return { ...chart, basis: `${chart.basis} More requests arrive than are served: a longer run has longer times.` };
}
