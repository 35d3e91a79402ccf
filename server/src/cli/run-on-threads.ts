/** Simulates for a command: on all cores, with a line of progress. */
import { availableParallelism } from "node:os";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/plan.ts";
import { startNodeThread } from "../threads/node-thread.ts";
import { SimulationThreads } from "../threads/simulation-threads.ts";
import { showProgress } from "./streams.ts";

/** The threads of the command, which may run several simulations. */
const threads = new SimulationThreads(() => startNodeThread(), availableParallelism());

/** `title` begins the line, such as `Simulating`. */
export async function runOnThreads(job: SimulationJob, title: string): Promise<SimulationOutcome> {
  try {
    return await threads.run(job, "", undefined, (share) => showProgress(`${title}: ${Math.round(share * 100)}%`));
  } finally {
    showProgress(undefined);
  }
}

/** No more simulations are accepted. The process ends when the threads have ended. */
export function endThreads(): void {
  threads.end();
}
