import { expect, test } from "vitest";
import type { Notation } from "../../server/src/core/document.ts";
import { documentHighlights } from "../../server/src/core/features/document-highlights.ts";
import { references } from "../../server/src/core/features/references.ts";
import { family, familyJson } from "../support/family.ts";
import { cursorOn, placesOf } from "../support/places.ts";

function found(text: string, on: string, notation: Notation = "hvvm", includeDeclaration = true): readonly string[] {
  const { document, position } = cursorOn(text, on, 0, notation);
  const locations = references(document, position, "file:///a", includeDeclaration);
  expect(locations.every(({ uri }) => uri === "file:///a")).toBe(true);
  return placesOf(
    document,
    locations.map(({ range }) => range),
  );
}

test.each([
  ["a host", "hv01", ["2 hv01", "9 HV01", "15 hv01"]],
  ["a load", "orders", ["7 orders", "18 Orders", "24 orders"]],
  ["a load that every file knows", "oltp", ["19 oltp"]],
  ["a file of one host, as a disk and as a parent", "ws.vhdx", ['11 "D:\\Gold\\ws.vhdx"', '17 "d:/gold/x/../ws.vhdx"']],
  ["a physical disk", "3 ssd-sata", ["5 3", "18 3"]],
  [
    "a volume, in every path that lies on it",
    '"D:"',
    ['3 "D:"', '17 "D:\\VMs\\web01\\os.vhdx"', '19 "D:\\VMs\\web01\\data.vhdx"'],
  ],
  ["a folder volume", '"D:\\Gold" ', ['4 "D:\\Gold"', '11 "D:\\Gold\\ws.vhdx"', '17 "d:/gold/x/../ws.vhdx"']],
  ["a switch of one host", '"External"', ['12 "External"', '20 "External"']],
  ["a VM", '"web 01"', ['14 "web 01"']],
])("%s is found wherever it is named", (_, on, expected) => expect(found(family, on)).toEqual(expected));

test.each([
  ["a host", 'HV01"', ['4 "hv01"', '12 "HV01"', '17 "hv01"']],
  ["a load", "Orders", ['9 "orders"', '21 "Orders"', '28 "orders"']],
  ["a file", "ws.vhdx", ['13 "D:\\\\Gold\\\\ws.vhdx"', '20 "d:/gold/x/../ws.vhdx"']],
  ["a physical disk", '3, "load"', ['6 "3"', "21 3"]],
  ["a folder volume", '"D:\\\\Gold":', ['5 "D:\\\\Gold"', '13 "D:\\\\Gold\\\\ws.vhdx"', '20 "d:/gold/x/../ws.vhdx"']],
])("JSON: %s is found wherever it is named", (_, on, expected) =>
  expect(found(familyJson, on, "json")).toEqual(expected),
);

test("without the declaration a host's name and an attached file are left out", () => {
  expect(found(family, "HV01", "hvvm", false)).toEqual(["9 HV01", "15 hv01"]);
  expect(found(family, "gold/x", "hvvm", false)).toEqual(['17 "d:/gold/x/../ws.vhdx"']);
});

test("a share is one file for VMs of every host", () => {
  const vm = (name: string) => `vm ${name} {\n  on ${name}\n  scsi 0:0 disk "\\\\s\\t\\a.vhds" shared\n}\n`;
  expect(found(vm("a") + vm("b"), "a.vhds")).toHaveLength(2);
});

test("a keyword, a comment and a place outside the text have no references", () => {
  const { document } = cursorOn(family, "platform");
  const text = `# hv01\n${family}`;
  expect(found(text, "hv01")).toEqual([]);
  expect(found(family, "generation")).toEqual([]);
  expect(references(document, { line: 999, character: 999 }, "file:///a", true)).toEqual([]);
});

test("names in broken statements are found", () => {
  expect(found("host h {\nvm a {\n  on h\n", "h {")).toEqual(["1 h", "3 h"]);
});

test("highlights mark the definition as written and the uses as read", () => {
  const { document, position } = cursorOn(family, "gold/x");
  const marks = documentHighlights(document, position)!;
  expect(marks.map(({ kind }) => kind)).toEqual([3, 2]);
  expect(
    placesOf(
      document,
      marks.map(({ range }) => range),
    ),
  ).toEqual(['11 "D:\\Gold\\ws.vhdx"', '17 "d:/gold/x/../ws.vhdx"']);
});

test("where there is no name, highlighting of equal words is left to the editor", () => {
  const { document, position } = cursorOn(family, "generation");
  expect(documentHighlights(document, position)).toBeUndefined();
});
