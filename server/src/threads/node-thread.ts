/** Starts a simulation's thread on Node. */
import { Worker } from "node:worker_threads";
import type { SimulationThread, ThreadMessage } from "./simulation-threads.ts";

/** What a thread is sent in place of a task: that there will be none any more. */
export const noMoreTasks = "no more tasks";

/**
 * Without another `bundle`, the one beside that of the caller. While the thread has a task, or is about to end, it
 * keeps the process alive. It ends by itself, because Node 20 may abort when a thread is terminated: it frees the
 * thread's memory while the compiler is still working on the code that ran last. When a thread ends by itself, Node
 * waits for the compiler.
 */
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
    end() {
      worker.ref();
      worker.postMessage(noMoreTasks);
    },
  };
}
