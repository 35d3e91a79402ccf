/** What a layout holds and what its simulation reports, in one call that runs on the caller's thread. */
import type { HvvmDocument } from "../document.ts";
import { askedSimulation, type Refusal, type RequestedSimulation } from "../forecast/requested-simulation.ts";
import { runJob } from "../forecast/run-job.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import { canBeMade } from "./change-edit.ts";
import { layoutOutline } from "./layout-outline.ts";
import { type SimulatedLayout, simulatedLayout } from "./simulated-layout.ts";

export function simulateLayoutNow(
  document: HvvmDocument,
  findings: readonly PlacedFinding[],
  costs: Costs,
  asked: RequestedSimulation = {},
  onProgress?: (share: number) => void,
): SimulatedLayout | Refusal {
  const read = askedSimulation(document, costs, asked, canBeMade(document));
  if ("refusal" in read) return read;
  const outline = layoutOutline(document, findings);
  return read.job ? simulatedLayout(outline, read.job, runJob(read.job, { onProgress })) : { outline };
}
