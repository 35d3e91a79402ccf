/** Entry of the server as a web worker: communicates through the worker's own messages. The same script is also the simulation thread. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import type { SimulationTask } from "../core/simulation/tasks.ts";
import { readFileRequest } from "../protocol.ts";
import { runOnThread } from "../threads/run-on-thread.ts";
import type { SimulationThread, ThreadMessage } from "../threads/simulation-threads.ts";
import * as exchange from "./exchange.ts";
import { filesOfClient } from "./files-of-client.ts";
import { sessionOrder } from "./session-order.ts";
import { startServer } from "./start-server.ts";

const worker = self as unknown as DedicatedWorkerGlobalScope;
const threadName = "hvvm-simulation";

if (worker.name === threadName) {
  worker.onmessage = ({ data }: MessageEvent<SimulationTask>) =>
    runOnThread(data, (message) => worker.postMessage(message));
} else {
  const [reader, writer] = [new BrowserMessageReader(worker), new BrowserMessageWriter(worker)];
  const connection = createConnection(ProposedFeatures.all, reader, writer, sessionOrder());
  connection.onExit(() => worker.close());
  startServer(connection, {
    rulePages: undefined,
    startThread,
    maxThreads: worker.navigator.hardwareConcurrency,
    files: filesOfClient((uri) => connection.sendRequest(readFileRequest, { uri })),
    findFile: async () => undefined,
    loadExchange: async () => exchange,
  });
}

function startThread(): SimulationThread {
  const thread = new Worker(worker.location.href, { name: threadName });
  return {
    post: (task) => thread.postMessage(task),
    listen(onMessage, onFailure) {
      thread.onmessage = ({ data }: MessageEvent<ThreadMessage>) => onMessage(data);
      thread.onerror = ({ message }) => onFailure(new Error(message));
    },
    // A worker receives no messages while it runs, and shared memory is not available on every page.
    stop: () => false,
    end: () => thread.terminate(),
  };
}
