/** The words at a station: its name, its crossings of the border between guest and host, its duration. */
import { count, counted, duration } from "../figures.ts";
import { stageShort } from "../simulation/paths/stage-names.ts";
import { stageTimeUs } from "../simulation/report.ts";
import type { PathStage } from "./picture.ts";
import { wrapText } from "./text-fit.ts";

export interface LabelLine {
  readonly kind: "name" | "name small" | "crossing" | "time";
  readonly text: string;
}

export const nameSize = 12;
export const detailSize = 11;
/** Bold letters are as wide as larger ones. */
const boldDetailSize = 12;
const narrowLabel = 60;

/** Lines of a label in the wide form, from top to bottom. */
export function labelLines(at: PathStage, width: number): readonly LabelLine[] {
  const isNarrow = width < narrowLabel;
  const names = wrapText(stageShort(at.stage.id), width, isNarrow ? detailSize : nameSize, 2);
  const lines: LabelLine[] = names.map((text) => ({ kind: isNarrow ? "name small" : "name", text }));
  const crossing = crossingLabel(at);
  for (const text of crossing === "" ? [] : wrapText(crossing, width, boldDetailSize, 2))
    lines.push({ kind: "crossing", text });
  lines.push({ kind: "time", text: duration(stageTimeUs(at.stage)) });
  return lines;
}

/** The crossings that a stage causes, such as `26 exits`; empty for most stages. */
export function crossingLabel(at: PathStage): string {
  if (at.crossing) return counted(at.crossing.count, at.crossing.kind);
  return count(at.stage.visits) === "1" ? "" : counted(at.stage.visits, "visit");
}
