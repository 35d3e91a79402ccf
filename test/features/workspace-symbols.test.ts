import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { type LayoutAt, layoutSymbols, matchingSymbols } from "../../server/src/core/features/workspace-symbols.ts";
import { family, familyJson } from "../support/family.ts";

const layouts = [
  { uri: "file:///a.hvvm", document: HvvmDocument.read(family, "hvvm") },
  { uri: "file:///b.hvvm.json", document: HvvmDocument.read(familyJson, "json") },
];

const workspaceSymbols = (query: string, all: readonly LayoutAt[]) =>
  matchingSymbols(query, all.flatMap(layoutSymbols));

/** `URI name in container` of each result. */
function found(query: string): readonly string[] {
  return workspaceSymbols(query, layouts).map(({ name, containerName, location }) => {
    const file = location.uri.slice("file:///".length);
    return `${file} ${name}${containerName === undefined ? "" : ` in ${containerName}`}`;
  });
}

test("hosts, loads, VMs, volumes and attached files of every layout are found", () => {
  const all = [
    "hv01",
    "D: in hv01",
    "D:\\Gold in hv01",
    "orders",
    "golden",
    "D:\\Gold\\ws.vhdx in golden",
    "web 01",
    "D:\\VMs\\web01\\os.vhdx in web 01",
    "D:\\VMs\\web01\\data.vhdx in web 01",
    "elsewhere",
    "D:\\Gold\\ws.vhdx in elsewhere",
  ];
  expect(found("")).toEqual(["a.hvvm", "b.hvvm.json"].flatMap((file) => all.map((name) => `${file} ${name}`)));
});

test("a name matches if it contains the query's characters in order, in any case", () => {
  expect(found("ORD")).toEqual(["a.hvvm orders", "b.hvvm.json orders"]);
  expect(found("dro")).toEqual([]);
  expect(found("w eb1")).toHaveLength(6);
});

test("at most 1000 are sent", () => {
  const text = Array.from({ length: 1200 }, (_, n) => `vm v${n} {\n}\n`).join("");
  const many = [{ uri: "file:///c.hvvm", document: HvvmDocument.read(text, "hvvm") }];
  expect(workspaceSymbols("v", many)).toHaveLength(1000);
  expect(workspaceSymbols("v1199", many)).toHaveLength(1);
});
