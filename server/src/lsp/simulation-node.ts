/** Entry of a simulation's thread on Node: it holds the engine, which the server itself never runs. */
import { parentPort, workerData } from "node:worker_threads";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import { runOnThread } from "./run-on-thread.ts";

/** Memory that the server shares: 1 while nobody wants the job any more. */
const isStopped = new Int32Array(workerData as SharedArrayBuffer);

parentPort?.on("message", (job: SimulationJob) =>
  runOnThread(
    job,
    (message) => parentPort?.postMessage(message),
    () => Atomics.load(isStopped, 0) === 1,
  ),
);
