/** The transports of the built server, and when it ends by itself. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const program = resolve(import.meta.dirname, "../../dist/server.js");
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

function start(words: readonly string[], stdio: "pipe" | "ipc" = "pipe") {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: stdio === "ipc" ? ["ignore", "pipe", "pipe", "ipc"] : "pipe",
  });
  running.push(child);
  const ended = new Promise<number | null>((end) => child.on("exit", end));
  return { child, ended };
}

async function isAnswered(client: MessageConnection, processId: number | null = null): Promise<void> {
  client.listen();
  const answer = await client.sendRequest("initialize", { processId, rootUri: null, capabilities: {} });
  expect(answer).toMatchObject({ serverInfo: { name: "hvvm" } });
}

async function isEnded(client: MessageConnection, ended: Promise<number | null>): Promise<void> {
  await client.sendRequest("shutdown");
  await client.sendNotification("exit");
  expect(await ended).toBe(0);
}

test("node-ipc works, with additional arguments of the editor", async () => {
  const { child, ended } = start(["--node-ipc", `--clientProcessId=${process.pid}`, "--unknown", "word"], "ipc");
  const client = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  await isAnswered(client);
  await isEnded(client, ended);
});

test("a process whose channel is closed ends", async () => {
  const { child, ended } = start(["--node-ipc"], "ipc");
  await isAnswered(createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child)), process.pid);
  child.disconnect();
  expect(await ended).toBe(1);
});

test("the end of standard input ends the server, with exit code 1 because there was no shutdown", async () => {
  const { child, ended } = start(["--stdio"]);
  const client = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  await isAnswered(client);
  child.stdin!.end();
  expect(await ended).toBe(1);
});

test("the end of the client's process ends the server", async () => {
  const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(gone, "close");
  const { child, ended } = start(["--stdio"]);
  const client = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  await isAnswered(client, gone.pid);
  expect(await ended).toBe(1);
});

test("an exit without a shutdown ends the server with exit code 1", async () => {
  const { child, ended } = start(["--stdio"]);
  const client = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  await isAnswered(client);
  await client.sendNotification("exit");
  expect(await ended).toBe(1);
});

test("a message whose length cannot be read ends the server with exit code 1 and a sentence", async () => {
  const { child, ended } = start(["--stdio"]);
  const client = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  await isAnswered(client);
  let printed = "";
  child.stderr!.on("data", (data) => {
    printed += data;
  });
  child.stdin!.write("Content-Length: abc\r\n\r\n{}");
  expect(await ended).toBe(1);
  expect(printed).toBe(
    "The client does not speak the protocol: The header of a message has no valid Content-Length.\n",
  );
});

test.each<[readonly string[]]>([[[]], [["--socket=4000"]], [["--pipe", "name"]], [["--stdio", "--socket=4000"]]])(
  "with %j the server lists its transports",
  async (words) => {
    const { child, ended } = start(words);
    let printed = "";
    child.stderr!.on("data", (data) => {
      printed += data;
    });
    expect(await ended).toBe(1);
    expect(printed).toBe("Pass --stdio or --node-ipc; the server supports no other transport.\n");
  },
);
