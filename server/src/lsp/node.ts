/** Entry of the server as a Node process: speaks over what the command line says. The simulation's thread is another file. */
import { writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { findFileBeside } from "./file-beside.ts";
import { filesOnDisk } from "./files-on-disk.ts";
import { frameCheck } from "./frame-check.ts";
import { sessionOrder } from "./session-order.ts";
import type { SimulationThread, ThreadMessage } from "./simulation-threads.ts";
import { startServer } from "./start-server.ts";

const words = process.argv.slice(2);
if (!words.some((word) => /^--(stdio|node-ipc|(socket|pipe)(=.*)?)$/.test(word)))
  end("Say what to speak over: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.");
process.once("disconnect", () => process.exit(1));
if (words.includes("--stdio")) {
  const check = frameCheck();
  process.stdin.on("data", (bytes: Buffer) => {
    const fault = check(bytes);
    if (fault !== undefined) end(`The client does not speak the protocol: ${fault}`);
  });
}
startServer(createConnection(ProposedFeatures.all, sessionOrder()), {
  rulePages: pathToFileURL(`${__dirname}/../docs/rules`).href,
  startThread,
  maxThreads: availableParallelism(),
  files: filesOnDisk,
  findFile: findFileBeside,
});

/** Past the console, which the framework redirects to the client. */
function end(message: string): never {
  writeSync(process.stderr.fd, `${message}\n`);
  process.exit(1);
}

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
