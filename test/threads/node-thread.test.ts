import { once } from "node:events";
import { resolve } from "node:path";
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { startNodeThread } from "../../server/src/threads/node-thread.ts";
import type { ThreadMessage } from "../../server/src/threads/simulation-threads.ts";
import { disk, system } from "../simulation/specs.ts";

test("a thread performs its task and then ends by itself, which no compiler of Node can break", async () => {
  const started = once(process, "worker");
  const thread = startNodeThread(resolve("dist/simulation.js"));
  const [worker] = (await started) as [Worker];
  const kinds: string[] = [];
  const done = new Promise<void>((end, fail) =>
    thread.listen((message: ThreadMessage) => {
      kinds.push(message.kind);
      if (message.kind === "done") end();
    }, fail),
  );
  thread.post({ kind: "pilot", spec: system([disk()]), seed: 1, compared: [] });
  await done;
  expect(kinds.at(-1)).toBe("done");
  const ended = once(worker, "exit");
  thread.end();
  // 1 is the exit code of a thread that is terminated.
  expect(await ended).toEqual([0]);
});
