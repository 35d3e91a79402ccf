/** What a layout holds and what its simulation reports, in one call that runs on the caller's thread. */
import type { HvvmDocument } from "../document.ts";
import { type AskedSimulation, askedSimulation, type Refusal } from "../forecast/asked-simulation.ts";
import { reportOf, runJob, type SimulationJob } from "../forecast/simulation-job.ts";
import type { PlacedFinding } from "../rules/judge.ts";
import type { DiskDetail } from "../simulation/detail.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { SimulationReport } from "../simulation/report.ts";
import type { SimulationOutcome } from "../simulation/simulate.ts";
import { type LayoutOutline, layoutOutline } from "./layout-outline.ts";

export interface SimulatedLayout {
  readonly outline: LayoutOutline;
  /** Absent when the layout has no disk to simulate, and when the run was cancelled. */
  readonly report?: SimulationReport;
  /** In the order of the report: its first disks and the chosen one. */
  readonly details?: readonly DiskDetail[];
}

export function simulateLayoutNow(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  costs: Costs,
  asked: AskedSimulation = {},
  onProgress?: (share: number) => void,
): SimulatedLayout | Refusal {
  const read = askedSimulation(document, costs, asked);
  if ("refusal" in read) return read;
  const outline = layoutOutline(document, findings);
  return read.job ? simulatedLayout(outline, read.job, runJob(read.job, { onProgress })) : { outline };
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
