/**
 * The server applies changes as the protocol defines them: after each notification it has the text that the editor
 * shows.
 */
import { beforeAll, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { documentSymbols } from "../../server/src/core/features/document-symbols.ts";
import { findingsOf } from "../support/check.ts";
import { range, Server } from "../support/server.ts";

let server: Server;
let opened = 0;
beforeAll(async () => {
  server = await Server.initialized();
});

/** Names of VMs carry the text, so that every character of it shows in an answer. */
async function checkText(uri: string, text: string): Promise<void> {
  const document = HvvmDocument.read(text, "hvvm");
  const expected = diagnostics(document, findingsOf(text), uri, undefined);
  const found = await server.diagnostics(uri);
  expect(found.map(({ codeDescription, ...rest }) => rest)).toEqual(expected);
  expect(await server.ask("documentSymbol", uri)).toEqual(documentSymbols(document));
}

test.each<[string, string, unknown[], string]>([
  ["a whole new text", "vm a {\n}\n", [{ text: "vm b {\n}\n" }], "vm b {\n}\n"],
  [
    "several changes, each on the text that the one before it made",
    "vm a {\n}\n",
    [
      { range: range(0, 3, 0, 4), text: "one" },
      { range: range(0, 6, 0, 6), text: "two" },
      { range: range(2, 0, 2, 0), text: "vm x {\n}\n" },
      { range: range(2, 3, 2, 4), text: "three" },
    ],
    "vm onetwo {\n}\nvm three {\n}\n",
  ],
  [
    "a whole text between two ranges",
    "vm a {\n}\n",
    [{ range: range(0, 3, 0, 4), text: "b" }, { text: "vm cd {\n}\n" }, { range: range(0, 3, 0, 4), text: "" }],
    "vm d {\n}\n",
  ],
  [
    "lines that end in CR and LF",
    "vm a {\r\n}\r\nvm b {\r\n}\r\n",
    [{ range: range(2, 3, 2, 4), text: "cc" }],
    "vm a {\r\n}\r\nvm cc {\r\n}\r\n",
  ],
  [
    "lines that end in a lone CR",
    "vm a {\r}\rvm b {\r}\r",
    [{ range: range(2, 3, 2, 4), text: "cc" }],
    "vm a {\r}\rvm cc {\r}\r",
  ],
  ["the LF that makes a CR one line end", "vm a {\r}\r", [{ range: range(1, 1, 2, 0), text: "\r\n" }], "vm a {\r}\r\n"],
  [
    "a line end that is taken away",
    "# note\nvm a {\n}\n",
    [{ range: range(0, 6, 1, 0), text: "" }],
    "# notevm a {\n}\n",
  ],
  [
    "characters behind a surrogate pair",
    'vm "😀a" {\n}\n',
    [{ range: range(0, 6, 0, 7), text: "é" }],
    'vm "😀é" {\n}\n',
  ],
  ["half of a surrogate pair", 'vm "😀a" {\n}\n', [{ range: range(0, 5, 0, 6), text: "" }], 'vm "\ud83da" {\n}\n'],
  [
    "a line beyond the end",
    "vm a {\n}\n",
    [{ range: range(90, 0, 99, 9), text: "vm b {\n}\n" }],
    "vm a {\n}\nvm b {\n}\n",
  ],
  [
    "a character beyond the line",
    "vm a {\n}\n",
    [{ range: range(0, 99, 0, 999), text: " # note" }],
    "vm a { # note\n}\n",
  ],
  ["a range from its end to its start", "vm abc {\n}\n", [{ range: range(0, 6, 0, 4), text: "x" }], "vm ax {\n}\n"],
  [
    "such a range over several VMs",
    "vm a {\n}\nvm b {\n}\nvm c {\n}\nvm d {\n}\n",
    [{ range: range(4, 3, 0, 3), text: "x {\n}\nvm y" }],
    "vm x {\n}\nvm yc {\n}\nvm d {\n}\n",
  ],
  ["no change at all", "vm a {\n}\n", [], "vm a {\n}\n"],
])("%s", async (_what, before, changes, after) => {
  const uri = `file:///${opened++}.hvvm`;
  await server.open(uri, before);
  await checkText(uri, before);
  await server.change(uri, 2, ...changes);
  await checkText(uri, after);
});

test("a thousand rapid edits: every request among them is answered once, and the text is the editor's", async () => {
  const uri = "file:///rapid.hvvm";
  const line = '  scsi 0:0 disk "D:\\VMs\\data.vhdx" fixed 40GB { load oltp }';
  await server.open(uri, "vm a {\n}\n");
  const before = server.received.length;
  const features = ["hover", "completion", "documentSymbol", "diagnostic", "codeAction"];
  const asked: Promise<unknown>[] = [];
  for (let edit = 0; edit < 1000; edit++) {
    const at = edit % line.length;
    if (at === 0) void server.change(uri, edit + 2, { range: range(0, 6, 0, 6), text: "\n" });
    else void server.change(uri, edit + 2, { range: range(1, at - 1, 1, at - 1), text: line[at - 1] });
    if (edit % 7 === 0) {
      const position = { line: 1, character: at };
      const parameters = { position, range: { start: position, end: position }, context: { diagnostics: [] } };
      asked.push(server.ask(features[edit % features.length]!, uri, parameters));
    }
  }
  await Promise.all(asked);
  const lines = Math.ceil(1000 / line.length);
  const written = Array.from({ length: lines - 1 }, () => line.slice(0, -1));
  await checkText(uri, `vm a {\n${[line.slice(0, (1000 % line.length) - 1), ...written].join("\n")}\n}\n`);
  const answers = server.received.slice(before).flatMap((message) => ("id" in message ? [message.id] : []));
  expect(new Set(answers).size).toBe(answers.length);
  expect(answers).toHaveLength(asked.length + 2);
});
