/** Entry of a simulation's thread on Node: it holds the engine, which whoever starts it never runs. */
import { parentPort, workerData } from "node:worker_threads";
import type { SimulationTask } from "../core/simulation/tasks.ts";
import { noMoreTasks } from "./node-thread.ts";
import { runOnThread } from "./run-on-thread.ts";

/** Memory that the starter shares: 1 while nobody wants the task any more. */
const isStopped = new Int32Array(workerData as SharedArrayBuffer);

parentPort?.on("message", (task: SimulationTask | typeof noMoreTasks) => {
  if (task === noMoreTasks) parentPort?.close();
  else
    runOnThread(
      task,
      (message) => parentPort?.postMessage(message),
      () => Atomics.load(isStopped, 0) === 1,
    );
});
