import { expect, test } from "vitest";
import type { Notation } from "../../server/src/core/document.ts";
import { linkedEditingRanges } from "../../server/src/core/features/linked-editing-ranges.ts";
import { cursorOn, placesOf } from "../support/places.ts";

const pool = String.raw`vm a {
  scsi 0:0 disk "C:\v\a.vhdx" { parent "C:\v\base.vhdx" }
  scsi 0:1 disk "C:\v\b.vhdx" { parent "C:\v\base.vhdx" }
  scsi 0:2 disk "C:\v\c.vhdx" { parent "C:\V\BASE.vhdx" }
}
vm b {
  scsi 0:0 disk "C:\v\d.vhdx" { parent "C:\v\base.vhdx" }
}
`;

function linked(on: string, text = pool, notation: Notation = "hvvm"): readonly string[] {
  const { document, position } = cursorOn(text, on, 0, notation);
  const answer = linkedEditingRanges(document, position);
  if (answer) expect("C:\\new folder\\x.vhdx").toMatch(new RegExp(`^${answer.wordPattern}$`));
  return placesOf(document, answer?.ranges ?? []);
}

test("a parent that several disks of one VM spell alike is edited at all places at once", () =>
  expect(linked("base.vhdx")).toEqual(["2 C:\\v\\base.vhdx", "3 C:\\v\\base.vhdx"]));

test("JSON has the same", () => {
  const disk = (name: string) => `{ "disk": "C:\\\\${name}.vhdx", "parent": "C:\\\\p.vhdx" }`;
  const json = `{ "vms": { "a": { "scsi": {\n"0:0": ${disk("a")},\n"0:1": ${disk("b")} } } } }`;
  expect(linked("p.vhdx", json, "json")).toEqual(["2 C:\\\\p.vhdx", "3 C:\\\\p.vhdx"]);
});

test("a single occurrence, another spelling, and independent names are not linked", () => {
  for (const on of ["a.vhdx", "BASE", "vm", "0:0"]) expect(linked(on)).toEqual([]);
  expect(linked("Lan", 'vm a {\n  network "Lan"\n  network "Lan"\n}\n')).toEqual([]);
});
