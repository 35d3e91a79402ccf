/** The diagram of the I/O path: slots above, the path through the actors' lanes in the middle, volumes below; in a narrow panel, tracks instead of lanes. */
import type { Actor } from "../simulation/report.ts";
import type { CardsLayout } from "./diagram-cards.ts";
import { lanesFit, lanesLayout } from "./diagram-lanes.ts";
import type { StagesLayout } from "./diagram-layout.ts";
import { laneBand, patterns, station, transportClass } from "./diagram-parts.ts";
import { slotCards } from "./diagram-slots.ts";
import { marginWidth, tracksLayout } from "./diagram-tracks.ts";
import { volumeCards } from "./diagram-volumes.ts";
import { type DrawnStage, drawnStages } from "./drawn-stages.ts";
import { type Point, roundedWay } from "./geometry.ts";
import { type Markup, markup } from "./markup.ts";
import type { PathStage, Picture } from "./picture.ts";
import { crossingLabel } from "./stage-label.ts";
import { textWidth } from "./text-fit.ts";
import type { TokenPlace } from "./tokens.ts";
import { transportGlyph } from "./transport-glyph.ts";
import { loadInWords, transportNames } from "./words.ts";

/** A narrower panel, or one that has no layout yet, scrolls. */
const narrowest = 252;
const betweenParts = 26;

/** The drawing, and where each stage of the path is in it: what the moving requests need to know. */
export interface Diagram {
  readonly drawing: Markup;
  /** A stage that is not drawn is on the station before it. Absent without a path. */
  readonly places?: readonly TokenPlace[] | undefined;
}

/** Drawn for a width in pixels; the height follows from the content. `isFolded`: consecutive short software stages are drawn as one. */
export function diagram(picture: Picture, width: number, isFolded: boolean): Diagram {
  const usable = Math.max(narrowest, width);
  const { path } = picture;
  const slots = slotCards(picture, usable);
  const drawn = drawnStages(path?.stages ?? [], isFolded);
  const stages = stagesLayout(picture, drawn, usable, slots.bottom + betweenParts);
  const volumes = volumeCards(picture, usable, (stages?.bottom ?? slots.bottom) + betweenParts);
  const height = Math.ceil(Math.max(volumes.bottom, stages ? stages.bottom + 8 : 0)) + 2;
  const drawing = markup`<svg class="diagram ${stages?.form ?? "lanes"}" width="${usable}" height="${height}" viewBox="0 0 ${usable} ${height}" role="group" aria-label="${diagramSummary(picture)}">
<desc>${diagramSummary(picture)}</desc>
${patterns()}
${slots.drawing}
${path && stages && stagesDrawing(picture, drawn, stages, usable)}
${path && stages && slots.chosen && wayIn(slots.chosen, stages, slots.bottom, transportClass(path.disk.transport))}
${stages?.toVolume && volumes.chosen && volumeLink(stages.toVolume, volumes.chosen, stages, usable)}
${volumes.drawing}
</svg>`;
  return { drawing, places: path && stages && placesOf(path.stages, drawn, stages) };
}

function placesOf(
  stages: readonly PathStage[],
  drawn: readonly DrawnStage[],
  { places }: StagesLayout,
): readonly TokenPlace[] {
  return stages.map((at) => {
    const place = places[drawn.findIndex(({ index }) => index === at.index)];
    if (place) return place;
    const before = drawn.filter(({ index }) => index < at.index).length - 1;
    return { centre: places[Math.max(0, before)]!.centre, way: [] };
  });
}

/** In the form that fits all stages, so that folding does not change the form. */
function stagesLayout(
  { path }: Picture,
  stages: readonly DrawnStage[],
  width: number,
  top: number,
): StagesLayout | undefined {
  if (stages.length === 0) return undefined;
  return lanesFit(drawnStages(path?.stages ?? [], false), width)
    ? lanesLayout(stages, width, top)
    : tracksLayout(stages, width, top);
}

function stagesDrawing(picture: Picture, drawn: readonly DrawnStage[], layout: StagesLayout, width: number): Markup {
  const path = picture.path!;
  const { transport } = path.disk;
  const out = layout.wayOut.at(-1)!;
  const head = layout.form === "lanes" ? -1 : 1;
  return markup`${layout.lanes.map((lane) => laneBand(lane, idleNote(lane.actor, path.stages)))}
<g class="ways">${layout.places.map(({ way }) => markup`<path class="${transportClass(transport)}" d="${roundedWay(way)}"/>`)}<path class="${transportClass(transport)}" d="${roundedWay(layout.wayOut)}"/><path class="arrow ${transport}" d="M${out.x - 5} ${out.y - 6 * head}l5 ${6 * head}l5 ${-6 * head}"/></g>
${title(picture, layout, width)}
${drawn.map((at, index) => station(at, layout.places[index]!, picture.chosenStage === at.index))}`;
}

/** For a lane without a station. */
function idleNote(actor: Actor, stages: readonly PathStage[]): string {
  if (actor === "guest user") return "";
  return stages.some(({ stage }) => stage.actor === actor) ? "short stages only" : "no stage here";
}

/** The name of the transport beside its shape, and in the wide form the load if it fits. The outgoing line does not cross it. */
function title(picture: Picture, { title: at, form, wayOut }: StagesLayout, width: number): Markup {
  const { transport, load } = picture.path!.disk;
  const note = ` · ${loadInWords(load)}`;
  const nameLength = 16 + textWidth(transportNames[transport], 13);
  const length = nameLength + textWidth(note, 12);
  const out = wayOut.at(-1)!.x;
  const isCrossed = (end: number) => form === "lanes" && out > at.x - 12 && out < end + 12;
  const isBeside = isCrossed(at.x + nameLength) || (isCrossed(at.x + length) && out + 16 + length <= width);
  const x = isBeside ? out + 16 : at.x;
  const hasNote = form === "lanes" && x + length <= width && (isBeside || !isCrossed(x + length));
  return markup`${transportGlyph(transport, { x: x + 5, y: at.y - 4 })}<text class="transport-name" x="${x + 16}" y="${at.y}">${transportNames[transport]}${hasNote && markup`<tspan class="lane-note">${note}</tspan>`}</text>`;
}

/** From the chosen slot to the first stage: below its row of cards to the left margin, and down. */
function wayIn(
  chosen: NonNullable<CardsLayout["chosen"]>,
  { places, top }: StagesLayout,
  slotsBottom: number,
  classes: string,
): Markup {
  const { box, gapY } = chosen;
  const start = places[0]!.way[0]!;
  const isLast = box.y + box.height >= slotsBottom - 1;
  const isAbove = start.x >= box.x + 8 && start.x <= box.x + box.width - 8;
  const from = { x: isAbove ? start.x : box.x + 16, y: box.y + box.height };
  const level = isLast ? (slotsBottom + top) / 2 : gapY;
  const bus = isLast ? start.x : Math.min(start.x, 12);
  const way: Point[] = [from, { x: from.x, y: level }, { x: bus, y: level }];
  if (bus !== start.x) way.push({ x: bus, y: (slotsBottom + top) / 2 }, { x: start.x, y: (slotsBottom + top) / 2 });
  return markup`<path class="${classes} way-in" d="${roundedWay([...way, { x: start.x, y: start.y }])}"/>`;
}

function volumeLink(
  from: Point,
  chosen: NonNullable<CardsLayout["chosen"]>,
  { form, bottom }: StagesLayout,
  width: number,
): Markup {
  const { box, gapY, isFirstRow } = chosen;
  const x = box.x + box.width / 2;
  const first = bottom + betweenParts / 2;
  const margin = width - marginWidth / 2;
  const way: Point[] = [from];
  if (form === "tracks") way.push({ x: margin, y: from.y }, { x: margin, y: isFirstRow ? first : gapY });
  else if (isFirstRow) way.push({ x: from.x, y: first });
  else way.push({ x: from.x, y: first }, { x: 8, y: first }, { x: 8, y: gapY });
  way.push({ x, y: isFirstRow ? first : gapY }, { x, y: box.y });
  return markup`<path class="volume-link" d="${roundedWay(way)}"/>`;
}

/** The diagram in one sentence, for screen readers. */
function diagramSummary(picture: Picture): string {
  const { path, vm } = picture;
  if (!path) return `Slots of ${vm.name}`;
  const crossings = path.stages
    .filter((at) => at.crossing)
    .map(crossingLabel)
    .join(", ");
  return `I/O path of ${vm.name} ${path.disk.slot} over ${transportNames[path.disk.transport]}: ${path.stages.length} stages${crossings && `, ${crossings}`}. The table below holds the same figures.`;
}
