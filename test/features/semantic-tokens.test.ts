import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import {
  semanticTokens,
  semanticTokensEdits,
  semanticTokensIn,
} from "../../server/src/core/features/semantic-tokens.ts";
import { brokenLayouts, validLayouts } from "../support/layouts.ts";
import { describeTokens, readTokens } from "../support/tokens.ts";

const tokensOf = (text: string, notation: Notation = "hvvm") =>
  describeTokens(text, semanticTokens(HvvmDocument.read(text, notation)), notation);

test("a word has the token type that the schema gives it at its place", () =>
  expect(
    tokensOf(`# A host
platform windows-server-2022 # stated
host h { volume "D:" optane 1TB }
load "my load" { read 67% }
vm web {
  ON h; startup cd ide
  integration-services off
  ide 0:0 disk "D:\\os.vhd" sparse 40GB boot { load oltp }
  scsi 0:1 disk physical 3 { load "My Load" } # data
  guest "Haiku"
}`),
  ).toEqual([
    "# A host comment",
    "platform keyword",
    "windows-server-2022 enumMember",
    "# stated comment",
    "host keyword",
    "h class.declaration",
    "volume keyword",
    '"D:" string',
    "optane type.defaultLibrary",
    "1TB number",
    "load keyword",
    '"my load" type.declaration',
    "read keyword",
    "67% number",
    "vm keyword",
    "web class.declaration",
    "ON keyword",
    "h class",
    "startup keyword",
    "cd enumMember",
    "ide enumMember",
    "integration-services keyword",
    "off enumMember",
    "ide keyword",
    "0:0 number",
    "disk property",
    '"D:\\os.vhd" string',
    "sparse enumMember",
    "40GB number",
    "boot property",
    "load keyword",
    "oltp type.defaultLibrary",
    "scsi keyword",
    "0:1 number",
    "disk property",
    "physical property",
    "3 number",
    "load keyword",
    '"My Load" type',
    "# data comment",
    "guest keyword",
    '"Haiku" string',
  ]));

test("unknown words are left to the grammar; strings, numbers and comments are not", () =>
  expect(tokensOf('vm a {\n  speed fast 3 "x" # why\n  ide 0:0 dsk\n}')).toEqual([
    "vm keyword",
    "a class.declaration",
    "3 number",
    '"x" string',
    "# why comment",
    "ide keyword",
    "0:0 number",
  ]));

test("in JSON, names and listed values are tokens; the grammar covers the rest", () =>
  expect(
    tokensOf(
      `{ // a layout
  "platform": "windows-10", "hosts": { "h": { } }, "loads": { "l": { "read": "5%" } },
  "vms": { "a": { "on": "h", "scsi": { "0:0": { "disk": "x", "type": "fixed", "load": "l" } } } }
}`,
      "json",
    ),
  ).toEqual([
    '"windows-10" enumMember',
    '"h" class.declaration',
    '"l" type.declaration',
    '"a" class.declaration',
    '"h" class',
    '"fixed" enumMember',
    '"l" type',
  ]));

test.each(["\n", "\r\n", "\r"])("lines end at %j", (end) => {
  const text = ["vm a {", "  on h", "", "}", "", "vm b {", "}"].join(end);
  const places = readTokens(semanticTokens(HvvmDocument.read(text, "hvvm"))).map((token) => [
    token.line,
    token.character,
  ]);
  expect(places).toEqual([
    [0, 0],
    [0, 3],
    [1, 2],
    [1, 5],
    [5, 0],
    [5, 3],
  ]);
});

test("a range has the tokens of the items that it touches", () => {
  const document = HvvmDocument.read("vm a {\n}\n# between\nvm b {\n}\n# last\nvm c {\n}", "hvvm");
  const inLines = (from: number, to: number) => {
    const range = { start: { line: from, character: 0 }, end: { line: to, character: 1 } };
    return describeTokens(document.text, semanticTokensIn(document, range));
  };
  expect(inLines(3, 4)).toEqual(["vm keyword", "b class.declaration", "# last comment"]);
  expect(inLines(2, 2)).toEqual(["vm keyword", "a class.declaration", "# between comment"]);
  expect(inLines(0, 8)).toEqual(describeTokens(document.text, semanticTokens(document)));
});

describe.each([...validLayouts, ...brokenLayouts])("$name", ({ text, notation }) => {
  test("has tokens in their order, each within its line", () => {
    const document = HvvmDocument.read(text, notation);
    let before = -1;
    for (const { line, character, length } of readTokens(semanticTokens(document))) {
      const start = document.offsetAt({ line, character });
      expect(start).toBeGreaterThan(before);
      expect(document.positionAt(start + length)).toEqual({ line, character: character + length });
      expect(length).toBeGreaterThan(0);
      before = start + length - 1;
    }
  });
});

describe("edits", () => {
  const applied = (before: Uint32Array, after: Uint32Array) => {
    const data = Array.from(before);
    for (const { start, deleteCount, data: inserted } of semanticTokensEdits(before, after)) {
      data.splice(start, deleteCount, ...(inserted ?? []));
    }
    return data;
  };

  test("turn the old tokens into the new ones, whatever was changed", () => {
    const piece = fc.constantFrom(
      "vm a {\n",
      "}\n",
      "  ide 0:0 dvd empty\n",
      "# c\n",
      "load l { }\n",
      '"',
      "on h;",
      " ",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (first, inserted, a, b) => {
        const document = HvvmDocument.read(first, "hvvm");
        const before = semanticTokens(document);
        const [start, end] = [a % (first.length + 1), b % (first.length + 1)].sort((x, y) => x - y);
        const range = { start: document.positionAt(start!), end: document.positionAt(end!) };
        const changed = document.changed({ range, text: inserted });
        const after = semanticTokens(changed);
        expect(Array.from(after)).toEqual(Array.from(semanticTokens(HvvmDocument.read(changed.text, "hvvm"))));
        expect(applied(before, after)).toEqual(Array.from(after));
      }),
    );
  });

  test("are empty where nothing changed, and contain one token where one did", () => {
    const document = HvvmDocument.read("vm a {\n  on h\n}\nvm b {\n}", "hvvm");
    const before = semanticTokens(document);
    expect(semanticTokensEdits(before, before)).toEqual([]);
    const range = { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } };
    const after = semanticTokens(document.changed({ range, text: "host2" }));
    const [edit, ...others] = semanticTokensEdits(before, after);
    expect(others).toEqual([]);
    expect([edit!.deleteCount, edit!.data?.length]).toEqual([5, 5]);
  });
});
