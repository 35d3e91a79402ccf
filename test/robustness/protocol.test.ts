/** Messages of a hasty or hostile client over stdio: each request is answered once, and the server continues. */
import { beforeAll, describe, expect, test } from "vitest";
import { ErrorCodes } from "vscode-languageserver/node";
import { range, Server } from "../support/server.ts";

const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n}\n';

let server: Server;
let opened = 0;
beforeAll(async () => {
  server = await Server.initialized();
});

async function open(content: string): Promise<string> {
  const uri = `file:///protocol${opened++}.hvvm`;
  await server.open(uri, content);
  return uri;
}

const features: readonly [feature: string, parameters: object][] = [
  ["hover", {}],
  ["completion", {}],
  ["documentSymbol", {}],
  ["diagnostic", {}],
  ["codeAction", { context: { diagnostics: [] } }],
];

function askAll(uri: string, position: { line: number; character: number }): Promise<unknown>[] {
  const place = { position, range: { start: position, end: position } };
  return features.map(([feature, parameters]) => server.ask(feature, uri, { ...place, ...parameters }));
}

async function expectAlive(): Promise<void> {
  const uri = await open(text);
  expect((await server.ask("documentSymbol", uri))[0].name).toBe("a");
}

test("a request that is cancelled at once is answered once: with an error, or from the text", async () => {
  const uri = await open(text);
  const before = server.received.length;
  const first = 100_000;
  const ids = Array.from({ length: 40 }, (_, n) => first + n);
  for (const id of ids) {
    const method = `textDocument/${features[id % 4]![0]}`;
    void server.write({ id, method, params: { textDocument: { uri }, position: { line: 1, character: 3 } } });
    void server.write({ method: "$/cancelRequest", params: { id } });
  }
  await server.ask("documentSymbol", uri);
  const answers = server.received
    .slice(before)
    .filter((message): message is typeof message & { id: number; error?: { code: number } } => "id" in message)
    .filter(({ id }) => id >= first);
  expect(answers.map(({ id }) => id).sort()).toEqual(ids);
  for (const { error } of answers) if (error) expect(error.code).toBe(-32800);
});

test("the cancellation of a request that is answered, or never existed, does nothing", async () => {
  await server.notify("$/cancelRequest", { id: 1 });
  await server.notify("$/cancelRequest", { id: 987_654 });
  await server.notify("$/cancelRequest", { id: "a" });
  await expectAlive();
});

describe("a layout of", () => {
  test.each([
    ["one line of a megabyte", `vm a { network "${"x".repeat(1_000_000)}" }`],
    ["a megabyte of words in one line", "vm ".repeat(350_000)],
    ["10,000 open braces", "{".repeat(10_000)],
    ["10,000 blocks in blocks", "vm a {".repeat(10_000)],
    ["10,000 closing braces", "}".repeat(10_000)],
    ["CRLF and lone CR", text.replaceAll("\n", "\r\n") + text.replaceAll("\n", "\r")],
    ["halves of surrogate pairs", text.replace("os", "\ud83d\ude00\ud83d")],
    ["control characters", text.replace("os", "\u0000\u0007\u001b\u2028")],
  ])("%s is answered, and so is an edit at its end", async (_what, content) => {
    const uri = await open(content);
    await Promise.all(askAll(uri, { line: 0, character: 5 }));
    const end = { line: 99_999, character: 0 };
    await server.change(uri, 2, { range: { start: end, end }, text: "\nvm z {\n}\n" });
    await Promise.all(askAll(uri, { line: 0, character: 5 }));
    await server.close(uri);
    await expectAlive();
  });
});

test("a request is answered even if the document is closed before its answer", async () => {
  const uri = await open(text);
  const asked = askAll(uri, { line: 1, character: 3 });
  await server.close(uri);
  expect(await Promise.all(asked)).toHaveLength(features.length);
  await expectAlive();
});

test("a request for a document that is opened, closed and opened again is answered from the last text", async () => {
  const uri = await open(text);
  await server.close(uri);
  await server.open(uri, text.replace("vm a", "vm again"));
  expect((await server.ask("documentSymbol", uri))[0].name).toBe("again");
});

test("1,000 edits without a pause result in the correct text", async () => {
  const uri = await open("vm a {\n}\n");
  const asked: Promise<unknown>[] = [];
  for (let n = 0; n < 1000; n++) {
    void server.change(uri, n + 2, { range: range(0, 4 + n, 0, 4 + n), text: String(n % 10) });
    if (n % 50 === 0) asked.push(...askAll(uri, { line: 0, character: n }));
  }
  await Promise.all(asked);
  const name = `a${Array.from({ length: 1000 }, (_, n) => n % 10).join("")}`;
  expect((await server.ask("documentSymbol", uri))[0].name).toBe(name);
});

test("text that is not a message stops neither the server nor its answers", async () => {
  await server.write({ method: 5 });
  await server.write({ id: 55_555, method: "textDocument/hover", params: 7 });
  await server.request("hvvm/unknown", []).catch(({ code }) => expect(code).toBe(ErrorCodes.MethodNotFound));
  await expectAlive();
});
