/** Of two lines in conflict the later has the diagnostic, and points to the earlier. */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { diagnostics } from "../../server/src/core/features/diagnostics.ts";
import { findingsOf } from "../support/check.ts";
import { file, vm } from "../support/native-text.ts";

/** The place of the finding with `code` and those that it points to, each as `line text`, with lines from 1. */
function pointsOf(code: string, text: string): readonly string[] {
  const document = HvvmDocument.read(text, "hvvm");
  const found = diagnostics(document, findingsOf(text), "file:///a.hvvm", undefined).filter((one) => one.code === code);
  const place = ({ start, end }: (typeof found)[0]["range"]) =>
    `${start.line + 1} ${text.slice(document.offsetAt(start), document.offsetAt(end))}`;
  return found.flatMap(({ range, relatedInformation }) => [
    place(range),
    ...(relatedInformation ?? []).map(({ location, message }) => {
      expect(message).toMatch(/^[A-Z].*\.$/);
      return `-> ${place(location.range)}`;
    }),
  ]);
}

const server = (release: string) => `platform windows-server-${release}\n`;

test.each([
  [
    "slot-taken",
    vm(`ide 0:0 disk ${file("a.vhd")}`, `ide 1:0 disk ${file("b.vhd")}`, "ide 1:0 dvd empty"),
    ["4 1:0", "-> 3 1:0"],
  ],
  [
    "several-boot-devices",
    vm(`ide 0:0 disk ${file("a.vhd")} boot`, 'ide 0:1 dvd "C:\\ISO\\a.iso" boot', `ide 1:0 disk ${file("b.vhd")} boot`),
    ["3 boot", "-> 2 boot", "4 boot", "-> 2 boot"],
  ],
  [
    "boot-disk-not-first",
    server("2019") + vm(`ide 1:0 disk ${file("a.vhd")} boot`, `ide 0:1 disk ${file("b.vhd")}`, "ide 0:0 dvd empty"),
    ["3 boot", "-> 4 0:1"],
  ],
  ["boot-disk-not-first", server("2008-beta") + vm(`ide 0:1 disk ${file("a.vhd")} boot`), ["3 boot"]],
  [
    "boot-slot-taken",
    server("2019") + vm("ide 1:1 dvd empty", "ide 0:0 dvd empty", `ide 0:1 disk ${file("a.vhd")} boot`),
    ["5 boot", "-> 4 0:0"],
  ],
  [
    "busy-disks-share-controller",
    server("2008") +
      vm(
        `ide 0:0 disk ${file("a.vhd")}`,
        `scsi 0:0 disk ${file("b.vhd")} { load oltp }`,
        `scsi 0:1 disk ${file("c.vhd")} { load mail }`,
        `scsi 0:2 disk ${file("d.vhd")} { load web }`,
      ),
    ["5 scsi", "-> 4 scsi", "-> 6 scsi"],
  ],
  [
    "busy-disks-share-volume",
    `host h { volume "C:" hdd-7200 }\n${vm(
      "on h",
      `ide 0:0 disk ${file("a.vhd")}`,
      `scsi 0:0 disk ${file("b.vhd")} { load oltp }`,
      `scsi 1:0 disk ${file("c.vhd")} { load mail }`,
    )}vm b { on h; ide 0:0 disk ${file("d.vhd")} { load web } }`,
    [`6 ${file("c.vhd")}`, `-> 5 ${file("b.vhd")}`, `-> 8 ${file("d.vhd")}`],
  ],
  [
    "ide-channel-shared",
    server("2008") +
      vm(
        "integration-services off",
        `ide 0:0 disk ${file("a.vhd")} { load oltp }`,
        `ide 0:1 disk ${file("b.vhd")} { load mail }`,
      ),
    ["5 ide", "-> 4 ide"],
  ],
  [
    "file-attached-twice",
    vm(`ide 0:0 disk ${file("a.vhd")}`, "ide 0:1 dvd empty", `scsi 0:0 disk ${file("A.VHD")}`),
    [`4 ${file("A.VHD")}`, `-> 2 ${file("a.vhd")}`],
  ],
  [
    "file-used-by-another-vm",
    `vm a { ide 0:0 disk ${file("a.vhd")} }\nvm b { ide 0:0 disk ${file("b.vhd")} }\nvm c { ide 0:0 disk ${file("a.vhd")} }`,
    [`3 ${file("a.vhd")}`, `-> 1 ${file("a.vhd")}`],
  ],
  [
    "iops-out-of-range",
    server("2019") + vm(`ide 0:0 disk ${file("a.vhd")} {`, "maximum-iops 100", "minimum-iops 101", "}"),
    ["5 101", "-> 4 100"],
  ],
  [
    "parent-format-differs",
    server("2019") + vm(`ide 0:0 disk ${file("a.vhdx")} differencing {`, `parent ${file("p.vhd")}`, "}"),
    [`4 ${file("p.vhd")}`, `-> 3 ${file("a.vhdx")}`],
  ],
  [
    "parent-not-expected",
    vm(`ide 0:0 disk ${file("a.vhd")} fixed 1GB {`, `parent ${file("p.vhd")}`, "}"),
    ["3 parent", "-> 2 fixed"],
  ],
  ["physical-disk-used-twice", `vm a { ide 0:0 disk physical 3 }\nvm b { ide 0:0 disk physical 3 }`, ["2 3", "-> 1 3"]],
  [
    "scsi-without-drivers",
    vm(
      "guest other",
      `ide 0:0 disk ${file("a.vhd")}`,
      `scsi 0:0 disk ${file("b.vhd")}`,
      "scsi 0:1 dvd empty",
      `scsi 0:2 disk ${file("c.vhd")}`,
    ),
    ["4 scsi", "-> 5 scsi", "-> 6 scsi"],
  ],
  [
    "duplicate-name",
    `load x { read 50% }\nload y { read 50% }\nload X { read 60% }\nvm x { ide 0:0 disk ${file("a.vhd")} }`,
    ["3 X", "-> 1 x"],
  ],
  [
    "duplicate-name",
    'host h {\nvolume "C:" hdd-7200\nvolume "D:" hdd-7200\nphysical 1 ssd-sata\nvolume "c:\\" ssd-sata\nphysical 2 ssd-sata\nphysical 1 optane\n}',
    ['5 "c:\\"', '-> 2 "C:"', "7 1", "-> 4 1"],
  ],
  [
    "boot-disk-not-first",
    server("2019") +
      vm(
        `ide 1:0 disk ${file("a.vhd")} boot`,
        `ide 0:1 disk ${file("b.vhd")}`,
        `ide 0:0 disk ${file("c.vhd")}`,
        `ide 1:1 disk ${file("d.vhd")}`,
      ),
    ["3 boot", "-> 5 0:0"],
  ],
  [
    "parent-attached",
    `vm a { ide 0:0 disk ${file("p.vhd")} }\nvm b { ide 0:0 disk ${file("c.vhd")} { parent ${file("p.vhd")} } }`,
    [`2 ${file("p.vhd")}`, `-> 1 ${file("p.vhd")}`],
  ],
  [
    "file-used-by-another-vm",
    `${server("2019")}${[" shared", "", " shared"].map((word, at) => `vm v${at} { ide 0:0 disk ${file(`${at}.vhd`)}; scsi 0:0 disk ${file("q.vhdx")}${word} }`).join("\n")}`,
    [`3 ${file("q.vhdx")}`, `-> 2 ${file("q.vhdx")}`, `4 ${file("q.vhdx")}`, `-> 3 ${file("q.vhdx")}`],
  ],
  [
    "file-used-by-another-vm",
    `${server("2019")}${["", " shared", " shared"].map((word, at) => `vm v${at} { ide 0:0 disk ${file(`${at}.vhd`)}; scsi 0:0 disk ${file("q.vhdx")}${word} }`).join("\n")}`,
    [`3 ${file("q.vhdx")}`, `-> 2 ${file("q.vhdx")}`, `4 ${file("q.vhdx")}`, `-> 2 ${file("q.vhdx")}`],
  ],
  [
    "repeated-statement",
    vm(`ide 0:0 disk ${file("a.vhd")}`, "processors 1", "generation 1", "processors 2", "scsi 0", "scsi 1", "scsi 0"),
    ["5 processors", "-> 3 processors", "8 scsi", "-> 6 scsi"],
  ],
  ["repeated-statement", "load x { rate 5\nqueue-depth 5 }", ["2 queue-depth", "-> 1 rate"]],
  [
    "repeated-statement",
    `${server("2019")}vm a { ide 0:0 disk ${file("a.vhd")} }\n${server("2016")}`,
    ["3 platform", "-> 1 platform"],
  ],
])("%s", (code, text, expected) => expect(pointsOf(code, text)).toEqual(expected));
