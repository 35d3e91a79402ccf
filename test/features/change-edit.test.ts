import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { changeEdit } from "../../server/src/core/features/change-edit.ts";
import { diskChanges } from "../../server/src/core/forecast/changes.ts";
import { formatNative } from "../../server/src/core/model/format-native.ts";
import { slotName } from "../../server/src/core/model/layout.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { findingsOf } from "../support/check.ts";
import { firstAndLast, validLayouts } from "../support/layouts.ts";
import { vm } from "../support/native-text.ts";
import { jsonStatements, meaning, nativeStatements } from "../support/notations.ts";

/** The text after the change, or the reason why it is refused. */
function changed(text: string, slot: string, change: string, notation: Notation = "hvvm", vm = "a"): string {
  const answer = changeEdit(HvvmDocument.read(text, notation), { vm, slot, change });
  if ("refusal" in answer) return `refused: ${answer.refusal}`;
  return TextDocument.applyEdits(TextDocument.create("", notation, 0, text), [...answer.edits]);
}

const os = 'ide  0:0 disk "C:\\VMs\\os.vhdx" boot';

describe("an assumed load", () => {
  test("is written as assumed, for a disk with and without a block", () => {
    expect(changed(vm(os), "ide 0:0", "add a load")).toBe(vm(`${os} { load system }`));
    const data = 'scsi 0:0 disk "D:\\VMs\\b.vhdx" fixed';
    expect(changed(vm(os, data), "scsi 0:0", "add a load")).toBe(vm(os, `${data} { load oltp }`));
    expect(changed(vm(os, `${data} { maximum-iops 500 }`), "scsi 0:0", "add a load")).toBe(
      vm(os, `${data} { maximum-iops 500; load oltp }`),
    );
  });

  test("in JSON, too", () => {
    const json = toJson(nativeStatements(vm(os)));
    const after = changed(json, "ide 0:0", "add a load", "json");
    expect(JSON.parse(after).vms.a.ide["0:0"]).toMatchObject({ load: "system" });
  });

  test("is not written twice", () =>
    expect(changed(vm(`${os} { load oltp }`), "ide 0:0", "add a load")).toMatch(
      /^refused: .* already states its load/,
    ));
});

describe("a change of the slot", () => {
  test("takes the next free slot of the lowest controller with room, and keeps comment and columns", () =>
    expect(
      changed(
        vm(os, 'ide  1:1 disk "D:\\VMs\\b.vhdx"  # the data', 'scsi 0:0 disk "D:\\VMs\\c.vhdx"'),
        "ide 1:1",
        "move to SCSI",
      ),
    ).toBe(vm(os, 'scsi 0:1 disk "D:\\VMs\\b.vhdx"  # the data', 'scsi 0:0 disk "D:\\VMs\\c.vhdx"')));

  test("preserves the author's spacing", () =>
    expect(changed(vm(os, 'ide    1:1   disk "D:\\VMs\\b.vhdx" # data'), "ide 1:1", "move to SCSI")).toBe(
      vm(os, 'scsi    0:0   disk "D:\\VMs\\b.vhdx" # data'),
    ));

  test("lines up a table that was lined up", () => {
    const text = formatNative(
      vm(os, 'ide 0:1 disk "D:\\VMs\\data.vhdx" fixed 40GB', 'ide 1:1 disk "D:\\b.vhdx" fixed'),
    );
    const after = changed(text, "ide 1:1", "move to SCSI");
    expect(after).toBe(formatNative(text.replace("1:1", "0:0").replace(/ide(?= +0:0 disk "D:)/, "scsi")));
    expect(after).not.toBe(text.replace("ide  1:1", "scsi 0:0"));
  });

  test("continues with the next controller when one is full", () => {
    const disks = Array.from({ length: 64 }, (_, at) => `scsi 0:${at} disk "D:\\VMs\\${at}.vhdx"`);
    expect(
      changed(vm("generation 1", os, 'ide  0:1 disk "D:\\VMs\\b.vhdx"', ...disks), "ide 0:1", "move to SCSI"),
    ).toContain('scsi 1:0  disk "D:\\VMs\\b.vhdx"'.replace("  disk", " disk"));
  });

  test("to IDE stays after the boot disk", () =>
    expect(
      changed(vm('ide  0:1 disk "C:\\VMs\\os.vhdx"', 'scsi 0:0 disk "D:\\VMs\\b.vhdx"'), "scsi 0:0", "move to IDE"),
    ).toBe(vm('ide 0:1 disk "C:\\VMs\\os.vhdx"', 'ide 1:0 disk "D:\\VMs\\b.vhdx"')));

  test("keeps the controller that would leave a gap", () =>
    expect(
      changed(vm(os, 'scsi 0:0 disk "D:\\VMs\\b.vhdx"', 'scsi 1:0 disk "D:\\VMs\\c.vhdx"'), "scsi 0:0", "move to IDE"),
    ).toBe(vm(os, 'ide  0:1 disk "D:\\VMs\\b.vhdx"', "scsi 0", 'scsi 1:0 disk "D:\\VMs\\c.vhdx"')));

  test("to a controller of its own uses an empty one", () =>
    expect(
      changed(
        vm(os, 'scsi 0:0 disk "D:\\VMs\\b.vhdx"', 'scsi 0:1 disk "D:\\VMs\\c.vhdx"', "scsi 1"),
        "scsi 0:1",
        "own SCSI controller",
      ),
    ).toBe(vm(os, 'scsi 0:0 disk "D:\\VMs\\b.vhdx"', 'scsi 1:0 disk "D:\\VMs\\c.vhdx"', "scsi 1")));

  test("marks the boot disk of generation 2 if it would change otherwise", () =>
    expect(
      changed(
        vm("generation 2", 'scsi 0:0 disk "D:\\VMs\\b.vhdx"', 'scsi 0:1 disk "D:\\VMs\\c.vhdx"'),
        "scsi 0:0",
        "own SCSI controller",
      ),
    ).toBe(vm("generation 2", 'scsi 1:0 disk "D:\\VMs\\b.vhdx"  boot', 'scsi 0:1 disk "D:\\VMs\\c.vhdx"')));
});

describe("is refused, with the reason,", () => {
  test.each([
    ["the boot disk of generation 1 to SCSI", vm(os), "ide 0:0", "move to SCSI", "starts from IDE only"],
    [
      "a disk to IDE in generation 2",
      vm("generation 2", 'scsi 0:0 disk "D:\\VMs\\b.vhdx"'),
      "scsi 0:0",
      "move to IDE",
      "has no IDE",
    ],
    [
      "a fifth IDE device",
      vm(os, "ide 0:1 dvd empty", "ide 1:0 dvd empty", "ide 1:1 dvd empty", 'scsi 0:0 disk "D:\\VMs\\b.vhdx"'),
      "scsi 0:0",
      "move to IDE",
      "taken",
    ],
    [
      "a disk alone on its controller",
      vm(os, 'scsi 0:0 disk "D:\\VMs\\b.vhdx"'),
      "scsi 0:0",
      "own SCSI controller",
      "alone",
    ],
    [
      "a shared disk to IDE",
      vm(os, 'scsi 0:0 disk "\\\\nas01\\vms\\b.vhdx" shared'),
      "scsi 0:0",
      "move to IDE",
      "shared",
    ],
    [
      "drivers that the guest has not",
      vm("guest windows-nt-4", os),
      "ide 0:0",
      "load the VMBus drivers",
      "windows-nt-4",
    ],
    ["a slot that is not there", vm(os), "ide 1:0", "fixed disk", "IDE 1:0"],
    ["a medium that nobody names", vm(os), "ide 0:0", "ssd-nvme instead of ssd-sata", "No host"],
    ["what is no change", vm(os), "ide 0:0", "dance", "dance"],
    ["a VM with errors", vm(os, "bot"), "ide 0:0", "fixed disk", "errors"],
    [
      "a fixed disk that its volume has no room for",
      `host h { volume "C:" hdd-7200 10GB }\n${vm("on h", 'ide 0:0 disk "C:\\VMs\\os.vhdx" 40GB boot')}`,
      "ide 0:0",
      "fixed disk",
      '"C:"',
    ],
  ])("%s", (_, text, slot, change, reason) => {
    const answer = changed(text, slot, change);
    expect(answer).toMatch(/^refused: /);
    expect(answer).toContain(reason);
  });
});

describe("a change of the disk where it is", () => {
  test("writes the type before the size", () =>
    expect(changed(vm('ide 0:0 disk "C:\\VMs\\os.vhdx" 40GB boot'), "ide 0:0", "fixed disk")).toBe(
      vm('ide 0:0 disk "C:\\VMs\\os.vhdx" fixed 40GB boot'),
    ));

  test("replaces an old word", () =>
    expect(changed(vm('ide 0:0 disk "C:\\VMs\\os.vhdx" sparse boot'), "ide 0:0", "fixed disk")).toBe(
      vm('ide 0:0 disk "C:\\VMs\\os.vhdx" fixed boot'),
    ));

  test("merges the parents of a differencing disk", () =>
    expect(
      changed(
        vm('ide 0:0 disk "C:\\VMs\\os.vhdx" differencing boot { parent "C:\\Base\\p.vhdx" }'),
        "ide 0:0",
        "fixed disk",
      ),
    ).toBe(vm('ide 0:0 disk "C:\\VMs\\os.vhdx" fixed boot')));

  test("keeps a statement separate that follows its block on the same line", () =>
    expect(
      changed(
        vm('ide 0:0 disk "C:\\VMs\\os.vhdx" boot { parent "C:\\Base\\p.vhdx" }  network "LAN"'),
        "ide 0:0",
        "fixed disk",
      ),
    ).toBe(vm('ide 0:0 disk "C:\\VMs\\os.vhdx" fixed boot;  network "LAN"')));

  test("keeps the rest of its block", () =>
    expect(
      changed(
        vm('ide 0:0 disk "C:\\VMs\\os.vhdx" boot { parent "C:\\Base\\p.vhdx"; load oltp }'),
        "ide 0:0",
        "fixed disk",
      ),
    ).toBe(vm('ide 0:0 disk "C:\\VMs\\os.vhdx" fixed boot { load oltp }')));

  test("turns integration services on", () =>
    expect(changed(vm("integration-services off", os), "ide 0:0", "load the VMBus drivers")).toBe(
      vm("integration-services on", os),
    ));

  test("replaces a Linux without drivers by one with them, and may move the disk as well", () =>
    expect(
      changed(
        vm("guest linux-without-drivers", os, 'ide  0:1 disk "D:\\VMs\\b.vhdx"'),
        "ide 0:1",
        "move to SCSI and load the VMBus drivers",
      ),
    ).toBe(vm("guest linux", os, 'scsi 0:0 disk "D:\\VMs\\b.vhdx"')));

  test("changes the medium where the host describes its volumes", () => {
    const text = (medium: string) =>
      `host h {\n  volume "C:" ${medium} 1TB  # old\n}\n${vm("on h", 'ide 0:0 disk "C:\\VMs\\os.vhdx" boot')}`;
    expect(changed(text("hdd-7200"), "ide 0:0", "ssd-sata instead of hdd-7200")).toBe(text("ssd-sata"));
    expect(changed(text("optane"), "ide 0:0", "ssd-sata instead of hdd-7200")).toContain(
      "is on optane now, not hdd-7200",
    );
    const own = `media ssd-sata { of hdd-5400 }\n${text("hdd-7200")}`;
    expect(changed(own, "ide 0:0", "ssd-sata instead of hdd-7200")).toContain("not the built-in one");
  });
});

describe("another medium for a volume that hosts share", () => {
  const change = "ssd-nvme instead of ssd-sata";
  const disk = 'scsi 0:0 disk "C:\\ClusterStorage\\Volume1\\a\\d.vhdx"';
  const nodes = "host n1 { cluster c }\nhost n2 { cluster c }\n";
  const cluster = (name: string, medium: string) =>
    `cluster ${name} { volume "C:\\ClusterStorage\\Volume1" ${medium} 1TB }\n`;

  test("is written where the cluster lists it", () => {
    const text = (medium: string) => cluster("c", medium) + nodes + vm("on n2", disk);
    expect(changed(text("ssd-sata"), "scsi 0:0", change)).toBe(text("ssd-nvme"));
  });

  test("is written beside a volume of the same name in another cluster", () => {
    const text = (medium: string) => cluster("other", "ssd-sata") + cluster("c", medium) + nodes + vm("on n2", disk);
    expect(changed(text("ssd-sata"), "scsi 0:0", change)).toBe(text("ssd-nvme"));
  });

  test("is refused where a node lists it, too", () => {
    const again = 'host n3 { cluster c; volume "C:\\ClusterStorage\\Volume1" ssd-sata }\n';
    expect(changed(cluster("c", "ssd-sata") + again + nodes + vm("on n2", disk), "scsi 0:0", change)).toContain(
      "Several hosts list",
    );
  });

  test("is written in JSON", () => {
    const text = (medium: string) => `{
  "clusters": { "c": { "volumes": { "C:\\\\ClusterStorage\\\\V": { "media": "${medium}" } } } },
  "hosts": { "n": { "cluster": "c" } },
  "vms": { "a": { "on": "n", "scsi": { "0:0": { "disk": "C:\\\\ClusterStorage\\\\V\\\\a\\\\d.vhdx" } } } }
}`;
    expect(changed(text("ssd-sata"), "scsi 0:0", change, "json")).toBe(text("ssd-nvme"));
  });
});

describe("in JSON", () => {
  const json = (...lines: readonly string[]) =>
    `{\n  "vms": {\n    "a": {\n${lines.map((line) => `      ${line}\n`).join("")}    }\n  }\n}\n`;
  const systemDisk = '"0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "boot": true }';
  const data = '{ "disk": "D:\\\\VMs\\\\b.vhdx" }';

  test("a device moves to the map of the other controllers, with its comments", () =>
    expect(
      changed(
        json(
          '"ide": {',
          `  ${systemDisk}, // the system`,
          "  // all the data",
          `  "0:1": ${data} // of 2012`,
          "},",
          '"scsi": {',
          `  "0:0": ${data.replace("b.", "c.")}`,
          "}",
        ),
        "ide 0:1",
        "move to SCSI",
        "json",
      ),
    ).toBe(
      json(
        '"ide": {',
        `  ${systemDisk} // the system`,
        "},",
        '"scsi": {',
        `  "0:0": ${data.replace("b.", "c.")},`,
        "  // all the data",
        `  "0:1": ${data} // of 2012`,
        "}",
      ),
    ));

  test("a missing map is added after the other", () =>
    expect(
      changed(
        json('"ide": {', `  ${systemDisk},`, `  "0:1": ${data}`, "},", '"processors": 2'),
        "ide 0:1",
        "move to SCSI",
        "json",
      ),
    ).toBe(json('"ide": {', `  ${systemDisk}`, "},", '"scsi": {', `  "0:0": ${data}`, "},", '"processors": 2')));

  test("a map that becomes empty is removed", () =>
    expect(
      changed(
        json('"ide": {', `  ${systemDisk}`, "},", '"scsi": {', `  "0:0": ${data}`, "}"),
        "scsi 0:0",
        "move to IDE",
        "json",
      ),
    ).toBe(json('"ide": {', `  ${systemDisk},`, `  "0:1": ${data}`, "}")));

  test("the only device of a map takes the map along", () =>
    expect(
      changed(`{ "vms": { "a": { "generation": 1, "scsi": { "0:0": ${data} } } } }`, "scsi 0:0", "move to IDE", "json"),
    ).toBe(`{ "vms": { "a": { "generation": 1, "ide": { "0:0": ${data} } } } }`));

  test("options are properties", () => {
    const disk = '{ "disk": "C:\\\\VMs\\\\os.vhdx", "size": "40GB", "parent": "C:\\\\Base\\\\p.vhdx" }';
    expect(changed(`{ "vms": { "a": { "ide": { "0:0": ${disk} } } } }`, "ide 0:0", "fixed disk", "json")).toBe(
      '{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\VMs\\\\os.vhdx", "type": "fixed", "size": "40GB" } } } } }',
    );
  });

  test("a switch is true", () => {
    const text = (state: boolean) =>
      `{ "vms": { "a": { "integrationServices": ${state}, "ide": { ${systemDisk} } } } }`;
    expect(changed(text(false), "ide 0:0", "load the VMBus drivers", "json")).toBe(text(true));
  });
});

/** The meaning of statements, regardless of their order. */
function meanings(statements: Parameters<typeof meaning>[0]): readonly string[] {
  const one = (part: object) =>
    JSON.stringify(part, (key, value) => (key === "children" ? (value as object[]).map(one).sort() : value));
  return (meaning(statements) as object[]).map(one).sort();
}

/** Codes of errors and warnings, repeated for each finding. */
function faults(text: string, notation: Notation): readonly string[] {
  return findingsOf(text, notation)
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code }) => code)
    .sort();
}

describe("no change of a VM's first or last disk causes an error or a warning, and both notations get the same meaning", () => {
  test.each(validLayouts.filter(({ notation }) => notation === "hvvm"))("of $name", ({ text }) => {
    const json = toJson(nativeStatements(text));
    const was = faults(text, "hvvm");
    for (const item of HvvmDocument.read(text, "hvvm").items.flatMap(({ item: { layout } }) => layout)) {
      if (item.kind !== "vm") continue;
      for (const device of firstAndLast(item.devices)) {
        for (const change of [...diskChanges, "optane instead of hdd-7200"]) {
          const ask = [slotName(device), change] as const;
          const native = changed(text, ...ask, "hvvm", item.name!.value);
          const inJson = changed(json, ...ask, "json", item.name!.value);
          if (native.startsWith("refused")) {
            expect(inJson).toMatch(/^refused/);
            continue;
          }
          const rest = [...was];
          const added = faults(native, "hvvm").filter(
            (code) => !rest.includes(code) || !rest.splice(rest.indexOf(code), 1),
          );
          expect(added, `${ask.join(": ")}\n${native}`).toEqual([]);
          expect(meanings(jsonStatements(inJson)), inJson).toEqual(meanings(nativeStatements(native)));
        }
      }
    }
  });
});
