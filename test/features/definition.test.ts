import { expect, test } from "vitest";
import type { Notation } from "../../server/src/core/document.ts";
import { definition } from "../../server/src/core/features/definition.ts";
import { family, familyJson } from "../support/family.ts";
import { cursorOn, placesOf } from "../support/places.ts";

function targets(text: string, on: string, nth = 0, notation: Notation = "hvvm"): readonly string[] {
  const { document, position } = cursorOn(text, on, nth, notation);
  return placesOf(
    document,
    definition(document, position, "file:///a").map((link) => link.targetSelectionRange),
  );
}

test.each([
  ["on leads to the host, in any case", "HV01", "2 hv01"],
  ["load leads to the file's load", "Orders", "7 orders"],
  [
    "a parent leads to the line that attaches the file, however the path is written",
    "gold/x",
    '11 "D:\\Gold\\ws.vhdx"',
  ],
  ["a physical disk leads to its line in the host", "3 { load", "5 3"],
  ["any other path leads to its volume", "D:\\VMs", '3 "D:"'],
  ["the volume of a path is the one with the longest prefix", "ws.vhdx", '4 "D:\\Gold"'],
])("%s", (_, on, expected) => expect(targets(family, on)).toEqual([expected]));

test.each([
  ['HV01"', '4 "hv01"'],
  ["Orders", '9 "orders"'],
  ["gold/x", '13 "D:\\\\Gold\\\\ws.vhdx"'],
  ['3, "load"', '6 "3"'],
  ["os.vhdx", '5 "D:"'],
  ["ws.vhdx", '5 "D:\\\\Gold"'],
])("JSON: %s leads to %s", (on, expected) => expect(targets(familyJson, on, 0, "json")).toEqual([expected]));

test("a built-in load, a switch and a keyword have no definition", () => {
  for (const on of ["oltp", '"External"', "generation"]) expect(targets(family, on)).toEqual([]);
});

test("the definition of a path of a VM without a host is itself", () => {
  expect(targets(family, "D:\\Gold\\ws.vhdx", 1)).toEqual(['24 "D:\\Gold\\ws.vhdx"']);
});

test("the definition of a defined name is itself, so that the editor offers its references", () => {
  expect(targets(family, "hv01")).toEqual(["2 hv01"]);
  expect(targets(family, '"web 01"')).toEqual(['14 "web 01"']);
});

test("the whole name is marked, and the whole statement is the target", () => {
  const { document, position } = cursorOn(family, "V01");
  const [link] = definition(document, position, "file:///a");
  expect(placesOf(document, [link!.originSelectionRange!])).toEqual(["9 HV01"]);
  expect(placesOf(document, [link!.targetRange])[0]).toMatch(/^2 host hv01 \{[\s\S]*\}$/);
  expect(link!.targetUri).toBe("file:///a");
});

test("the parent is found even if the VM's host is not described", () => {
  const text =
    'vm a {\n  on hv9\n  scsi 0:0 disk "C:\\a.vhdx"\n  scsi 0:1 disk "C:\\b.vhdx" { parent "C:\\a.vhdx" }\n}\n';
  expect(targets(text, 'a.vhdx" }')).toEqual(['3 "C:\\a.vhdx"']);
});
