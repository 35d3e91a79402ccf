/** Draws the lanes, the line of the path and the stations. */

import { duration, percent } from "../figures.ts";
import { stageLong, stageShort } from "../simulation/paths/stage-names.ts";
import { observedTimeUs, stageTimeUs, type Transport } from "../simulation/report.ts";
import { delayRadius, type LanePlace, lineHeight, type StagePlace, stationSize } from "./diagram-layout.ts";
import type { DrawnStage } from "./drawn-stages.ts";
import type { Point } from "./geometry.ts";
import { type Markup, markup } from "./markup.ts";
import type { PathStage } from "./picture.ts";
import { crossingLabel, detailSize, labelLines, nameSize } from "./stage-label.ts";
import { fitText, textWidth } from "./text-fit.ts";
import { loadClass } from "./volume-use.ts";
import { actorNames } from "./words.ts";

const half = stationSize / 2;
const queueWidth = 11;
const maxTicks = 13;
/** Mean number of waiting requests from which on a queue is drawn. */
const minWaiting = 0.01;
/** Below this width a row has no column for its times. */
const tightRow = 210;
/** Share of a stage's time from which on its waiting is mentioned. */
const minWaitingShare = 0.02;

/** Hatching for waiting, in the colour of the surrounding text, so that it is recognizable without colour, too. */
export function patterns(): Markup {
  return markup`<defs><pattern id="waiting" class="waiting-pattern" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="waiting-ground" width="5" height="5"/><line class="waiting-line" x1="1" y1="0" x2="1" y2="5"/></pattern></defs>`;
}

export function laneBand(lane: LanePlace, note: string): Markup {
  return markup`<g class="lane${lane.isIdle && " idle"}"><rect class="band" x="${lane.x}" y="${lane.y}" width="${lane.width}" height="${lane.height}"/><text class="lane-name" x="${lane.name.x}" y="${lane.name.y}">${actorNames[lane.actor]}</text>${lane.isIdle && note !== "" && markup`<text class="lane-note" text-anchor="end" x="${lane.x + lane.width - 12}" y="${lane.y + 18}">${note}</text>`}</g>`;
}

export function transportClass(transport: Transport): string {
  return `transport ${transport}`;
}

/** The station of a stage: a square filled by its utilization, or a circle where nothing can queue; waiting is hatched. */
export function station(at: DrawnStage, place: StagePlace, chosen: boolean): Markup {
  const { centre } = place;
  const busy = at.utilization;
  const waits = at.waiting >= minWaiting;
  const left = centre.x - (busy === undefined ? delayRadius : half) - 1;
  const classes = [
    "station",
    busy === undefined ? "delay" : stageClass(busy, at.isBottleneck),
    at.isBottleneck && "bottleneck",
    chosen && "chosen",
  ].filter((name) => typeof name === "string");
  return markup`<g class="${classes.join(" ")}" role="button" tabindex="0" aria-pressed="${String(chosen)}" ${at.folded ? markup`data-action="all-stages" data-key="software ${at.index}"` : markup`data-action="stage" data-stage="${at.index}" data-key="stage ${at.index}"`}>
<title>${spokenStage(at).replaceAll(", ", "\n")}</title>
<rect class="hit" x="${centre.x - half - 5}" y="${centre.y - half - 5}" width="${stationSize + 10}" height="${stationSize + 10}" rx="8"/>
${waits && markup`<rect class="waiting" x="${left - queueWidth}" y="${centre.y - 10}" width="${queueWidth}" height="20"/>`}
${busy === undefined ? markup`<circle class="frame" cx="${centre.x}" cy="${centre.y}" r="${delayRadius}"/>` : square(busy, centre)}
${waits && at.waiting >= 0.5 && markup`<text class="queued" text-anchor="end" x="${left}" y="${place.label.side === "above" ? centre.y + 22 : centre.y - 14}">${at.waiting < 10 ? at.waiting.toFixed(1) : Math.round(at.waiting).toString()}</text>`}
${place.label.side === "row" ? rowLabel(at, place) : stationLabel(at, place)}
</g>`;
}

/** A part that is full but not the bottleneck is waiting for the bottleneck. */
function stageClass(busy: number, isBottleneck: boolean): string {
  const load = loadClass(busy);
  return load === "full" && !isBottleneck ? "high" : load;
}

function square(busy: number, { x, y }: Point): Markup {
  const level = Math.max(0, Math.min(1, busy)) * (stationSize - 4);
  return markup`<rect class="frame" x="${x - half}" y="${y - half}" width="${stationSize}" height="${stationSize}" rx="5"/><rect class="fill" x="${x - half + 2}" y="${y + half - 2 - level}" width="${stationSize - 4}" height="${level}" rx="3"/><text class="busy" text-anchor="middle" x="${x}" y="${y + 4}">${busyInSquare(busy)}</text>`;
}

/** With no more characters than there is room for: 100% means all, and 0% nothing. */
function busyInSquare(busy: number): string {
  if (!Number.isFinite(busy)) return "–";
  return busy > 0 && busy < 0.01 ? "<1%" : `${Math.floor(100 * busy)}%`;
}

/** The words of the wide form, above, below or beside the station. */
function stationLabel(at: PathStage, { centre, label }: StagePlace): Markup {
  const lines = labelLines(at, label.width);
  const size = at.utilization === undefined ? delayRadius : half;
  const ticksHeight = at.crossing ? 6 : 0;
  const first =
    label.side === "below"
      ? centre.y + half + 15 + ticksHeight
      : label.side === "above"
        ? centre.y - half - 7 - ticksHeight - (lines.length - 1) * lineHeight
        : centre.y + 4 - ((lines.length - 1) * lineHeight) / 2;
  const anchor = label.side === "beside" ? "start" : "middle";
  const { x } = label;
  const mark =
    label.side === "beside"
      ? ticks(at, combOf({ x: centre.x - size - 7, y: centre.y }))
      : ticks(at, rowOf({ x, y: label.side === "above" ? centre.y - size - 3 : centre.y + size + 7 }));
  return markup`${lines.map((line, index) => markup`<text class="stage-${line.kind}${line.kind === "crossing" && ` ${at.crossing?.kind ?? "visits"}`}" text-anchor="${anchor}" x="${x}" y="${first + index * lineHeight}">${line.text}</text>`)}${mark}`;
}

/** The words of the narrow form, to the right of all stations: name and time, and further details below. */
function rowLabel(at: DrawnStage, { centre, label }: StagePlace): Markup {
  const { stage } = at;
  const { x, width } = label;
  const total = duration(stageTimeUs(stage));
  const crossing = crossingLabel(at);
  const waits = (stage.waitingUs ?? 0) > minWaitingShare * observedTimeUs(stage);
  const waiting = waits ? `${duration(stage.waitingUs)} waiting` : "";
  const isTight = width < tightRow;
  const room = isTight ? width : width - textWidth(total, nameSize) - 10;
  const takesShort = at.folded !== undefined || textWidth(stageLong(stage.id), nameSize) > room;
  const name = takesShort ? stageShort(stage.id) : stageLong(stage.id);
  const isOneLine = !isTight && crossing === "" && waiting === "";
  const y = centre.y + (isOneLine ? 4 : -3);
  const nameText = markup`<text class="stage-name" x="${x}" y="${y}">${fitText(name, room, nameSize)}</text>`;
  const side = ticks(
    at,
    combOf({ x: centre.x + (at.utilization === undefined ? delayRadius : half) + 2, y: centre.y }),
  );
  const crossingText =
    crossing !== "" && markup`<tspan class="stage-crossing ${at.crossing?.kind ?? "visits"}">${crossing}</tspan>`;
  if (isTight)
    return markup`${nameText}<text class="stage-waiting" x="${x}" y="${y + 15}">${total}${crossingText && markup` · ${crossingText}`}${crossing === "" && waiting !== "" && fitText(`, ${waiting}`, width - textWidth(total, detailSize), detailSize)}</text>${side}`;
  return markup`${nameText}<text class="stage-time" text-anchor="end" x="${x + width}" y="${y}">${total}</text>${crossingText && markup`<text x="${x}" y="${y + 15}">${crossingText}</text>`}${waiting !== "" && markup`<text class="stage-waiting" text-anchor="end" x="${x + width}" y="${y + 15}">${waiting}</text>`}${side}`;
}

/** A tick for each crossing; `tickAt` draws the one that is this many places from the middle. */
function ticks({ crossing }: PathStage, tickAt: (offset: number) => string): Markup | undefined {
  if (!crossing) return undefined;
  const shown = Math.max(1, Math.min(maxTicks, Math.round(crossing.count)));
  const data = Array.from({ length: shown }, (_, tick) => tickAt(tick - (shown - 1) / 2)).join("");
  return markup`<path class="ticks ${crossing.kind}" d="${data}"/>`;
}

/** Upright ticks in a row. */
const rowOf =
  ({ x, y }: Point) =>
  (offset: number) =>
    `M${x + offset * 3} ${y}v-4`;

/** Level ticks below each other. */
const combOf =
  ({ x, y }: Point) =>
  (offset: number) =>
    `M${x} ${y + offset * 2.5}h5`;

function spokenStage(at: DrawnStage): string {
  if (at.folded)
    return `${duration(stageTimeUs(at.stage))} of software, ${at.folded.map(({ stage }) => `${stageLong(stage.id)} ${duration(stageTimeUs(stage))}`).join(", ")}`;
  const { stage } = at;
  const parts = [
    stageLong(stage.id),
    actorNames[stage.actor],
    crossingLabel(at),
    `service ${duration(stage.serviceUs)}`,
    `waiting ${duration(stage.waitingUs)}`,
    at.utilization !== undefined && `busy ${percent(at.utilization)}`,
    at.isBottleneck && "the bottleneck",
  ];
  return parts.filter(Boolean).join(", ");
}
