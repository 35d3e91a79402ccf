/** What a layout holds and what its simulation reports. Who runs the simulation is the faces' matter. */
import type { Refusal } from "../forecast/requested-simulation.ts";
import { reportOf, type SimulationJob } from "../forecast/simulation-job.ts";
import type { DiskDetail } from "../simulation/detail.ts";
import type { SimulationOutcome } from "../simulation/plan.ts";
import type { SimulationReport } from "../simulation/report.ts";
import type { LayoutOutline } from "./layout-outline.ts";

export interface SimulatedLayout {
  readonly outline: LayoutOutline;
  /** Absent when the layout has no disk to simulate, and when the run was cancelled. */
  readonly report?: SimulationReport;
  /** In the order of the report: its first disks and the chosen one. */
  readonly details?: readonly DiskDetail[];
}

/** Puts the outcome of a run beside the outline. */
export function simulatedLayout(
  outline: LayoutOutline,
  job: SimulationJob,
  outcome: SimulationOutcome,
): SimulatedLayout | Refusal {
  if (outcome.kind === "refused") return { refusal: outcome.problem };
  const report = reportOf(outcome, job);
  return report && outcome.kind === "done" ? { outline, report, details: outcome.details } : { outline };
}
