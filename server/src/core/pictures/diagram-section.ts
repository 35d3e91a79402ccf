/** The diagram with its controls and its legend, as one part of a page. */
import { ioPathDiagram } from "./diagram.ts";
import { diagramLegend } from "./diagram-legend.ts";
import { type Markup, markup } from "./markup.ts";
import type { Drawn, Picture } from "./picture.ts";
import { playerControls } from "./player-controls.ts";
import { requestsOf } from "./request-trace.ts";

/** `undefined` where there is nothing to draw. */
export function diagramSection(picture: Picture, drawn: Drawn, width: number): Markup | undefined {
  if (picture.slots.length === 0 && picture.volumes.length === 0) return undefined;
  const { path } = picture;
  const hasRequests = requestsOf(drawn, path).length > 0;
  return markup`<section aria-label="I/O path">${path && playerControls(hasRequests)}<div class="diagram-box" data-key="diagram">${ioPathDiagram(picture, width)}</div>${path && diagramLegend(picture, hasRequests)}</section>`;
}
