import { expect, test } from "vitest";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { findingsOf } from "../support/check.ts";

const uri = "file:///a.hvvm";
const of = (text: string, rulePages?: string) =>
  diagnostics(HvvmDocument.read(text, "hvvm"), findingsOf(text), uri, rulePages);
const line = (number: number, from: number, to: number) => ({
  start: { line: number, character: from },
  end: { line: number, character: to },
});

test("of two lines in conflict, the later has the diagnostic, and the earlier is related", () => {
  const os = 'ide 0:0 disk "C:\\VMs\\a.vhdx" boot';
  const found = of(`vm a {\n  ${os}\n  ide 1:0 dvd empty\n  ide 1:0 dvd empty\n}\n`, "file:///rules");
  expect(found).toMatchObject([
    {
      code: "slot-taken",
      source: "hvvm",
      severity: DiagnosticSeverity.Error,
      range: line(3, 6, 9),
      codeDescription: { href: "file:///rules/slot-taken.md" },
      relatedInformation: [{ location: { uri, range: line(2, 6, 9) } }],
    },
  ]);
});

test("a related place in another VM is at that VM's current position", () => {
  const vm = (name: string) =>
    `vm ${name} {\n  scsi 0:0 disk "C:\\VMs\\a.vhdx"\n  ide 0:0 disk "C:\\VMs\\${name}.vhdx" boot\n}\n`;
  const [found] = of(`# note\n${vm("x")}${vm("y")}`).filter(({ code }) => code === "file-used-by-another-vm");
  expect(found).toMatchObject({
    range: line(6, 16, 31),
    relatedInformation: [{ location: { range: line(2, 16, 31) } }],
  });
});

test("severities are the protocol's, and what is unused is shown faded", () => {
  const os = 'ide 0:0 disk "C:\\VMs\\a.vhdx" sparse boot';
  const found = of(`host h {\n}\nvm a {\n  ${os}\n  ide 0:1 disk "C:\\b.vhdx"\n}\n`);
  expect(found.map(({ code, severity, tags }) => [code, severity, tags])).toEqual([
    ["unused-definition", DiagnosticSeverity.Hint, [DiagnosticTag.Unnecessary]],
    ["old-word", DiagnosticSeverity.Hint, undefined],
    ["data-disk-on-ide", DiagnosticSeverity.Information, undefined],
    ["path-in-root", DiagnosticSeverity.Warning, undefined],
  ]);
});

test("without rule pages a code has no link", () =>
  expect(of("vm a {\n  speed 3\n}\n")[0]).not.toHaveProperty("codeDescription"));

test("diagnostics are in the order of the file", () => {
  const lines = of("}\nvm a {\n  speed 3\n  generation 7\n}\nhost h {\n}\n").map(({ range }) => range.start.line);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
  expect(lines.length).toBeGreaterThan(3);
});

test("with more than 1,000 findings the errors come first, and the last diagnostic counts those left out", () => {
  const found = of(`# hvvm-ignore no-such-rule\n${"}\n".repeat(1200)}`);
  expect(found).toHaveLength(1001);
  expect(new Set(found.slice(0, -1).map(({ severity }) => severity))).toEqual(new Set([DiagnosticSeverity.Error]));
  expect(found.at(-1)).toMatchObject({ severity: DiagnosticSeverity.Information, range: line(0, 0, 0) });
  expect(found.at(-1)?.message).toContain("201 more findings");
});

test("1,000 findings are listed in full", () => expect(of("}\n".repeat(1000))).toHaveLength(1000));
