/** A legend inside a drawing: samples with their words, broken into lines where the width ends. */
import { type Markup, markup } from "../markup.ts";
import { textWidth } from "../text-fit.ts";

export interface LegendEntry {
  readonly text: string;
  /** Draws into a box of 18 by 12 whose corner is given; without one the text stands alone. */
  readonly sample?: ((x: number, y: number) => Markup) | undefined;
}

const lineHeight = 18;
const sampleRoom = 24;
const gap = 16;

export function legend(
  entries: readonly LegendEntry[],
  width: number,
  top: number,
): { readonly drawing: Markup; readonly bottom: number } {
  let x = 0;
  let y = top;
  const drawn = entries.map(({ text, sample }) => {
    const room = (sample ? sampleRoom : 0) + textWidth(text, 11);
    if (x > 0 && x + room > width) {
      x = 0;
      y += lineHeight;
    }
    const entry = markup`${sample?.(x, y)}<text class="note" x="${x + (sample ? sampleRoom : 0)}" y="${y + 10}">${text}</text>`;
    x += room + gap;
    return entry;
  });
  return { drawing: markup`<g class="legend-row">${drawn}</g>`, bottom: y + lineHeight };
}

type Sample = NonNullable<LegendEntry["sample"]>;

export const lineSample =
  (className: string): Sample =>
  (x, y) =>
    markup`<line class="${className}" x1="${x}" y1="${y + 6}" x2="${x + 18}" y2="${y + 6}"/>`;

export const boxSample =
  (className: string): Sample =>
  (x, y) =>
    markup`<rect class="${className}" x="${x}" y="${y}" width="18" height="12"/>`;
