/** What the lines, shapes and fills of the diagram mean. */

import { whole } from "../figures.ts";
import { stageLong } from "../simulation/paths/stage-names.ts";
import { type Crossing, crossingKinds } from "./crossing.ts";
import { transportClass } from "./diagram-parts.ts";
import { sharingSlots } from "./diagram-slots.ts";
import { drawnStages } from "./drawn-stages.ts";
import { type Markup, markup } from "./markup.ts";
import type { ChosenPath, PathStage, Picture } from "./picture.ts";
import { transportGlyph } from "./transport-glyph.ts";
import { transportNames } from "./words.ts";

const meanings: Readonly<Record<Crossing, string>> = {
  exit: "exit from the guest",
  hypercall: "hypercall",
  interrupt: "interrupt to the guest",
};

export function diagramLegend(picture: Picture, hasRequests = false): Markup {
  const { path } = picture;
  const drawn = drawnStages(path?.stages ?? [], false);
  const leftOut = path?.stages.filter((at) => !drawn.includes(at)) ?? [];
  const crossings = new Set(drawn.map((at) => at.crossing?.kind));
  const transports = new Set(picture.slots.map(({ disk }) => disk?.transport));
  return markup`<ul class="legend">
${(["ide-emulated", "ide-enlightened", "scsi-synthetic"] as const)
  .filter((transport) => transports.has(transport))
  .map((transport) =>
    entry(
      transportNames[transport],
      34,
      markup`<line class="${transportClass(transport)}" x1="1" y1="7" x2="33" y2="7"/>${transportGlyph(transport, { x: 17, y: 7 })}`,
      path?.disk.transport === transport,
    ),
  )}
${sharingSlots(picture).length > 0 && entry("on the same volume", 18, markup`<g class="card sharing"><rect class="card-box" x="1" y="1" width="16" height="12" rx="2"/></g>`)}
${path && entry("busy share", 14, markup`<rect class="legend-frame" x="1" y="1" width="12" height="12" rx="2"/><rect class="legend-fill" x="2" y="6" width="10" height="6"/>`)}
${path?.stages.some((at) => at.isBottleneck) && entry("bottleneck", 16, markup`<g class="station bottleneck"><rect class="frame" x="2" y="1" width="12" height="12" rx="2"/></g>`)}
${path && entry("requests waiting", 14, markup`<rect class="waiting" x="1" y="1" width="12" height="12"/>`)}
${path && hasRequests && entry("a read on its way", 12, transportGlyph(path.disk.transport, { x: 6, y: 7 }))}
${path && hasRequests && entry("a write", 12, markup`<g class="token write">${transportGlyph(path.disk.transport, { x: 6, y: 7 })}</g>`)}
${drawn.some((at) => at.utilization === undefined) && entry("no queue here", 14, markup`<circle class="legend-frame" cx="7" cy="7" r="5"/>`)}
${crossingKinds
  .filter((crossing) => crossings.has(crossing))
  .map((crossing) =>
    entry(meanings[crossing], 14, markup`<path class="ticks ${crossing}" d="M3 10v-6M7 10v-6M11 10v-6"/>`),
  )}
</ul>${path && markup`<p class="legend-note">${notes(path, leftOut, hasRequests).join(" ")}</p>`}`;
}

/** What the figures were computed from, and what is not in the drawing. */
function notes({ requests }: ChosenPath, leftOut: readonly PathStage[], hasRequests: boolean): readonly string[] {
  const names = leftOut.map(({ stage }) => stageLong(stage.id));
  return [
    `Times are means of ${requests ? `${whole(requests)} requests` : "all measured requests"}, busy shares of the same span of time.`,
    ...(hasRequests ? ["The moving requests are a few consecutive ones of the run."] : []),
    ...(names.length > 0 ? [`Not shown, because they take no time: ${names.join("; ")}.`] : []),
  ];
}

function entry(text: string, width: number, sample: Markup, current = false): Markup {
  return markup`<li${current ? markup` class="current"` : ""}><svg width="${width}" height="14" aria-hidden="true">${sample}</svg>${text}</li>`;
}
