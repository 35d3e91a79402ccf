/** Runs a job of the simulation. It brings the whole engine, so the server itself leaves this to a thread. */
import { type SimulationOutcome, simulate } from "../simulation/simulate.ts";
import type { SimulationJob } from "./simulation-job.ts";

/** A refused or cancelled run has no report. */
export function runJob(job: SimulationJob, onProgress?: (share: number) => void): SimulationOutcome {
  const { spec, alternatives, seed, requests, detailed } = job;
  return simulate(spec, { seed, requests, alternatives, detailed, onProgress });
}
