/** Simulates for a command: on all cores, with a line that says how far it is. */
import { availableParallelism } from "node:os";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/plan.ts";
import { startNodeThread } from "../threads/node-thread.ts";
import { SimulationThreads } from "../threads/simulation-threads.ts";
import { showProgress } from "./streams.ts";

/** `title` begins the line, such as `Simulating`. */
export async function runOnThreads(job: SimulationJob, title: string): Promise<SimulationOutcome> {
  const threads = new SimulationThreads(() => startNodeThread(), availableParallelism());
  try {
    return await threads.run(job, "", undefined, (share) => showProgress(`${title}: ${Math.round(share * 100)} %`));
  } finally {
    showProgress(undefined);
    threads.end();
  }
}
