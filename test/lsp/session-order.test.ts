/** The order of a session, with a client that sends plain messages. How a process ends is in `transport.test.ts`. */
import { afterEach, expect, test } from "vitest";
import { ErrorCodes } from "vscode-languageserver/node";
import { answerRefusedRequests } from "../../server/src/lsp/session-order.ts";
import { pipedConnections } from "../support/piped.ts";

const hover = { textDocument: { uri: "file:///a.hvvm" }, position: { line: 0, character: 0 } };
const initialize = { processId: null, rootUri: null, capabilities: {} };

let end = () => {};
afterEach(() => end());

/** A connection that answers hovers and counts opened documents. */
function session() {
  const { server, client } = pipedConnections();
  const opened: string[] = [];
  server.onInitialize(() => ({ capabilities: {} }));
  server.onShutdown(() => {});
  server.onHover(() => ({ contents: "here" }));
  server.onDidOpenTextDocument(({ textDocument: { uri } }) => void opened.push(uri));
  answerRefusedRequests(server);
  server.listen();
  client.listen();
  end = () => client.dispose();
  const open = (uri: string) =>
    client.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "hvvm", version: 1, text: "" },
    });
  return { client, opened, open };
}

test("a request before initialize is refused, known or not, and a notification ignored", async () => {
  const { client, open, opened } = session();
  await open("file:///early.hvvm");
  const refused = { code: ErrorCodes.ServerNotInitialized };
  await expect(client.sendRequest("textDocument/hover", hover)).rejects.toMatchObject(refused);
  await expect(client.sendRequest("hvvm/fly")).rejects.toMatchObject(refused);
  await client.sendRequest("initialize", initialize);
  await open("file:///a.hvvm");
  expect(await client.sendRequest("textDocument/hover", hover)).toEqual({ contents: "here" });
  expect(opened).toEqual(["file:///a.hvvm"]);
});

test("a session is initialized only once", async () => {
  const { client } = session();
  await client.sendRequest("initialize", initialize);
  const refused = { code: ErrorCodes.InvalidRequest };
  await expect(client.sendRequest("initialize", initialize)).rejects.toMatchObject(refused);
  expect(await client.sendRequest("textDocument/hover", hover)).toEqual({ contents: "here" });
});

test.each([
  ["a running session", true],
  ["a session that never began", false],
])("after shutdown of %s a request is refused, and a notification ignored", async (_what, isInitialized) => {
  const { client, open, opened } = session();
  if (isInitialized) await client.sendRequest("initialize", initialize);
  await client.sendRequest("shutdown");
  await open("file:///late.hvvm");
  const refused = { code: ErrorCodes.InvalidRequest };
  for (const [method, params] of [["textDocument/hover", hover], ["initialize", initialize], ["shutdown"]] as const)
    await expect(client.sendRequest(method, params)).rejects.toMatchObject(refused);
  expect(opened).toEqual([]);
});
