/** The stations of a diagram: one for each stage that takes time; consecutive short software stages may be folded into one. */
import { observedTimeUs, type StageReport } from "../simulation/report.ts";
import type { PathStage } from "./picture.ts";

/** A station: a stage, or several folded into one. */
export interface DrawnStage extends PathStage {
  /** The stages that it stands for, if there are several. */
  readonly folded?: readonly PathStage[] | undefined;
}

/** A shorter time is written as zero. */
const minUs = 0.005;
/** Share of the response time below which a software stage is not worth showing. */
const minShare = 0.01;

/** All stages that take time on average, or all if none does. */
export function drawnStages(stages: readonly PathStage[], isFolded: boolean): readonly DrawnStage[] {
  const costly = stages.filter(({ stage }) => !(observedTimeUs(stage) < minUs));
  const drawn = costly.length > 0 ? costly : stages;
  return isFolded ? folded(drawn) : drawn;
}

/** What crosses the border of guest and host is not folded, and neither are the device and the bottleneck. */
function folded(stages: readonly PathStage[]): readonly DrawnStage[] {
  const least = minShare * stages.reduce((sum, { stage }) => sum + observedTimeUs(stage), 0);
  const isShort = ({ stage, crossing, isBottleneck }: PathStage) =>
    stage.actor !== "device" && !crossing && !isBottleneck && observedTimeUs(stage) < least;
  const rows: PathStage[][] = [];
  for (const at of stages) {
    const row = rows.at(-1);
    if (row && isShort(row[0]!) && isShort(at)) row.push(at);
    else rows.push([at]);
  }
  return rows.map((row) => (row.length > 1 ? asOne(row) : row[0]!));
}

/** In the lane of the actor that takes the most time. */
function asOne(row: readonly PathStage[]): DrawnStage {
  const byActor = new Map<StageReport["actor"], number>();
  for (const { stage } of row) byActor.set(stage.actor, (byActor.get(stage.actor) ?? 0) + observedTimeUs(stage));
  const [actor] = [...byActor].sort(([, one], [, other]) => other - one)[0]!;
  const sum = (of: (stage: StageReport) => number | null) =>
    row.reduce((total, { stage }) => total + (of(stage) ?? 0), 0);
  const stage = {
    id: "software",
    actor,
    visits: 1,
    serviceUs: sum(({ serviceUs }) => serviceUs),
    waitingUs: sum(({ waitingUs }) => waitingUs),
  };
  return { index: row[0]!.index, stage, waiting: 0, isBottleneck: false, folded: row };
}
