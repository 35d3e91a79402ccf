/** Entry of the server as a Node process: speaks over what the command line says. The simulation's thread is another file. */
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { connect } from "./connection.ts";
import { findFileBeside } from "./file-beside.ts";
import { filesOnDisk } from "./files-on-disk.ts";
import { followProcess } from "./parent-process.ts";
import type { SimulationThread, ThreadMessage } from "./simulation-threads.ts";
import { startServer } from "./start-server.ts";
import { readCommandLine } from "./transport.ts";

// Collects garbage at one and a half times what is in use, not at some four times: half a minute of typing in a layout of
// 5,000 VMs leaves 60 MB behind otherwise.
setFlagsFromString("--heap-growing-percent=50");

const { transport, clientProcessId } = readCommandLine(process.argv.slice(2));
if (!transport) {
  console.error("Say what to speak over: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.");
  process.exit(1);
}
const lost = () => process.exit(1);
if (clientProcessId !== undefined) followProcess(clientProcessId, lost);
process.once("disconnect", lost);
startServer(connect(...transport, { exit: process.exit, followClient: followProcess }), {
  rulePages: pathToFileURL(`${__dirname}/../docs/rules`).href,
  startThread,
  files: filesOnDisk,
  findFile: findFileBeside,
});

function startThread(): SimulationThread {
  const stopped = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const isStopped = new Int32Array(stopped);
  const worker = new Worker(`${__dirname}/simulation.js`, { workerData: stopped });
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
