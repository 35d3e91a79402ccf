import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction } from "vscode-languageserver-types";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { refactorings } from "../../server/src/core/features/refactorings.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { toNative } from "../../server/src/core/model/to-native.ts";
import { resolveCosts } from "../../server/src/core/simulation/paths/costs.ts";
import { findingsOf } from "../support/check.ts";
import { atCursor } from "../support/cursor.ts";
import { firstAndLast, validLayouts } from "../support/layouts.ts";
import { vm } from "../support/native-text.ts";
import { jsonStatements, meaning, nativeStatements } from "../support/notations.ts";

const uri = "file:///layout";
const { costs } = resolveCosts();

function actionsAt(source: string, notation: Notation = "hvvm"): readonly CodeAction[] {
  const { document, position } = atCursor(source, notation);
  return refactorings(document, { start: position, end: position }, uri, costs, true);
}

const titles = (source: string, notation?: Notation) => actionsAt(source, notation).map(({ title }) => title);

function applied(text: string, action: CodeAction): string {
  return TextDocument.applyEdits(TextDocument.create(uri, "hvvm", 0, text), action.edit!.changes![uri]!);
}

/** The text after the first action whose title begins so. */
function changedBy(title: string, source: string, notation: Notation = "hvvm"): string {
  const action = actionsAt(source, notation).find((candidate) => candidate.title.startsWith(title));
  if (!action) throw new Error(`"${title}" is not among ${titles(source, notation).join(", ")}`);
  return applied(source.replace("$0", ""), action);
}

const os = 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot';

describe("moving a device", () => {
  test("offers the first free slot of each controller", () =>
    expect(
      titles(vm(os, 'scsi 0:0 disk "D:\\VMs\\b.vhdx"', 'scs$0i 0:1 disk "D:\\VMs\\c.vhdx"')).map((title) =>
        title.replace(/: .* throughput$/, ": figure"),
      ),
    ).toEqual(["Move to IDE 0:1: figure", "Move to IDE 1:0: figure", "Move to SCSI 0:2", "Move to SCSI 1:0"]));

  test("says that SCSI serves more than an emulated disk", () => {
    const text = `platform windows-server-2008-beta\n${vm(os, 'ide$0 0:1 disk "D:\\VMs\\b.vhd"').replace("os.vhdx", "os.vhd")}`;
    const [factor] = titles(text).flatMap((title) => /^Move to SCSI 0:0: (.*)× the throughput$/.exec(title)?.[1] ?? []);
    expect(Number(factor)).toBeGreaterThan(2);
  });

  test("leaves the boot disk of generation 1 on IDE", () =>
    expect(titles(vm(os.replace("disk", "di$0sk")))).toEqual(["Move to IDE 0:1", "Move to IDE 1:0"]));

  test("updates its entry in the boot order", () => {
    const text = (slot: string) =>
      `platform windows-server-2022\n${vm("generation 2", `boot-order ${slot} 0:0`, 'scsi 0:0 disk "D:\\VMs\\a.vhdx"', `scsi ${slot} disk "D:\\VMs\\b.vhdx"`)}`;
    expect(changedBy("Move to SCSI 1:0", text("0:1").replace("scsi 0:1", "scs$0i 0:1"))).toBe(text("1:0"));
    const json = (slot: string) => toJson(nativeStatements(text(slot)));
    expect(changedBy("Move to SCSI 1:0", json("0:1").replace('"0:1": {', '"0:$01": {'), "json")).toBe(json("1:0"));
  });

  test("writes the slot", () =>
    expect(changedBy("Move to SCSI 1:0", vm(os, 'scsi 0:0 disk "D:\\b.vhdx"', 'sc$0si 0:1 disk "D:\\c.vhdx"'))).toBe(
      vm(os, 'scsi 0:0 disk "D:\\b.vhdx"', 'scsi 1:0 disk "D:\\c.vhdx"'),
    ));
});

describe("a load", () => {
  test("is extracted from its disk under the disk's name", () =>
    expect(
      changedBy(
        "Extract load",
        `# the shop\n${vm(os, 'scsi 0:0 disk "D:\\oltp.vhdx" { load { $0request-size 8KB } }')}`,
      ),
    ).toBe(
      `load oltp-2 { request-size 8KB }\n\n# the shop\n${vm(os, 'scsi 0:0 disk "D:\\oltp.vhdx" { load oltp-2 }')}`,
    ));

  test("is inlined at its disk, and its definition is removed with the last use", () =>
    expect(
      changedBy(
        "Inline load",
        `load web { read 67%\n  rate 5 }\n\n${vm(os, 'scsi 0:0 disk "D:\\a.vhdx" { load $0web }')}`,
      ),
    ).toBe(vm(os, 'scsi 0:0 disk "D:\\a.vhdx" { load { read 67%; rate 5 } }')));

  test("stays defined while another disk names it", () =>
    expect(
      changedBy(
        "Inline load",
        `load x { rate 5 }\n${vm(os, 'scsi 0:0 disk "D:\\a.vhdx" { load $0x }', 'scsi 0:1 disk "D:\\b.vhdx" { load X }')}`,
      ),
    ).toBe(
      `load x { rate 5 }\n${vm(os, 'scsi 0:0 disk "D:\\a.vhdx" { load { rate 5 } }', 'scsi 0:1 disk "D:\\b.vhdx" { load X }')}`,
    ));

  test("is inlined and extracted in JSON", () => {
    const json = (loads: string, load: string) =>
      `{\n${loads}  "vms": {\n    "a": { "ide": { "0:0": { "disk": "C:\\\\data.vhdx", "load": ${load} } } }\n  }\n}\n`;
    const named = json('  "loads": { "data": { "rate": 5 } },\n', '"$0data"');
    const own = json("", '{ $0"rate": 5 }');
    expect(changedBy("Extract load", own, "json")).toBe(named.replace("$0", ""));
    expect(changedBy("Inline load", named, "json")).toBe(own.replace("$0", ""));
  });
});

describe("generation 2", () => {
  test("puts the boot disk first, and says what it removes", () =>
    expect(
      changedBy(
        "Convert to generation 2 (drops the floppy drive; legacy adapters become synthetic)",
        vm(
          "startup cd ide legacy-network floppy",
          'ide  0:0 disk "C:\\VMs\\b.vhdx"',
          'ide  0:1 disk "C:\\VMs\\os.vhdx" boot',
          'ide  1:0 dvd "C:\\ISO\\a.iso"',
          "floppy empty",
          'network legacy "External"',
        ).replace("vm a", "vm$0 a"),
      ),
    ).toBe(
      vm(
        "generation 2",
        "boot-order 0:2 0:0 0:1 network",
        'scsi 0:1 disk "C:\\VMs\\b.vhdx"',
        'scsi 0:0 disk "C:\\VMs\\os.vhdx"',
        'scsi 0:2 dvd "C:\\ISO\\a.iso"',
        'network "External"',
      ),
    ));

  test("is refused for a guest that it cannot start, with the reason", () => {
    const [action] = actionsAt(vm("gener$0ation 1", "guest windows-7", os));
    expect(action?.disabled?.reason).toContain("windows-7");
    expect(action?.edit).toBeUndefined();
  });

  test("is not offered for a VM of generation 2", () =>
    expect(titles(vm("gen$0eration 2", 'scsi 0:0 disk "C:\\VMs\\os.vhdx"'))).toEqual([]));
});

test("a VM that cannot be read completely has no refactorings", () =>
  expect(titles(vm(os, "i$0de 0:1 dvd empty", "bot"))).toEqual([]));

/** Severity and code of errors and warnings, repeated for each finding. */
function faults(text: string, notation: Notation): readonly string[] {
  return findingsOf(text, notation)
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, severity }) => `${severity} ${code}`);
}

describe("every refactoring causes no new error or warning, and its result can be converted", () => {
  test.each(validLayouts)("of $name", ({ text, notation }) => {
    const document = HvvmDocument.read(text, notation);
    const was = faults(text, notation);
    const places = document.items.flatMap(({ start, item }) =>
      item.layout.flatMap((part) =>
        part.kind === "vm"
          ? [part.statement.keyword, ...firstAndLast(part.devices).map(({ slot }) => slot.range)].map(
              (range) => start + range.start,
            )
          : [],
      ),
    );
    for (const place of places) {
      const position = document.positionAt(place);
      for (const action of refactorings(document, { start: position, end: position }, uri, costs, false)) {
        const changed = applied(text, action);
        const rest = [...was];
        const added = faults(changed, notation).filter(
          (fault) => !rest.includes(fault) || !rest.splice(rest.indexOf(fault), 1),
        );
        expect(added, `${action.title}\n${changed}`).toEqual([]);
        const statements = notation === "json" ? jsonStatements(changed) : nativeStatements(changed);
        const other = notation === "json" ? nativeStatements(toNative(statements)) : jsonStatements(toJson(statements));
        expect(JSON.stringify(meaning(other)).length).toBe(JSON.stringify(meaning(statements)).length);
        expect(changed).not.toBe(text);
      }
    }
  });
});
