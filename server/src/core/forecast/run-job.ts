/** Runs a job of the simulation. It brings the whole engine, so the server itself leaves this to a thread. */
import { type SimulationOutcome, simulate } from "../simulation/simulate.ts";
import type { SimulationJob } from "./simulation-job.ts";

export interface JobWatch {
  /** Told the share that is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Asked often; a run that nobody wants any more ends soon. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A refused or cancelled run has no report. */
export function runJob(job: SimulationJob, watch: JobWatch = {}): SimulationOutcome {
  const { spec, alternatives, seed, requests, isQuickRun, detailed } = job;
  return simulate(spec, { seed, requests, alternatives, detailed, withoutAssumptions: isQuickRun, ...watch });
}
