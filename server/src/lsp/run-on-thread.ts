/** What a simulation's thread does, on either platform. */
import { runJob } from "../core/forecast/run-job.ts";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { ThreadMessage } from "./simulation-threads.ts";

export function runOnThread(job: SimulationJob, send: (message: ThreadMessage) => void): void {
  send(runJob(job, (share) => send({ kind: "progress", share })));
}
