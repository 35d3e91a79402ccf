/** Entry of the server as a Node process: speaks over `--stdio` or `--node-ipc`, as the command line says. The same file is the simulation's thread. */
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
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
  const isStopped = new Int32Array(workerData as SharedArrayBuffer);
  parentPort?.on("message", (job: SimulationJob) =>
    runOnThread(
      job,
      (message) => parentPort?.postMessage(message),
      () => Atomics.load(isStopped, 0) === 1,
    ),
  );
}

function startThread(): SimulationThread {
  const stopped = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const isStopped = new Int32Array(stopped);
  const worker = new Worker(__filename, { workerData: stopped });
  worker.unref();
  return {
    post(job) {
      Atomics.store(isStopped, 0, 0);
      worker.postMessage(job);
    },
    stop() {
      Atomics.store(isStopped, 0, 1);
      return true;
    },
    listen(onMessage, onFailure) {
      worker.removeAllListeners("message").removeAllListeners("error");
      worker.on("message", (message: ThreadMessage) => onMessage(message));
      worker.once("error", onFailure);
    },
    end: () => void worker.terminate(),
  };
}
