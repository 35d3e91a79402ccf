/**
 * Entry of a simulation thread on Node: it contains the engine, so that the thread's starter does not have to load it.
 */
import { parentPort, workerData } from "node:worker_threads";
import type { SimulationTask } from "../core/simulation/tasks.ts";
import { noMoreTasks } from "./node-thread.ts";
import { runOnThread } from "./run-on-thread.ts";

/** Shared memory of the starter: 1 once the task has been cancelled. */
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
