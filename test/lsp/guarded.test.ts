import { describe, expect, test } from "vitest";
import {
  InitializeRequest,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
} from "vscode-languageserver/node";
import { guarded, guardedChecks } from "../../server/src/lsp/guarded.ts";
import { startServer } from "../../server/src/lsp/start-server.ts";
import { pipedConnections } from "../support/piped.ts";
import { range } from "../support/server.ts";

function logOf() {
  const lines: string[] = [];
  return { lines, error: (message: string) => void lines.push(message) };
}

test("an answer passes unchanged and nothing is logged", async () => {
  const log = logOf();
  expect(await guarded(log, "hover", undefined, () => "text")).toBe("text");
  expect(log.lines).toEqual([]);
});

test.each([
  [
    "thrown",
    () => {
      throw new Error("boom");
    },
  ],
  ["rejected", () => Promise.reject(new Error("boom"))],
])("an error that is %s becomes the empty answer and one log line with the request's name", async (_how, answer) => {
  const log = logOf();
  expect(await guarded<string[]>(log, "completion", [], answer)).toEqual([]);
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toMatch(/^completion failed: .*boom/);
});

describe("checks", () => {
  const finding = { range: range(1, 0, 1, 4), message: "Found." };

  test("that succeed return their findings", () => {
    const log = logOf();
    expect(guardedChecks(log, "file:///a.hvvm", () => [finding])).toEqual([finding]);
    expect(log.lines).toEqual([]);
  });

  test("that fail are an error at the beginning of the file, and a log line with its URI", () => {
    const log = logOf();
    const failed = guardedChecks(log, "file:///a.hvvm", () => {
      throw new Error("boom");
    });
    expect(failed).toMatchObject([{ range: range(0, 0, 0, 0), severity: 1, message: expect.stringContaining("boom") }]);
    expect(log.lines).toEqual([expect.stringMatching(/^The checks of file:\/\/\/a\.hvvm failed: .*boom/)]);
  });
});

test.each([
  ["pulled", { textDocument: { diagnostic: {} } }],
  ["pushed", {}],
])("a layout whose configuration fails has a diagnostic that says so, %s", async (_how, capabilities) => {
  const { server, client } = pipedConnections();
  startServer(server, {
    rulePages: undefined,
    startThread: () => ({ post() {}, listen() {}, stop: () => true, end() {} }),
    maxThreads: 1,
    files: {
      find() {
        throw new Error("boom");
      },
      read: () => undefined,
      layoutsBelow: () => [],
    },
    findFile: async () => undefined,
    loadExchange: () => import("../../server/src/lsp/exchange.ts"),
  });
  const pushed = new Promise<PublishDiagnosticsParams>((end) =>
    client.onNotification(PublishDiagnosticsNotification.type, end),
  );
  client.listen();
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities });
  const uri = "file:///a.hvvm";
  const textDocument = { uri, languageId: "hvvm", version: 1, text: "vm a {\n}\n" };
  await client.sendNotification("textDocument/didOpen", { textDocument });
  const pulled = await client.sendRequest<{ items: unknown }>("textDocument/diagnostic", { textDocument: { uri } });
  const told = [{ severity: 1, message: expect.stringContaining("boom") }];
  expect("textDocument" in capabilities ? pulled.items : (await pushed).diagnostics).toMatchObject(told);
  client.dispose();
});
