/** Runs a job of the simulation on the caller's thread. It brings the whole engine, so the server leaves this to threads. */
import type { TaskWatch } from "../simulation/perform-task.ts";
import type { SimulationOutcome } from "../simulation/plan.ts";
import { performPlan } from "../simulation/simulate.ts";
import { planOf, type SimulationJob } from "./simulation-job.ts";

/** A refused or cancelled run has no report. */
export function runJob(job: SimulationJob, watch: TaskWatch = {}): SimulationOutcome {
  return performPlan(planOf(job), watch);
}
