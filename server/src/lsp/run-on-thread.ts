/** What a simulation's thread does, on either platform. */
import { runJob } from "../core/forecast/run-job.ts";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import type { ThreadMessage } from "./simulation-threads.ts";

export function runOnThread(
  job: SimulationJob,
  send: (message: ThreadMessage) => void,
  isCancelled?: () => boolean,
): void {
  send(runJob(job, { onProgress: (share) => send({ kind: "progress", share }), isCancelled }));
}
