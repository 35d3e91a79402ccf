/** The diagram with its controls and its legend, as one part of a page. */
import type { Diagram } from "./diagram.ts";
import { diagramLegend } from "./diagram-legend.ts";
import { drawnStages } from "./drawn-stages.ts";
import { type Markup, markup } from "./markup.ts";
import type { ChosenPath, Picture } from "./picture.ts";
import { playerControls } from "./player-controls.ts";

/** `undefined` where there is nothing to draw. */
export function diagramSection(picture: Picture, { drawing }: Diagram, isFolded: boolean): Markup | undefined {
  if (picture.slots.length === 0 && picture.volumes.length === 0) return undefined;
  const { path } = picture;
  const hasRequests = (path?.detail?.requests.length ?? 0) > 0;
  return markup`<section aria-label="I/O path">${path && playerControls(hasRequests)}<div class="diagram-box" data-key="diagram">${drawing}</div>${path && foldSwitch(path, isFolded)}${path && diagramLegend(picture, hasRequests)}</section>`;
}

/** Nothing where no stage is short. */
function foldSwitch({ stages }: ChosenPath, isFolded: boolean): Markup | undefined {
  const all = drawnStages(stages, false).length;
  if (drawnStages(stages, true).length === all) return undefined;
  const words = isFolded ? `Show all ${all} stages` : "Show stages of software below 1% of the time as one";
  return markup`<p><button type="button" class="link" aria-pressed="${String(!isFolded)}" data-action="all-stages" data-key="all-stages">${words}</button></p>`;
}
