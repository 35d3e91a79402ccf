/** What the cards of slots and of volumes have in common: their grid, their marks, and what the diagram needs to know about a row of them. */
import type { Box } from "./geometry.ts";
import { type Markup, markup } from "./markup.ts";

export const narrowestCard = 164;
export const cardGap = 10;
export const rowGap = 16;
/** Space at the left of the cards for the line from the chosen one. */
export const leftMargin = 20;

export interface CardsLayout {
  readonly drawing: Markup;
  readonly bottom: number;
  /** The chosen card; `gapY` is in the middle of the free space below its row of slots, or above its row of volumes. */
  readonly chosen?: { readonly box: Box; readonly gapY: number; readonly isFirstRow: boolean } | undefined;
}

/** The columns for `cards` cards; if there are few, they are wide, up to a limit. */
export function grid(
  width: number,
  cards: number,
  narrowest = narrowestCard,
): { readonly columns: number; readonly cell: number } {
  const fitting = Math.max(1, Math.floor((width + cardGap) / (narrowest + cardGap)));
  const columns = Math.max(1, Math.min(fitting, cards));
  return { columns, cell: Math.min(260, (width - 1 - cardGap * (columns - 1)) / columns) };
}

export function cursorMark(box: Box): Markup {
  return markup`<rect class="cursor-mark" x="${box.x + 1.5}" y="${box.y + 5}" width="3" height="${box.height - 10}" rx="1.5"/>`;
}
