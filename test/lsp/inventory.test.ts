/** Import of inventories and comparison with them over the wire. Reading and comparing are tested with the exchange. */
import { beforeAll, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit } from "vscode-languageserver-types";
import { Server } from "../support/server.ts";

const uri = "file:///web.hvvm";
const text = 'vm web {\n  generation 2\n  scsi 0:0 disk "D:\\os.vhdx" boot { load oltp }\n}\n';
const inventory = (location: number, maximum: number) => ({
  name: "hv01.json",
  text: JSON.stringify({
    VMName: "web",
    ControllerType: "SCSI",
    ControllerNumber: 0,
    ControllerLocation: location,
    Path: "D:\\os.vhdx",
    DiskNumber: null,
    MaximumIOPS: maximum,
  }),
});

let server: Server;
beforeAll(async () => {
  server = await Server.initialized();
  await server.open(uri, text, 3);
});

const compare = (inventories?: readonly object[], of = uri) =>
  server.request("hvvm/compareInventories", { textDocument: { uri: of }, ...(inventories ? { inventories } : {}) });
const adopt = (message?: string) =>
  server.request("hvvm/adoptHostState", { textDocument: { uri }, ...(message === undefined ? {} : { message }) });

test("an inventory becomes a layout, and one that cannot be used is refused with a sentence", async () => {
  const { text: layout } = await server.request("hvvm/importInventories", {
    inventories: [inventory(0, 0)],
    notation: "hvvm",
  });
  expect(layout).toContain('vm web {\n  scsi 0:0 disk "D:\\os.vhdx"\n}\n');
  const refused = await server.request("hvvm/importInventories", {
    inventories: [{ name: "a.txt", text: "" }],
    notation: "hvvm",
  });
  expect(refused).toEqual({ refusal: '"a.txt" is empty; run Get-VM | ConvertTo-Json -Depth 4 on the host.' });
});

test("a layout is compared with what it was last compared with, until it is closed", async () => {
  await server.open("file:///other.hvvm", text);
  expect(await compare(undefined, "file:///other.hvvm")).toBeNull();
  const first = await compare([inventory(1, 0)]);
  expect(first.version).toBe(3);
  expect(first.differences.map(({ kind, range }: { kind: string; range: object }) => [kind, range])).toEqual([
    ["device-moved", { start: { line: 2, character: 7 }, end: { line: 2, character: 10 } }],
  ]);
  expect(await compare()).toEqual(first);
  await server.close("file:///other.hvvm");
  await server.open("file:///other.hvvm", text);
  expect(await compare(undefined, "file:///other.hvvm")).toBeNull();
});

test("an inventory that cannot be used leaves the last comparison unchanged", async () => {
  await compare([inventory(1, 0)]);
  expect(await compare([{ name: "a.json", text: "[]" }])).toMatchObject({
    refusal: expect.stringContaining('"a.json" '),
  });
  expect((await compare()).differences).toHaveLength(1);
});

test("a layout that cannot be read is neither compared nor updated: a broken line may contain what seems to be missing", async () => {
  const broken = "file:///broken.hvvm";
  await server.open(broken, text);
  const [difference] = (await compare([inventory(1, 0)], broken)).differences;
  await server.change(broken, 2, { text: text.replace("boot", "fixd boot") });
  const refusal = { refusal: "The layout cannot be compared before its syntax errors are fixed." };
  expect(await compare([inventory(1, 0)], broken)).toEqual(refusal);
  for (const message of [{}, { message: difference.message }])
    expect(await server.request("hvvm/adoptHostState", { textDocument: { uri: broken }, ...message })).toEqual(refusal);
  // The differences that are shown stay while a line is typed.
  expect(await compare(undefined, broken)).toBeNull();
});

test("the hosts' state is written into the text for one difference, or for all", async () => {
  const { differences } = await compare([inventory(1, 500)]);
  expect(differences.map(({ kind }: { kind: string }) => kind)).toEqual(["device-moved", "iops-differ"]);
  const applied = ({ edits }: { edits: TextEdit[] }) =>
    TextDocument.applyEdits(TextDocument.create(uri, "hvvm", 3, text), edits);
  const one = await adopt(differences[0].message);
  expect(one.version).toBe(3);
  expect(applied(one)).toBe(text.replace("0:0", "0:1"));
  expect(applied(await adopt())).toContain('scsi 0:1 disk "D:\\os.vhdx" boot { maximum-iops 500; load oltp }');
});

test("an inventory is pasted into a layout as an edit of the version that was read", async () => {
  const paste = (json: string) =>
    server.request("hvvm/pasteInventory", {
      textDocument: { uri },
      position: { line: 1, character: 0 },
      inventory: { name: "clipboard", text: json },
    });
  const { version, edits } = await paste(inventory(1, 0).text);
  expect([version, edits[0].range.start]).toEqual([3, { line: 3, character: 1 }]);
  expect(edits[0].newText).toContain('vm web {\n  scsi 0:1 disk "D:\\os.vhdx"\n}');
  expect(await paste("{")).toEqual({
    refusal: '"clipboard" ends in the middle of its JSON; export or copy all of it again.',
  });
});
