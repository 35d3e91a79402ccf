/** Starts a simulation's thread on Node. */
import { Worker } from "node:worker_threads";
import type { SimulationThread, ThreadMessage } from "./simulation-threads.ts";

/** Without another `bundle`, the one beside that of the caller. While the thread has a task, it keeps the process alive. */
export function startNodeThread(bundle = `${__dirname}/simulation.js`): SimulationThread {
  const stopped = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const isStopped = new Int32Array(stopped);
  const worker = new Worker(bundle, { workerData: stopped });
  worker.unref();
  return {
    post(task) {
      Atomics.store(isStopped, 0, 0);
      worker.ref();
      worker.postMessage(task);
    },
    stop() {
      Atomics.store(isStopped, 0, 1);
      return true;
    },
    listen(onMessage, onFailure) {
      worker.removeAllListeners("message").removeAllListeners("error");
      worker.on("message", (message: ThreadMessage) => {
        if (message.kind === "done") worker.unref();
        onMessage(message);
      });
      worker.once("error", onFailure);
    },
    end: () => void worker.terminate(),
  };
}
