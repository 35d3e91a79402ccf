import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { fixAll } from "../../server/src/core/features/fix-all.ts";
import { findingsOf } from "../support/check.ts";

const uri = "file:///layout";

/** The text after the action; `undefined` if none is offered. */
function fixed(text: string, notation: Notation = "hvvm"): string | undefined {
  const [action, ...others] = fixAll(HvvmDocument.read(text, notation), findingsOf(text, notation), uri);
  expect(others).toEqual([]);
  if (!action) return undefined;
  expect(action.kind).toBe("source.fixAll.hvvm");
  return TextDocument.applyEdits(TextDocument.create(uri, notation, 0, text), action.edit!.changes![uri]!);
}

test("fixes in several VMs are applied together", () => {
  const vm = (name: string, type: string) => `vm ${name} {\n  ide 0:0 disk "C:\\VMs\\${name}.vhdx" ${type} boot\n}\n`;
  expect(fixed(vm("a", "sparse") + vm("b", "fixed") + vm("c", "sparse"))).toBe(
    vm("a", "dynamic") + vm("b", "fixed") + vm("c", "dynamic"),
  );
});

test("many fixes in one VM are all applied", () => {
  const vm = (type: string) => {
    const disks = Array.from(
      { length: 150 },
      (_, at) => `  scsi ${at >> 6}:${at & 63} disk "C:\\VMs\\${at}.vhdx" ${type}\n`,
    );
    return `vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" boot\n${disks.join("")}}\n`;
  };
  expect(fixed(vm("sparse"))).toBe(vm("dynamic"));
});

test("three devices in one slot are moved to three slots", () => {
  expect(
    fixed(`vm a {
  ide 0:0 disk "C:\\VMs\\a.vhdx" boot
  ide 0:0 disk "C:\\VMs\\b.vhdx"
  ide 0:0 dvd "C:\\ISO\\c.iso"
}
`),
  ).toBe(`vm a {
  ide 0:0 disk "C:\\VMs\\a.vhdx" boot
  ide 0:1 disk "C:\\VMs\\b.vhdx"
  ide 1:0 dvd "C:\\ISO\\c.iso"
}
`);
});

test("JSON gets the fixes that are possible in it", () => {
  const json = (type: string) =>
    `{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\a.vhdx", "type": "${type}", "boot": true } } } } }`;
  expect(fixed(json("sparse"), "json")).toBe(json("dynamic"));
});

test("a layout without fixes has no such action", () => {
  expect(fixed('vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" boot\n}\n')).toBeUndefined();
});

test("a misspelt statement is not changed", () => {
  expect(fixed('vm a {\n  ied 0:0 disk "C:\\VMs\\a.vhdx" boot\n}\n')).toBeUndefined();
});

test("a rule that is switched off fixes nothing, even if another fix leads to a second pass", () => {
  const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" sparse boot\n  ide 0:0 dvd empty\n}\n';
  const findings = findingsOf(text).filter(({ code }) => code !== "old-word");
  const [action] = fixAll(HvvmDocument.read(text, "hvvm"), findings, uri);
  const lines = TextDocument.create(uri, "hvvm", 0, text);
  expect(TextDocument.applyEdits(lines, action!.edit!.changes![uri]!)).toBe(text.replace("0:0 dvd", "0:1 dvd"));
});

test("what a misspelt comment is meant to suppress stays unchanged", () => {
  const text = 'vm a {\n  ide 0:0 disk "C:\\VMs\\a.vhdx" sparse boot # hvvm-ignore old-wrod\n}\n';
  expect(fixed(text)).toBe(text.replace("wrod", "word"));
});

test("a repeated property without a comma before it is removed, and nothing else", () => {
  const host = (more: string) => `{ "hosts": { "h": { "platform": "windows-server-2019"${more} } } }`;
  const twice = host('/* cut */ "platform": "windows-server-2022"');
  expect(fixed(twice, "json") ?? twice).toMatch(/^\{ "hosts": \{ "h": \{ "platform": "windows-server-2019"/);
  expect((fixed(twice, "json") ?? twice).length).toBeLessThanOrEqual(twice.length);
});

test("at most 1,000 fixes are applied at once; the next call continues", () => {
  const text = `vm a {\n  generation 2\n${"  generation 2\n".repeat(1200)}  scsi 0:0 disk "C:\\VMs\\a.vhdx" boot\n}\n`;
  const document = HvvmDocument.read(text, "hvvm");
  const [action] = fixAll(document, findingsOf(text), uri);
  const [edit] = action!.edit!.changes![uri]!;
  const after = document.changed({ range: edit!.range, text: edit!.newText });
  expect(after.text.match(/generation 2/g)).toHaveLength(201);
});
