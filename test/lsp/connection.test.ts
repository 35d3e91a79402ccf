/** The order of a session, and what a connection sends: against a client that speaks plain messages. */
import { expect, test } from "vitest";
import { ErrorCodes } from "vscode-jsonrpc";
import type { Host } from "../../server/src/lsp/connection.ts";
import { pipedConnections } from "../support/piped.ts";

const hover = { textDocument: { uri: "file:///a.hvvm" }, position: { line: 0, character: 0 } };
const initialize = { processId: null, rootUri: null, capabilities: {} };

/** A connection that answers hovers and counts opened documents. */
function session() {
  const exits: number[] = [];
  const followed: number[] = [];
  const gone: (() => void)[] = [];
  const host: Host = {
    exit: (code) => exits.push(code),
    followClient(processId, tell) {
      followed.push(processId);
      gone.push(tell);
    },
  };
  const { server, client } = pipedConnections(host);
  const opened: string[] = [];
  server.onInitialize(() => ({ capabilities: {} }));
  server.onShutdown(() => {});
  server.onRequest("textDocument/hover", () => ({ contents: "here" }));
  server.onNotification("textDocument/didOpen", ({ textDocument: { uri } }) => void opened.push(uri));
  server.listen();
  client.listen();
  const open = (uri: string) =>
    client.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "hvvm", version: 1, text: "" },
    });
  return { server, client, opened, open, exits, followed, gone };
}

test("a request before initialize is refused, and a notification passed over", async () => {
  const { client, open, opened } = session();
  await open("file:///early.hvvm");
  const refused = { code: ErrorCodes.ServerNotInitialized };
  await expect(client.sendRequest("textDocument/hover", hover)).rejects.toMatchObject(refused);
  await client.sendRequest("initialize", initialize);
  await open("file:///a.hvvm");
  expect(await client.sendRequest("textDocument/hover", hover)).toEqual({ contents: "here" });
  expect(opened).toEqual(["file:///a.hvvm"]);
});

test("a session is initialized once", async () => {
  const { client } = session();
  await client.sendRequest("initialize", initialize);
  const refused = { code: ErrorCodes.InvalidRequest };
  await expect(client.sendRequest("initialize", initialize)).rejects.toMatchObject(refused);
});

test("a request after shutdown is refused, and a notification passed over", async () => {
  const { client, open, opened } = session();
  await client.sendRequest("initialize", initialize);
  await client.sendRequest("shutdown");
  await open("file:///late.hvvm");
  const refused = { code: ErrorCodes.InvalidRequest };
  await expect(client.sendRequest("textDocument/hover", hover)).rejects.toMatchObject(refused);
  expect(opened).toEqual([]);
});

test.each([
  [true, 0],
  [false, 1],
])("an exit after shutdown %s ends with the code %i", async (isShutDown, code) => {
  const { client, exits } = session();
  await client.sendRequest("initialize", initialize);
  if (isShutDown) await client.sendRequest("shutdown");
  await client.sendNotification("exit");
  await expect.poll(() => exits).toEqual([code]);
});

test("a client whose process is gone ends the session", async () => {
  const { client, exits, followed, gone } = session();
  await client.sendRequest("initialize", { ...initialize, processId: 4711 });
  expect(followed).toEqual([4711]);
  gone[0]!();
  expect(exits).toEqual([1]);
});

test("parameters that are not there, and parameters by position, are refused", async () => {
  const { client } = session();
  await client.sendRequest("initialize", initialize);
  const refused = { code: ErrorCodes.InvalidParams };
  await expect(client.sendRequest("textDocument/hover")).rejects.toMatchObject(refused);
  await expect(client.sendRequest("textDocument/hover", 1, 2)).rejects.toMatchObject(refused);
});

test("a handler of a notification that fails is told in the client's log", async () => {
  const { server, client } = session();
  const logged = new Promise<unknown>((end) => client.onNotification("window/logMessage", end));
  server.onNotification("textDocument/didClose", () => {
    throw new Error("Broken.");
  });
  await client.sendRequest("initialize", initialize);
  await client.sendNotification("textDocument/didClose", { textDocument: { uri: "file:///a.hvvm" } });
  expect(await logged).toEqual({ type: 1, message: expect.stringContaining("Broken.") });
});

test("what is to be registered is asked for at once, and a refusal is the caller's", async () => {
  const { server, client } = session();
  const asked: unknown[] = [];
  client.onRequest("client/registerCapability", (params) => {
    asked.push(params);
    throw new Error("No.");
  });
  await client.sendRequest("initialize", initialize);
  const documentSelector = [{ language: "hvvm" }];
  const wanted = {
    "textDocument/formatting": { documentSelector },
    "workspace/didChangeConfiguration": { section: "hvvm" },
  };
  await expect(server.register(wanted)).rejects.toThrow("No.");
  expect(asked).toEqual([
    {
      registrations: [
        { id: "textDocument/formatting", method: "textDocument/formatting", registerOptions: { documentSelector } },
        {
          id: "workspace/didChangeConfiguration",
          method: "workspace/didChangeConfiguration",
          registerOptions: { section: "hvvm" },
        },
      ],
    },
  ]);
});
