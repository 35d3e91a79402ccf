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
      '# VM "x*" is not exported to Ansible microsoft.hyperv: its name has one of * ? [ ], which the modules of Ansible read as a pattern.',
    ]);
    expect(of('vm "ü\\u2028*" { ide 0:0 disk "C:\\V\\b.vhdx" }', "ansible")).toMatch(/^[\n -~]*$/);
  });

  test("of one VM holds that one", () => {
    const text = of(layout, "powershell", "web01");
    expect(text).toContain("Name = 'web01'");
    expect(text).not.toContain("Name = 'x*'");
  });

  test("of a layout with errors names them, with their lines", () => {
    const text = of("vm a {\n  scsi 0:99 dvd empty\n}", "powershell");
    expect(text).toMatch(/^# A layout with errors is not exported:\n# Line \d+: /);
    expect(text.split("\n").every((line) => line === "" || line.startsWith("# "))).toBe(true);
  });

  test("says that there is nothing to export", () => {
    expect(of("platform windows-server-2019", "windsorcli")).toBe(
      "# The layout has no virtual machine that can be exported to Terraform windsorcli/hyperv.\n",
    );
  });

  test("says of an unknown target that there is none", () => {
    expect(of(layout, "constructor")).toBe('# There is no target "constructor".\n');
  });
});
