/**
 * Places the stages in the wide form: a lane for each actor from the guest down to the device, and time from left to
 * right. A stage in another lane is straight below or above the previous one, so the line falls to the device and rises
 * again.
 */
import { type LabelPlace, type LanePlace, lineHeight, type StagesLayout, stationSize } from "./diagram-layout.ts";
import type { Point } from "./geometry.ts";
import type { PathStage } from "./picture.ts";
import { labelLines, nameSize } from "./stage-label.ts";
import { textWidth } from "./text-fit.ts";
import { actorNames, actors } from "./words.ts";

const narrowestColumn = 49;
const widestColumn = 118;
/** Space for the name of a lane beside its stations, if the panel is wide enough. */
const nameWidth = 104;
const sidePadding = 10;
const idleHeight = 28;
/** Where the name of a lane begins. */
const nameX = 22;
const widestLabel = 150;

type Side = "left" | "right" | "up" | "down";

interface Step {
  readonly lane: number;
  readonly column: number;
  readonly entry: Side;
  readonly exit: Side;
  /** The line turns in the previous lane, one column further. */
  readonly turnsBefore: boolean;
}

export function lanesFit(stages: readonly PathStage[], width: number): boolean {
  return stages.length > 0 && columnWidth(stepsOf(stages), width).width >= narrowestColumn;
}

export function lanesLayout(stages: readonly PathStage[], width: number, top: number): StagesLayout {
  const steps = stepsOf(stages);
  const column = columnWidth(steps, width);
  const x = (at: number) => Math.round(column.start + (at + 0.5) * column.width);
  const labels = steps.map((step, index) => labelOf(step, index, steps, column.width, x(step.column), width));
  const { lanes, middle } = rowsOf(stages, steps, labels, width, top);
  const centres = steps.map((step): Point => ({ x: x(step.column), y: middle[step.lane]! }));
  const places = steps.map((step, index) => {
    const centre = centres[index]!;
    const before = centres[index - 1];
    const from = before ?? { x: 12, y: top };
    const corner =
      before && step.turnsBefore
        ? { x: centre.x, y: before.y }
        : { x: before ? centre.x : from.x, y: before ? before.y : centre.y };
    return { centre, way: [from, corner, centre], label: labels[index]! };
  });
  const last = centres.at(-1) ?? { x: 0, y: 0 };
  const device = steps.findIndex((step) => actors[step.lane] === "device");
  const bottom = lanes.at(-1)!.y + lanes.at(-1)!.height;
  return {
    form: "lanes",
    top,
    bottom,
    lanes,
    places,
    wayOut: [last, { x: last.x, y: top + 6 }],
    toVolume: device < 0 ? undefined : { x: centres[device]!.x, y: bottom },
    title: { x: nameWidth + sidePadding, y: top + 18, anchor: "start" },
  };
}

/** A station keeps the column of the previous one in another lane, unless the line came from exactly there. */
function stepsOf(stages: readonly PathStage[]): readonly Step[] {
  const steps: Step[] = [];
  let column = 0;
  let entry: Side = "left";
  stages.forEach(({ stage }, index) => {
    const lane = actors.indexOf(stage.actor);
    const before = steps.at(-1);
    let turnsBefore = false;
    if (before) {
      const exit: Side = lane === before.lane ? "right" : lane > before.lane ? "down" : "up";
      turnsBefore = exit !== "right" && exit === before.entry;
      if (exit === "right" || turnsBefore) column++;
      steps[index - 1] = { ...before, exit: turnsBefore ? "right" : exit };
      entry = exit === "right" ? "left" : exit === "down" ? "up" : "down";
    }
    steps.push({ lane, column, entry, exit: "up", turnsBefore });
  });
  return steps;
}

function columnWidth(steps: readonly Step[], width: number): { readonly start: number; readonly width: number } {
  const columns = (steps.at(-1)?.column ?? 0) + 1;
  const beside = (width - nameWidth - 2 * sidePadding) / columns;
  if (beside >= 62) return { start: nameWidth + sidePadding, width: Math.min(widestColumn, beside) };
  return { start: 24, width: (width - 24 - sidePadding) / columns };
}

/** A label is placed where no line leaves its station; its width ends at the next line or label on its side. */
function labelOf(
  step: Step,
  index: number,
  steps: readonly Step[],
  column: number,
  x: number,
  right: number,
): LabelPlace {
  const side = sideOf(step);
  const lines = steps.flatMap((to, at) => {
    const from = steps[at - 1];
    if (!from || from.lane === to.lane) return [];
    return [{ column: to.column, from: Math.min(from.lane, to.lane), to: Math.max(from.lane, to.lane) }];
  });
  const away = (at: number) => Math.abs(at - step.column) * column;
  if (side === "beside") {
    const ahead = [
      ...steps.filter((other) => other.lane === step.lane && other.column > step.column).map((other) => other.column),
      ...lines
        .filter((line) => line.column > step.column && line.from <= step.lane && line.to >= step.lane)
        .map((line) => line.column),
    ];
    const start = x + stationSize / 2 + 5;
    const end = ahead.length > 0 ? x + away(Math.min(...ahead)) - stationSize / 2 - 14 : right - 4;
    return { side, x: start, width: Math.min(widestLabel, end - start) };
  }
  const isHere = ({ from, to }: { from: number; to: number }) =>
    side === "above" ? from < step.lane && to >= step.lane : to > step.lane && from <= step.lane;
  const gaps = [
    ...lines.filter((line) => line.column !== step.column && isHere(line)).map((line) => 2 * away(line.column) - 8),
    ...steps
      .filter((other, at) => at !== index && other.lane === step.lane && sideOf(other) === side)
      .map((other) => away(other.column) - 1),
  ];
  return { side, x, width: Math.min(widestLabel, 2 * (right - x) - 2, ...gaps) };
}

function sideOf({ entry, exit }: Step): LabelPlace["side"] {
  if (entry !== "down" && exit !== "down") return "below";
  return entry !== "up" && exit !== "up" ? "above" : "beside";
}

/** Lanes that the path does not use stay visible but flat: that nothing happens there is information, too. */
function rowsOf(
  stages: readonly PathStage[],
  steps: readonly Step[],
  labels: readonly LabelPlace[],
  width: number,
  top: number,
): { readonly lanes: readonly LanePlace[]; readonly middle: readonly number[] } {
  const lanes: LanePlace[] = [];
  const middle: number[] = [];
  let y = top;
  actors.forEach((actor, lane) => {
    const isIdle = !steps.some((step) => step.lane === lane);
    const linesOn = (side: LabelPlace["side"]) =>
      Math.max(
        0,
        ...stages.flatMap((at, index) =>
          steps[index]!.lane === lane && labels[index]!.side === side
            ? [labelLines(at, labels[index]!.width).length]
            : [],
        ),
      );
    const above = linesOn("above");
    const beside = (linesOn("beside") * lineHeight + 16) / 2;
    const nameEnd = nameX + textWidth(actorNames[actor], 11) + 6;
    const meetsName = stages.some((at, index) => {
      const { side, x, width: room } = labels[index]!;
      if (steps[index]!.lane !== lane || side !== "above") return false;
      const widest = Math.max(...labelLines(at, room).map(({ text }) => textWidth(text, nameSize)));
      return x - widest / 2 < nameEnd;
    });
    const up = Math.max(
      above > 0 ? above * lineHeight + (meetsName ? 18 + lineHeight : 18) : 8,
      beside - stationSize / 2,
    );
    const below = Math.max(linesOn("below") * lineHeight + 18, 10, beside - stationSize / 2);
    const height = isIdle ? idleHeight : up + stationSize + below;
    const centre = y + (isIdle ? idleHeight / 2 : up + stationSize / 2);
    lanes.push({ actor, isIdle, x: 0, y, width: width - 1, height, name: { x: nameX, y: y + 18 } });
    middle.push(centre);
    y += height;
  });
  return { lanes, middle };
}
