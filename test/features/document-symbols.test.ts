import { expect, test } from "vitest";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { documentSymbols, maxWithParts } from "../../server/src/core/features/document-symbols.ts";
import { validLayouts } from "../support/layouts.ts";

/** One line for each symbol, indented below its parent: name, detail, and the text that is selected. */
function outline(text: string, notation: Notation = "hvvm"): string {
  const document = HvvmDocument.read(text, notation);
  const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, detail, selectionRange: { start, end }, children }) => [
      `${indent}${name} (${detail}) at ${text.slice(document.offsetAt(start), document.offsetAt(end))}`,
      ...lines(children ?? [], `${indent}  `),
    ]);
  return lines(documentSymbols(document), "").join("\n");
}

test("a cluster contains its volumes, and is on the same level as its hosts and media, in both notations", () => {
  expect(
    outline(`cluster c { platform windows-server-2022; volume "C:\\ClusterStorage\\Volume1" pool 4TB }
media pool { of hdd-7200; disks 8 }
host n1 { cluster c }
`),
  ).toBe(`c (cluster) at c
  C:\\ClusterStorage\\Volume1 (pool 4TB) at "C:\\ClusterStorage\\Volume1"
pool (media) at pool
n1 (host) at n1`);
  expect(
    outline('{ "clusters": { "c": { "volumes": { "C:\\\\ClusterStorage\\\\V": { "media": "optane" } } } } }', "json"),
  ).toBe(`c (cluster) at "c"
  C:\\ClusterStorage\\V (optane) at "C:\\\\ClusterStorage\\\\V"`);
});

test("the statements of the file are listed, with those of a host or a VM below it", () =>
  expect(
    outline(`platform windows-server-2019
host hv01 {
  volume "C:" hdd-7200 500GB
  physical 3 ssd-sata
}
load mine { read 50% }
vm "web 01" {
  on hv01
  ide 0:0 disk "C:\\VMs\\os.vhdx" boot
  ide 1:0 dvd empty
  scsi 0:1 disk physical 3
  floppy empty
  network legacy "External"
  network
}
`),
  ).toBe(`platform (windows-server-2019) at platform
hv01 (host) at hv01
  C: (hdd-7200 500GB) at "C:"
  physical 3 (ssd-sata) at 3
mine (load) at mine
web 01 (vm) at "web 01"
  ide 0:0 ("C:\\VMs\\os.vhdx") at ide
  ide 1:0 (an empty DVD drive) at ide
  scsi 0:1 (physical disk 3) at scsi
  floppy (an empty floppy drive) at floppy
  legacy network ("External") at network
  network (not connected) at network`));

test("JSON has the same", () =>
  expect(outline('{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\os.vhdx" } } } } }', "json")).toBe(`a (vm) at "a"
  ide 0:0 ("C:\\os.vhdx") at "0:0"`));

test("broken statements do not hide the others", () =>
  expect(outline("wm x {\n}\nvm a {\n  ied 0\n  ide 0:0 dvd empty\n")).toBe(`a (vm) at a
  ide 0:0 (an empty DVD drive) at ide`));

test.each(validLayouts)("every symbol of $name has a name, and its selection and its children within it", (layout) => {
  const document = HvvmDocument.read(layout.text, layout.notation);
  const check = ({ name, range, selectionRange, children }: DocumentSymbol, outer: DocumentSymbol["range"]) => {
    expect(name).not.toBe("");
    for (const [inner, around] of [
      [selectionRange, range],
      [range, outer],
    ] as const) {
      expect(document.offsetAt(inner.start)).toBeGreaterThanOrEqual(document.offsetAt(around.start));
      expect(document.offsetAt(inner.end)).toBeLessThanOrEqual(document.offsetAt(around.end));
    }
    for (const child of children ?? []) check(child, range);
  };
  const whole = { start: { line: 0, character: 0 }, end: document.positionAt(layout.text.length) };
  for (const symbol of documentSymbols(document)) check(symbol, whole);
});

test("items that an edit moved have moved symbols, on the line of the edit too", () => {
  let document = HvvmDocument.read('load a { rate 1 }; vm b {\n  network "x"\n}\nvm c {\n}\n', "hvvm");
  documentSymbols(document);
  for (const text of ["load z { rate 2 }; ", "\n\n"]) {
    document = document.changed({ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text });
    expect(documentSymbols(document)).toEqual(documentSymbols(HvvmDocument.read(document.text, "hvvm")));
  }
});

test("a file with very many statements shows them without their contents", () => {
  const vm = (n: number) => `vm web${n} { generation 2; scsi 0:0 disk "C:\\VMs\\web${n}.vhdx" boot }\n`;
  const text = Array.from({ length: maxWithParts }, (_, n) => vm(n)).join("");
  const children = (document: HvvmDocument) => documentSymbols(document).map((symbol) => symbol.children?.length);
  const most = HvvmDocument.read(text, "hvvm");
  expect(new Set(children(most))).toEqual(new Set([1]));
  const start = { line: 0, character: 0 };
  const more = most.changed({ range: { start, end: start }, text: vm(maxWithParts) });
  expect(children(more)).toEqual(Array.from({ length: maxWithParts + 1 }, () => 0));
});
