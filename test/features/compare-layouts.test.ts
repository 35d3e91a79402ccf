/** Which device of one layout corresponds to which of another, and how the layouts differ otherwise. */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { compareLayouts } from "../../server/src/core/features/compare-layouts.ts";
import { layoutState } from "../../server/src/core/features/layout-state.ts";

const stateOf = (text: string) => layoutState(HvvmDocument.read(text, "hvvm"));
const compare = (before: string, after: string) => {
  const { slots, statements } = compareLayouts(stateOf(before), stateOf(after));
  const words = slots.map(({ kind, before: then, after: now }) =>
    [kind, ...[then, now].map((slot) => (slot ? `${slot.vm} ${slot.slot} ${slot.text}` : "-"))].join(" | "),
  );
  return { slots: words.filter((each) => !each.startsWith("same")), statements };
};
const vm = (name: string, ...lines: string[]) => `vm ${name} {\n${lines.join("\n")}\n}\n`;
const a = 'disk "D:\\a.vhdx" fixed 10GB';
const b = 'disk "D:\\b.vhdx"';

test("parents are compared however many there are", () => {
  const chain = (last: string) =>
    vm("a", `scsi 0:0 ${b} { parent "D:\\${'p.vhdx" { parent "D:\\'.repeat(20_000)}${last}"${" }".repeat(20_001)}`);
  expect(compare(chain("x.vhdx"), chain("y.vhdx")).slots).toHaveLength(1);
});

test("the same layout in another case, order and spelling has no differences", () => {
  const before = `${vm("web", `scsi 0:0 ${a}`, `scsi 0:1 ${b}`)}load x { read 50%; random 10% }\n`;
  const after = `LOAD x { random 10%\nread 50.0% }\nvm WEB { scsi 0:1 disk "d:/B.vhdx"\n SCSI 0:0 ${a} }`;
  expect(compare(before, after)).toEqual({ slots: [], statements: [] });
});

test("explicit defaults, old words and sizes in another unit are not differences", () => {
  const before = `host h { volume "D:" ssd-sata 1TB }
load w { read 70%; request-size 8KB; rate 5 }
media m { of hdd-7200; disks 1; resiliency simple }
vm web {
  on h
  generation 1
  processors 1
  startup cd ide legacy-network floppy
  ide 0:0 disk "D:\\V\\a.vhdx" 40GB { load w; parent "D:\\V\\p.vhdx" }
  scsi 0:0 disk "D:\\V\\b.vhdx" sparse 1GB { sector-size 512 }
  network "External"
}`;
  const after = `host H { volume "d:\\" SSD-SATA 1024GB }
load W { rate 5 }
media M { of hdd-7200 }
vm web {
  on H
  ide 0:0 disk "D:\\V\\a.vhdx" differencing 40960MB { parent "D:/V/P.vhdx"; load W }
  scsi 0:0 disk "D:\\V\\b.vhdx" dynamic 1GB
  network "external"
}`;
  expect(compare(before, after)).toEqual({ slots: [], statements: [] });
  const other = after.replace("network", "processors 2\n  network").replace("dynamic 1GB", "fixed 1GB");
  expect(compare(before, other)).toEqual({
    slots: [
      'changed | web scsi 0:0 disk "D:\\V\\b.vhdx" sparse 1GB { sector-size 512 } | web scsi 0:0 disk "D:\\V\\b.vhdx" fixed 1GB',
    ],
    statements: [{ statement: "vm web", kind: "changed", removed: ["processors 1"], added: ["processors 2"] }],
  });
});

test("a new slot, a removed one, and one with another size", () => {
  const before = vm("web", `scsi 0:0 ${a}`, `scsi 0:1 ${b}`);
  const after = vm("web", 'scsi 0:0 disk "D:\\a.vhdx" fixed 20GB', 'scsi 0:2 disk "D:\\c.vhdx"');
  expect(compare(before, after).slots).toEqual([
    `changed | web scsi 0:0 ${a} | web scsi 0:0 disk "D:\\a.vhdx" fixed 20GB`,
    '- | web scsi 0:2 disk "D:\\c.vhdx"'.replace("-", "added | -"),
    `removed | web scsi 0:1 ${b} | -`,
  ]);
});

test("two disks that swap places are reported as moved", () => {
  const before = vm("web", `scsi 0:0 ${a}`, `scsi 0:1 ${b}`);
  expect(compare(before, vm("web", `scsi 0:0 ${b}`, `scsi 0:1 ${a}`)).slots).toEqual([
    `moved | web scsi 0:1 ${b} | web scsi 0:0 ${b}`,
    `moved | web scsi 0:0 ${a} | web scsi 0:1 ${a}`,
  ]);
});

test("a disk moves to another VM, and the slot that it left gets a new one", () => {
  const before = vm("web", "on h", `scsi 0:0 ${a}`) + vm("db", "on h");
  const after = vm("web", "on h", `scsi 0:0 ${b}`) + vm("db", "on h", `scsi 0:0 ${a}`);
  expect(compare(before, after).slots).toEqual([
    `added | - | web scsi 0:0 ${b}`,
    `moved | web scsi 0:0 ${a} | db scsi 0:0 ${a}`,
  ]);
});

test("a drive path on another host is another file, but if the whole VM moves, its disk is the same", () => {
  const before = vm("web", "on h", `scsi 0:0 ${a}`);
  expect(compare(before, vm("db", "on other", `scsi 0:0 ${a}`)).slots).toEqual([
    `added | - | db scsi 0:0 ${a}`,
    `removed | web scsi 0:0 ${a} | -`,
  ]);
  expect(compare(before, vm("web", "on other", `scsi 0:0 ${a}`))).toEqual({
    slots: [],
    statements: [{ statement: "vm web", kind: "changed", removed: ["on h"], added: ["on other"] }],
  });
});

test("another disc is a change of its drive", () => {
  expect(compare(vm("web", "ide 1:0 dvd empty"), vm("web", 'ide 1:0 dvd "D:\\x.iso"')).slots).toEqual([
    'changed | web ide 1:0 dvd empty | web ide 1:0 dvd "D:\\x.iso"',
  ]);
});

test("hosts, loads and platforms are compared by the lines that differ", () => {
  const before = 'platform windows-server-2016\nhost h { volume "C:" ssd-sata; volume "D:" hdd-7200 }\nload x { }\n';
  const after =
    'platform windows-server-2019\nhost h { volume "C:" ssd-sata; volume "D:" ssd-nvme }\nload y { read 1% }\n';
  expect(compare(before, after).statements).toEqual([
    {
      statement: "platform",
      kind: "changed",
      removed: ["platform windows-server-2016"],
      added: ["platform windows-server-2019"],
    },
    { statement: "host h", kind: "changed", removed: ['volume "D:" hdd-7200'], added: ['volume "D:" ssd-nvme'] },
    { statement: "load y", kind: "added", removed: [], added: ["read 1%"] },
    { statement: "load x", kind: "removed", removed: [], added: [] },
  ]);
});
