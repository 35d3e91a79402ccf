/** Entry of the server as a Node process: speaks over `--stdio` or `--node-ipc`, as the command line says. The same file is the simulation's thread. */
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { runJob, type SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/simulate.ts";
import { findFileBeside } from "./file-beside.ts";
import { filesOnDisk } from "./files-on-disk.ts";
import type { SimulationThread } from "./simulation-threads.ts";
import { startServer } from "./start-server.ts";

if (isMainThread) {
  const rulePages = pathToFileURL(`${__dirname}/../docs/rules`).href;
  startServer(createConnection(ProposedFeatures.all), {
    rulePages,
    startThread,
    files: filesOnDisk,
    findFile: findFileBeside,
  });
} else {
  parentPort?.on("message", (job: SimulationJob) => parentPort?.postMessage(runJob(job)));
}

function startThread(): SimulationThread {
  const worker = new Worker(__filename);
  worker.unref();
  return {
    post: (job) => worker.postMessage(job),
    listen(onOutcome, onFailure) {
      worker.removeAllListeners("message").removeAllListeners("error");
      worker.once("message", (outcome: SimulationOutcome) => onOutcome(outcome));
      worker.once("error", onFailure);
    },
    end: () => void worker.terminate(),
  };
}
