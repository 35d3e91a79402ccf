/** Which process of the server the client is handed. */

import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProcess } from "../../client/src/server-process.ts";

let folder: string;
let server: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hvvm-process-"));
  server = join(folder, "server.cjs");
  writeFileSync(server, 'process.on("message", () => process.exit(3)); process.send(process.argv.slice(2));');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the process that was started early is handed out once, then a new one each time", async () => {
  const next = startProcess(server);
  const [first, second] = [next(), next()];
  expect(second.pid).not.toBe(first.pid);
  for (const process of [first, second]) {
    process.send("end");
    await once(process, "exit");
  }
});

test("it is told to speak over the channel of its parent and whom to follow", async () => {
  const process = startProcess(server)();
  const [words] = await once(process, "message");
  expect(words).toEqual(["--node-ipc", `--clientProcessId=${globalThis.process.pid}`]);
  process.send("end");
  await once(process, "exit");
});
