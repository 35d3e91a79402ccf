/** Entry of the server as a web worker: speaks over the worker's own messages. The same script is the simulation's thread. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { runJob, type SimulationJob } from "../core/forecast/simulation-job.ts";
import type { SimulationOutcome } from "../core/simulation/simulate.ts";
import type { SimulationThread } from "./simulation-threads.ts";
import { startServer } from "./start-server.ts";

const worker = self as unknown as DedicatedWorkerGlobalScope;
const threadName = "hvvm-simulation";

if (worker.name === threadName) {
  worker.onmessage = ({ data }: MessageEvent<SimulationJob>) => worker.postMessage(runJob(data));
} else {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(worker),
    new BrowserMessageWriter(worker),
  );
  startServer(connection, {
    rulePages: undefined,
    startThread,
    files: { find: () => undefined, read: () => undefined, layoutsBelow: () => [] },
    findFile: async () => undefined,
  });
}

function startThread(): SimulationThread {
  const thread = new Worker(worker.location.href, { name: threadName });
  return {
    post: (job) => thread.postMessage(job),
    listen(onOutcome, onFailure) {
      thread.onmessage = ({ data }: MessageEvent<SimulationOutcome>) => onOutcome(data);
      thread.onerror = ({ message }) => onFailure(new Error(message));
    },
    end: () => thread.terminate(),
  };
}
