/** The wide diagram: lanes of actors from guest to device, slots on the left, volumes on the right, stages from left to right. */
import { stageShort } from "../simulation/paths/stage-names.ts";
import type { Actor } from "../simulation/report.ts";
import {
  type Box,
  crossingClass,
  crossingLabel,
  type Point,
  patterns,
  routed,
  slotCard,
  station,
  stationSize,
  transportClass,
  volumeCard,
} from "./diagram-parts.ts";
import { diagramSummary } from "./diagram-summary.ts";
import { count } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import type { PathStage, Picture, SlotView } from "./picture.ts";
import { textWidth, wrapText } from "./text-fit.ts";
import { actorNames, actors, transportNames } from "./words.ts";

const slotsWidth = 190;
const volumesWidth = 144;
const gutter = 24;
/** Room before the first station; the names of the lanes stand above it. */
const laneStart = 34;
/** Room for the arrow after the last station. */
const laneEnd = 12;
const narrowestColumn = 44;
const laneHeight = 100;
const idleLaneHeight = 26;
/** Room above the lanes for the name of the transport. */
const headHeight = 22;
/** From the top of a lane to the middle of its stations. */
const stationDrop = 42;
const mostSlots = 20;

export function lanesFit(picture: Picture, width: number): boolean {
  if (!picture.path) return false;
  return (width - besideStages()) / Math.max(6, picture.path.stages.length) >= narrowestColumn;
}

export function lanesDiagram(picture: Picture, width: number): Markup {
  const { path } = picture;
  const stages = path?.stages ?? [];
  const lanes = lanesOf(stages);
  const shown = slotWindow(picture.slots);
  const rowHeight = shown.slots.length > 8 ? 24 : 46;
  const slotsHeight = shown.slots.length * (rowHeight + 6) + (shown.before ? 20 : 0) + (shown.after ? 20 : 0);
  const volumesHeight = picture.volumes.length * 52;
  const height = Math.max(lanes.height, slotsHeight, volumesHeight) + 2;
  const left = slotsWidth + gutter;
  const right = width - volumesWidth - gutter;
  const column = (right - left - laneStart - laneEnd) / Math.max(1, stages.length);
  const centres = stages.map((at, index) => ({
    x: Math.round(left + laneStart + (index + 0.5) * column),
    y: lanes.middle(at.stage.actor),
  }));
  const slotBoxes = shown.slots.map((_, index) => ({
    x: 1,
    y: 1 + (shown.before ? 20 : 0) + index * (rowHeight + 6),
    width: slotsWidth - 12,
    height: rowHeight,
  }));
  const volumeBoxes = picture.volumes.map((_, index) => ({
    x: width - volumesWidth,
    y: Math.max(1, lanes.height - volumesHeight + 6) + index * 52,
    width: volumesWidth - 1,
    height: 46,
  }));
  const from = slotBoxes[shown.slots.findIndex((view) => view.chosen)];
  const to = volumeBoxes[picture.volumes.findIndex((view) => view.chosen)];
  return markup`<svg class="diagram lanes" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${diagramSummary(picture)}">
${patterns()}
${lanes.rows.map((lane) => laneBand(lane, left, right))}
${path && volumeLink(stages, centres, to)}
${path && from && pathLine(picture, centres, from, right, column)}
${stages.map((at, index) => station(at, centres[index]!, picture.chosenStage === index, label(at, centres[index]!, labelWidth(stages, centres, index, column))))}
${shown.before > 0 && moreSlots(shown.before, "above", 12)}
${shown.slots.map((view, index) => slotCard(view, slotBoxes[index]!))}
${shown.after > 0 && moreSlots(shown.after, "below", slotsHeight - 4)}
${picture.volumes.map((view, index) => volumeCard(view, volumeBoxes[index]!))}
</svg>`;
}

interface Lane {
  readonly actor: Actor;
  readonly y: number;
  readonly height: number;
}

/** Lanes that the path leaves out stay visible but flat: that nothing happens there is news too. */
function lanesOf(stages: readonly PathStage[]) {
  const used = new Set(stages.map((at) => at.stage.actor));
  const rows: Lane[] = [];
  let y = headHeight;
  for (const actor of actors) {
    const height = used.has(actor) ? laneHeight : idleLaneHeight;
    rows.push({ actor, y, height });
    y += height;
  }
  const middle = (actor: Actor) => (rows.find((lane) => lane.actor === actor)?.y ?? 0) + stationDrop;
  return { rows, height: y, middle };
}

function laneBand(lane: Lane, left: number, right: number): Markup {
  const idle = lane.height === idleLaneHeight;
  return markup`<g class="lane${idle ? " idle" : ""}"><rect class="band" x="${left}" y="${lane.y}" width="${right - left}" height="${lane.height}"/><text class="lane-name" x="${left + 10}" y="${lane.y + 17}">${actorNames[lane.actor]}</text>${idle && markup`<text class="lane-note" text-anchor="end" x="${right - 10}" y="${lane.y + 17}">no stage here</text>`}</g>`;
}

/** From the chosen slot through all stations and back to the guest. */
function pathLine(picture: Picture, centres: readonly Point[], from: Box, right: number, column: number): Markup {
  const transport = picture.path!.disk.transport;
  const first = centres[0];
  const last = centres.at(-1);
  if (!first || !last) return markup``;
  const start = { x: from.x + from.width + 10, y: from.y + from.height / 2 };
  const end = { x: Math.min(right - 6, last.x + stationSize / 2 + 16), y: last.y };
  const entry = routed([start, first], [10]);
  const rest = routed([first, ...centres.slice(1), end], turnsOf(picture.path!.stages, centres, column));
  const name = transportNames[transport];
  return markup`<path class="${transportClass(transport)}" d="${entry}"/><path class="${transportClass(transport)}" d="${rest}"/><path class="arrow ${transport}" d="M${end.x - 6} ${end.y - 4}l6 4l-6 4"/><text class="transport-name ${transport}" x="${slotsWidth + gutter}" y="13">${name}</text>`;
}

function volumeLink(stages: readonly PathStage[], centres: readonly Point[], to: Box | undefined): Markup | undefined {
  const index = stages.map((at) => at.stage.actor).lastIndexOf("device");
  const from = centres[index];
  if (!from || !to) return undefined;
  const end = { x: to.x, y: to.y + to.height / 2 };
  return markup`<path class="volume-link" d="${routed([from, end], [to.x - from.x - gutter / 2])}"/>`;
}

/** Name below the station, and how often it is visited, in words where they fit. */
function label(at: PathStage, centre: Point, width: number): Markup {
  const size = width < 52 ? 10 : 11;
  const lines = wrapText(stageShort(at.stage.id), width, size, 2);
  const top = centre.y + (at.utilization === undefined ? 9 : stationSize / 2) + 14;
  const crossing = crossingLabel(at);
  const below = textWidth(crossing, 10) <= width ? crossing : `${count(at.crossing?.count ?? at.stage.visits)}×`;
  return markup`${lines.map((line, index) => markup`<text class="${size === 10 ? "stage-name small" : "stage-name"}" text-anchor="middle" x="${centre.x}" y="${top + index * 12}">${line}</text>`)}${crossing !== "" && markup`<text class="stage-crossing ${crossingClass(at)}" text-anchor="middle" x="${centre.x}" y="${top + lines.length * 12}">${below}</text>`}`;
}

/**
 * Where the line leaves each station for another lane: downward it turns as late as the next station's queue allows,
 * upward as early as its own station allows, so that labels, which stand below, keep their room.
 */
function turnsOf(stages: readonly PathStage[], centres: readonly Point[], column: number): readonly number[] {
  return stages.map((at, index) => {
    const next = stages[index + 1];
    const isDown = (centres[index + 1]?.y ?? 0) > centres[index]!.y;
    if (!isDown || !next) return at.utilization !== undefined ? stationSize / 2 + 4 : 13;
    return column - (next.utilization !== undefined ? stationSize / 2 + 3 : 12) - (next.stage.waitingUs > 0 ? 11 : 0);
  });
}

/** A label may spread until the neighbours in its own lane, or until a line that passes below its station. */
function labelWidth(stages: readonly PathStage[], centres: readonly Point[], index: number, column: number): number {
  const turns = turnsOf(stages, centres, column);
  const own = centres[index]!.y;
  const before = centres[index - 1]?.y ?? own;
  const after = centres[index + 1]?.y ?? own;
  const left = before > own ? column - turns[index - 1]! : before === own ? column / 2 : 0.75 * column;
  const right = after > own ? turns[index]! : after === own ? column / 2 : 0.75 * column;
  return 2 * Math.min(left, right) - 1;
}

/** Of very many slots, those around the chosen one. */
function slotWindow(slots: readonly SlotView[]) {
  if (slots.length <= mostSlots) return { slots, before: 0, after: 0 };
  const chosen = Math.max(
    0,
    slots.findIndex((view) => view.chosen),
  );
  const start = Math.min(Math.max(0, chosen - mostSlots / 2), slots.length - mostSlots);
  return { slots: slots.slice(start, start + mostSlots), before: start, after: slots.length - start - mostSlots };
}

function moreSlots(howMany: number, where: string, y: number): Markup {
  return markup`<text class="card-detail" x="15" y="${y}">${`${howMany} more ${where}`}</text>`;
}

function besideStages(): number {
  return slotsWidth + volumesWidth + 2 * gutter + laneStart + laneEnd;
}
