/** The narrow diagram: slots above, one row per stage with its station on the actor's track, volumes below. */
import { stageLong, stageShort } from "../simulation/paths/stage-names.ts";
import type { Actor, Transport } from "../simulation/report.ts";
import {
  type Box,
  crossingClass,
  crossingLabel,
  type Point,
  patterns,
  slotCard,
  station,
  stationSize,
  transportClass,
  volumeCard,
} from "./diagram-parts.ts";
import { diagramSummary } from "./diagram-summary.ts";
import { duration } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import type { PathStage, Picture } from "./picture.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { actorNames, actors, transportNames } from "./words.ts";

/** Below this width a stage has no column for its times. */
const tightWidth = 380;
const rowHeight = 44;
const headHeight = 84;
const cardHeight = 46;
const flatCardHeight = 26;
const mostTallCards = 6;
const cardGap = 8;

export function tracksDiagram(picture: Picture, width: number): Markup {
  const { path } = picture;
  const stages = path?.stages ?? [];
  const slotBoxes = cardGrid(picture.slots.length, width, 1);
  const tracksTop = below(slotBoxes, 1);
  const pitch = width < tightWidth ? 14 : width < 460 ? 24 : 34;
  const trackX = (actor: Actor) => 26 + actors.indexOf(actor) * pitch;
  const rowsTop = tracksTop + headHeight;
  const centres = stages.map((at, index) => ({
    x: trackX(at.stage.actor),
    y: rowsTop + rowHeight * (index + 0.5),
  }));
  const rowsEnd = rowsTop + rowHeight * stages.length;
  const volumeBoxes = cardGrid(picture.volumes.length, width, path ? rowsEnd + 14 : tracksTop + 6);
  const height = Math.max(below(volumeBoxes, 0), path ? rowsEnd : tracksTop) + 2;
  const textX = trackX("device") + (width < tightWidth ? 22 : 32);
  return markup`<svg class="diagram tracks" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${diagramSummary(picture)}">
${patterns()}
${path && actors.map((actor) => track(actor, trackX(actor), rowsTop, rowsEnd, stages, width < tightWidth ? -90 : -42))}
${path && trackLine(path.disk.transport, centres, rowsTop)}
${path && markup`<text class="transport-name ${path.disk.transport}" text-anchor="end" x="${width - 2}" y="${rowsTop - 14}">${transportNames[path.disk.transport]}</text>`}
${stages.map((at, index) => station(at, centres[index]!, picture.chosenStage === index, rowText(at, textX, width, centres[index]!)))}
${picture.slots.map((view, index) => slotCard(view, slotBoxes[index]!))}
${picture.volumes.map((view, index) => volumeCard(view, volumeBoxes[index]!))}
</svg>`;
}

function track(actor: Actor, x: number, top: number, end: number, stages: readonly PathStage[], angle: number): Markup {
  const used = stages.some((at) => at.stage.actor === actor);
  return markup`<g class="track${used ? "" : " idle"}"><line class="rail" x1="${x}" y1="${top - 4}" x2="${x}" y2="${end}"/><text class="lane-name" transform="translate(${x + 3} ${top - 12}) rotate(${angle})">${actorNames[actor]}</text></g>`;
}

/** Down from stage to stage, changing tracks above the next row's queue. */
function trackLine(transport: Transport, centres: readonly Point[], top: number): Markup {
  const first = centres[0];
  if (!first) return markup``;
  let d = `M${first.x} ${top - 4}V${first.y}`;
  let from = first;
  for (const to of centres.slice(1)) {
    const bend = to.y - stationSize / 2 - 11;
    const across = Math.sign(to.x - from.x);
    d +=
      across === 0
        ? `V${to.y}`
        : `V${bend - 5}q0 5 ${across * 5} 5H${to.x - across * 5}q${across * 5} 0 ${across * 5} 5V${to.y}`;
    from = to;
  }
  return markup`<path class="${transportClass(transport)}" d="${d}"/>`;
}

function rowText(at: PathStage, x: number, width: number, centre: Point): Markup {
  const { stage } = at;
  const total = duration(stage.serviceUs + stage.waitingUs);
  const crossing = crossingLabel(at);
  const isTight = width < tightWidth;
  const room = isTight ? width - x : width - x - 78;
  const name = textWidth(stageLong(stage.id), 12) > room ? stageShort(stage.id) : stageLong(stage.id);
  const below = isTight ? total : actorNames[stage.actor];
  return markup`<text class="stage-name" x="${x}" y="${centre.y - 2}">${fitText(name, room, 12)}</text><text class="stage-detail" x="${x}" y="${centre.y + 13}">${below}${crossing !== "" && markup`<tspan class="stage-crossing ${crossingClass(at)}">${` · ${crossing}`}</tspan>`}</text>${!isTight && stageTimes(at, total, width, centre.y)}`;
}

function stageTimes({ stage }: PathStage, total: string, right: number, y: number): Markup {
  return markup`<text class="stage-time" text-anchor="end" x="${right - 2}" y="${y - 2}">${total}</text>${stage.waitingUs > 0 && markup`<text class="stage-detail" text-anchor="end" x="${right - 2}" y="${y + 13}">${`${duration(stage.waitingUs)} waiting`}</text>`}`;
}

function cardGrid(howMany: number, width: number, top: number): readonly Box[] {
  const columns = Math.max(1, Math.min(howMany, Math.floor((width + cardGap) / (168 + cardGap))));
  const cell = (width - cardGap * (columns - 1)) / columns;
  const height = howMany > mostTallCards ? flatCardHeight : cardHeight;
  return Array.from({ length: howMany }, (_, index) => ({
    x: 1 + (index % columns) * (cell + cardGap),
    y: top + Math.floor(index / columns) * (height + cardGap),
    width: Math.min(cell - 12, 280),
    height,
  }));
}

function below(boxes: readonly Box[], otherwise: number): number {
  const last = boxes.at(-1);
  return last ? last.y + last.height + cardGap : otherwise;
}
