import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { exportedText } from "../../server/src/core/features/exported-text.ts";
import { findingsOf } from "../support/check.ts";

const of = (text: string, target: string, vm?: string) =>
  exportedText(HvvmDocument.read(text, "hvvm"), findingsOf(text), target, vm).text;

const layout = `platform windows-server-2019
vm web01 {
  ide 0:0 disk "C:\\V\\a.vhdx" fixed 1GB boot
  network legacy "Büro"
}
vm "x*" { ide 0:0 disk "C:\\V\\b.vhdx" fixed 1GB boot }`;

describe("the text that the editor shows", () => {
  test("is the script itself where it supports everything", () => {
    expect(of(layout, "powershell")).toMatch(/^#Requires/);
  });

  test("begins with what it leaves out, in ASCII", () => {
    expect(of(layout, "ansible").split("\n").slice(0, 2)).toEqual([
      '# VM "web01": Ansible microsoft.hyperv does not support a legacy network adapter (Network Adapter): no option.',
      '# VM "x*" is not exported to Ansible microsoft.hyperv: its name has one of * ? [ ] `, which the modules of Ansible read as a pattern.',
    ]);
    expect(of('vm "ü\\u2028*" { ide 0:0 disk "C:\\V\\b.vhdx" }', "ansible")).toMatch(/^[\n -~]*$/);
  });

  test("of one VM contains only that VM", () => {
    const text = of(layout, "powershell", "web01");
    expect(text).toContain("Name = 'web01'");
    expect(text).not.toContain("Name = 'x*'");
  });

  test("of a layout with errors lists them, with their lines", () => {
    const text = of("vm a {\n  scsi 0:99 dvd empty\n}", "powershell");
    expect(text).toMatch(/^# A layout with errors is not exported:\n# Line \d+: /);
    expect(text.split("\n").every((line) => line === "" || line.startsWith("# "))).toBe(true);
  });

  test("lists them in the order of their lines", () => {
    const text = of('vm a {\n  on nowhere\n  ide 0:0 disk "C:\\V\\a.vhdx" fixd\n}', "ansible");
    expect(text.match(/Line \d/g)).toEqual(["Line 2", "Line 3"]);
  });

  test("says that there is nothing to export", () => {
    expect(of("platform windows-server-2019", "windsorcli")).toBe(
      "# The layout has no virtual machine that can be exported to Terraform windsorcli/hyperv.\n",
    );
  });

  test("says that an unknown target does not exist", () => {
    expect(of(layout, "constructor")).toBe('# There is no target "constructor".\n');
  });
});

describe("the other notation", () => {
  const json =
    '{\n  "vms": {\n    "a": {\n      "ide": {\n        "0:0": { "disk": "C:\\\\V\\\\a.vhdx" }\n      }\n    }\n  }\n}\n';
  const native = 'vm a {\n  ide 0:0 disk "C:\\V\\a.vhdx"\n}\n';
  const ofJson = (text: string) =>
    exportedText(HvvmDocument.read(text, "json"), findingsOf(text, "json"), "hvvm", undefined).text;

  test("is the same layout", () => {
    expect(JSON.parse(of(native, "json"))).toEqual(JSON.parse(json));
    expect(ofJson(json)).toBe(native);
  });

  test("is written whatever Hyper-V would refuse, but not if the text cannot be parsed: nothing is lost silently", () => {
    expect(of('vm a { generation 2; ide 0:0 disk "C:\\V\\a.vhdx" }', "json")).toContain('"generation": 2');
    expect(of('vm a { ide 0:0 disk "C:\\V\\a.vhdx" }\nvm b {', "json")).toMatch(
      /^\/\/ A layout that cannot be read whole is not converted:\n\/\/ Line 2: /,
    );
    expect(ofJson('{ "vms": { "a": { "ide": { "0:0": { "disc": 1 } } } } }')).toMatch(
      /^# A layout that cannot be read whole is not converted:\n# Line 1: /,
    );
  });

  test.each(['{ "vms": {', '{ "vms": { "a": {} } } garbage', "[]"])("of %s is refused", (text) =>
    expect(ofJson(text)).toMatch(/^# A layout that cannot be read whole is not converted:\n# Line 1: .*\n/),
  );

  test("is refused for a line that cannot be parsed, even if a comment suppresses the error", () => {
    const text = "vm a {\nnonsense # hvvm-ignore unknown-statement: later\n}";
    expect(exportedText(HvvmDocument.read(text, "hvvm"), [], "json", undefined).text).toMatch(/^.*\n\/\/ Line 2: /);
  });
});
