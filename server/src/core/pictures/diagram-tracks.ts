/**
 * Places the stages in the narrow form: one row for each, from top to bottom, under the name of its actor wherever the
 * actor changes. The further the actor is from the guest, the further right the station is.
 */
import { type LanePlace, type StagePlace, type StagesLayout, stationSize } from "./diagram-layout.ts";
import type { Point } from "./geometry.ts";
import type { PathStage } from "./picture.ts";
import { actors } from "./words.ts";

const firstTrack = 40;
const titleHeight = 30;
const nameHeight = 26;
const rowHeight = 40;
/** Right of the rows, for the line to the volume. */
export const marginWidth = 14;

export function tracksLayout(stages: readonly PathStage[], width: number, top: number): StagesLayout {
  const used = actors.filter((actor) => stages.some(({ stage }) => stage.actor === actor));
  const pitch = width < 380 ? 12 : width < 480 ? 20 : 30;
  const trackX = ({ stage }: PathStage) => firstTrack + used.indexOf(stage.actor) * pitch;
  const textX = firstTrack + (used.length - 1) * pitch + stationSize / 2 + (width < 380 ? 12 : 22);
  const lanes: LanePlace[] = [];
  const places: StagePlace[] = [];
  let y = top + titleHeight;
  stages.forEach((at, index) => {
    const { actor } = at.stage;
    const before = places.at(-1)?.centre;
    if (stages[index - 1]?.stage.actor !== actor) {
      if (before) y += 4;
      lanes.push({
        actor,
        isIdle: false,
        x: 0,
        y,
        width: width - marginWidth,
        height: nameHeight,
        name: { x: textX, y: y + 18 },
      });
      y += nameHeight;
    }
    const centre = { x: trackX(at), y: y + rowHeight / 2 };
    places.push({
      centre,
      way: wayFrom(before ?? { x: centre.x, y: top }, centre, lanes.at(-1)!.y),
      label: { side: "row", x: textX, width: width - marginWidth - 10 - textX },
    });
    y += rowHeight;
    const lane = lanes.pop()!;
    lanes.push({ ...lane, height: y - lane.y + 4 });
  });
  const last = places.at(-1)?.centre ?? { x: firstTrack, y };
  const bottom = y + 8;
  const device = lanes.find((lane) => lane.actor === "device");
  return {
    form: "tracks",
    top,
    bottom,
    lanes,
    places,
    wayOut: [last, { x: last.x, y: bottom + 6 }],
    toVolume: device && { x: width - marginWidth, y: device.y + device.height / 2 },
    title: { x: textX, y: top + 20, anchor: "start" },
  };
}

/** Changes tracks at the edge of the band, so that the line is straight at both stations. */
function wayFrom(from: Point, to: Point, edge: number): readonly Point[] {
  if (from.x === to.x) return [from, to];
  const bend = edge + 10;
  return [from, { x: from.x, y: bend }, { x: to.x, y: bend }, to];
}
