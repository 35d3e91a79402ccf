/** Entry of a simulation's thread on Node: it holds the engine, which the server itself never runs. */
import { parentPort } from "node:worker_threads";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import { runOnThread } from "./run-on-thread.ts";

parentPort?.on("message", (job: SimulationJob) => runOnThread(job, (message) => parentPort?.postMessage(message)));
