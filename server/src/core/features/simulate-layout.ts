/** The contents of a layout and the report of its simulation; the caller decides how the simulation is run. */
import type { HvvmDocument } from "../document.ts";
import { type Refusal, type RequestedSimulation, requestedSimulation } from "../forecast/requested-simulation.ts";
import { reportOf, type SimulationJob } from "../forecast/simulation-job.ts";
import type { OtherWay, TwoWays, WayLane } from "../forecast/two-ways.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";
import type { DiskDetail } from "../simulation/detail.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { SimulationOutcome, WayRun } from "../simulation/plan.ts";
import type { SimulationReport } from "../simulation/report.ts";
import { canBeMade } from "./change-edit.ts";
import { type LayoutOutline, layoutOutline } from "./layout-outline.ts";

export type { OtherWay } from "../forecast/two-ways.ts";

export interface SimulatedLayout {
  readonly outline: LayoutOutline;
  /** Absent when the layout has no disk to simulate, and when the run was cancelled. */
  readonly report?: SimulationReport;
  /** In the order of the report: those of its first disks and of the chosen one. */
  readonly details?: readonly DiskDetail[];
  /** If another path was requested and both could be simulated. */
  readonly twoWays?: TwoWaysRun;
}

/** One disk over the layout's path and over another one, each in a short run with the same random numbers. */
export interface TwoWaysRun {
  readonly vm: string;
  readonly slot: string;
  /** The paths that can be compared with the layout's own. */
  readonly offered: readonly OtherWay[];
  readonly lanes: readonly (WayRun & WayLane)[];
}

/** `run` performs the job. */
export async function simulateLayout(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  costs: Costs,
  asked: RequestedSimulation,
  run: (job: SimulationJob) => Promise<SimulationOutcome>,
): Promise<SimulatedLayout | Refusal> {
  const read = requestedSimulation(document, costs, asked, canBeMade(document));
  if ("refusal" in read) return read;
  const outline = layoutOutline(document, findings);
  return read.job ? simulatedLayout(outline, read.job, await run(read.job)) : { outline };
}

/** Combines the outcome of a run with the outline. */
export function simulatedLayout(
  outline: LayoutOutline,
  job: SimulationJob,
  outcome: SimulationOutcome,
): SimulatedLayout | Refusal {
  if (outcome.kind === "refused") return { refusal: outcome.problem };
  const report = reportOf(outcome, job);
  if (!report || outcome.kind !== "done") return { outline };
  const twoWays = job.twoWays && twoWaysRun(job.twoWays, outcome.ways);
  return { outline, report, details: outcome.details, ...(twoWays ? { twoWays } : {}) };
}

function twoWaysRun({ vm, slot, offered, lanes }: TwoWays, runs: readonly (WayRun | undefined)[]) {
  const run = lanes.flatMap(({ spec: _, ...lane }, n) => (runs[n] ? [{ ...lane, ...runs[n] }] : []));
  return run.length === lanes.length ? { vm, slot, offered, lanes: run } : undefined;
}
