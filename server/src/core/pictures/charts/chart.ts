/** What all charts have: a drawing with a title, its finding in a sentence, and the same figures as a table. */
import { type Markup, markup } from "../markup.ts";

export interface Chart {
  /** Prefix for the ids of its elements, unique on the page. */
  readonly id: string;
  readonly title: string;
  /** The main finding in figures. */
  readonly finding: string;
  /** What the chart was computed from. */
  readonly basis: string;
  readonly width: number;
  readonly height: number;
  /** Inside of the `svg` element. */
  readonly content: Markup;
  readonly table: ChartTable;
}

export interface ChartTable {
  readonly columns: readonly string[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly string[])[];
}

/** Shown if there are not enough data for a chart. */
export interface NoChart {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}

/**
 * The chart on a page. `open` lists the tables that the user has unfolded; the others are not drawn. Without it, all
 * are. `drawing` may contain the chart in several widths.
 */
export function chartFigure(
  chart: Chart | NoChart,
  open: readonly string[] | undefined,
  drawing: (chart: Chart) => Markup = chartDrawing,
): Markup {
  if ("reason" in chart)
    return markup`<figure class="chart-figure"><figcaption><h3>${chart.title}</h3></figcaption><p class="callout">${chart.reason}</p></figure>`;
  const fold = `figures of ${chart.id}`;
  return markup`<figure class="chart-figure"><figcaption><h3>${chart.title}</h3><p class="finding">${chart.finding} <span class="basis">${chart.basis}</span></p></figcaption>
${drawing(chart)}
<details class="chart-figures" data-fold="${fold}"${open?.includes(fold) && markup` open`}><summary data-key="${`fold ${fold}`}">The figures as a table</summary>${(!open || open.includes(fold)) && chartTable(chart)}</details></figure>`;
}

/** Only the drawing. */
export function chartDrawing({ id, title, finding, width, height, content }: Chart): Markup {
  return markup`<svg class="chart ${id}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${`${id}-title ${id}-finding`}"><title id="${`${id}-title`}">${title}</title><desc id="${`${id}-finding`}">${finding}</desc>
${content}
</svg>`;
}

function chartTable({ id, title, table }: Chart): Markup {
  return markup`<div class="chart-table" role="region" aria-label="${`${title}: figures`}" tabindex="0" data-key="${`table ${id}`}"><table><caption class="spoken">${title}</caption><thead><tr>${table.columns.map((column, index) => markup`<th scope="col"${index > 0 && markup` class="number"`}>${column}</th>`)}</tr></thead><tbody>${table.rows.map(
    (row) =>
      markup`<tr>${row.map((cell, index) => (index === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td class="number">${cell}</td>`))}</tr>`,
  )}</tbody></table></div>`;
}
