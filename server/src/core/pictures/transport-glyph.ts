/** The shape of each transport: its requests have that shape, so that the paths differ without colour, too. */
import type { Transport } from "../simulation/report.ts";
import type { Point } from "./geometry.ts";
import { type Markup, markup } from "./markup.ts";

/** Path data of a shape around the origin: a square for emulated, a diamond for enlightened, a disc for synthetic. */
export function glyphData(transport: Transport, radius: number): string {
  const r = radius;
  switch (transport) {
    case "ide-emulated":
      return `M${-0.88 * r} ${-0.88 * r}h${1.76 * r}v${1.76 * r}h${-1.76 * r}z`;
    case "ide-enlightened":
      return `M0 ${-1.2 * r}L${1.2 * r} 0L0 ${1.2 * r}L${-1.2 * r} 0z`;
    case "scsi-synthetic":
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
}

export function transportGlyph(transport: Transport, { x, y }: Point): Markup {
  return markup`<path class="glyph ${transport}" transform="translate(${x} ${y})" d="${glyphData(transport, 4.5)}"/>`;
}
