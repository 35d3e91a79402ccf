/** What a simulation's thread does, on either platform. */
import { performTask } from "../core/simulation/perform-task.ts";
import type { SimulationTask } from "../core/simulation/tasks.ts";
import type { ThreadMessage } from "./simulation-threads.ts";

export function runOnThread(
  task: SimulationTask,
  send: (message: ThreadMessage) => void,
  isCancelled?: () => boolean,
): void {
  const onProgress = (share: number) => send({ kind: "progress", share });
  send({ kind: "done", result: performTask(task, { onProgress, isCancelled }) });
}
