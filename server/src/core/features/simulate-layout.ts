/** What a layout holds and what its simulation reports, for a command; `run` performs the job. */
import type { HvvmDocument } from "../document.ts";
import { type Refusal, type RequestedSimulation, requestedSimulation } from "../forecast/requested-simulation.ts";
import type { SimulationJob } from "../forecast/simulation-job.ts";
import type { PlacedFinding } from "../rules/rule-runner.ts";
import type { Costs } from "../simulation/paths/costs.ts";
import type { SimulationOutcome } from "../simulation/plan.ts";
import { canBeMade } from "./change-edit.ts";
import { layoutOutline } from "./layout-outline.ts";
import { type SimulatedLayout, simulatedLayout } from "./simulated-layout.ts";

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
