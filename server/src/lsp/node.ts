/** Entry of the server as a Node process: speaks over `--stdio` or `--node-ipc`, as the command line says. The same file is the simulation's thread. */
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { SimulationJob } from "../core/forecast/simulation-job.ts";
import { findFileBeside } from "./file-beside.ts";
import { filesOnDisk } from "./files-on-disk.ts";
import { runOnThread, type SimulationThread, type ThreadMessage } from "./simulation-threads.ts";
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
  parentPort?.on("message", (job: SimulationJob) => runOnThread(job, (message) => parentPort?.postMessage(message)));
}

function startThread(): SimulationThread {
  const worker = new Worker(__filename);
  worker.unref();
  return {
    post: (job) => worker.postMessage(job),
    listen(onMessage, onFailure) {
      worker.removeAllListeners("message").removeAllListeners("error");
      worker.on("message", (message: ThreadMessage) => onMessage(message));
      worker.once("error", onFailure);
    },
    end: () => void worker.terminate(),
  };
}
