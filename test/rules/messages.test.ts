/** Messages that depend on the file's own names and numbers. */
import { expect, test } from "vitest";
import { findingsOf } from "../support/check.ts";
import { file, vm } from "../support/native-text.ts";

const server = (release: string) => `platform windows-server-${release}\n`;
const os = `ide 0:0 disk ${file("os.vhd")}`;

test.each([
  ["block-size-out-of-range", vm(`${os} { block-size 1MB }`), "512KB or 2MB"],
  [
    "block-size-out-of-range",
    server("2019") + vm(`ide 0:0 disk ${file("a.vhdx")} { block-size 512KB }`),
    "1MB to 256MB",
  ],
  [
    "busy-disks-share-controller",
    server("2008") + vm(os, ...[0, 1].map((at) => `scsi 0:${at} disk ${file(`${at}.vhd`)} { load oltp }`)),
    "SCSI 0:0 and SCSI 0:1 are loaded",
  ],
  [
    "busy-disks-share-controller",
    server("2008") + vm(os, ...[0, 1, 2, 3].map((at) => `scsi 0:${at} disk ${file(`${at}.vhd`)} { load oltp }`)),
    "SCSI 0:0 and SCSI 0:1 and 2 more are loaded",
  ],
  [
    "busy-disks-share-volume",
    `host h { volume "C:" hdd-7200 }\n${vm(
      "on h",
      os,
      ...[0, 1, 2].map((at) => `scsi ${at}:0 disk ${file(`${at}.vhd`)} { load oltp }`),
    )}`,
    '3 loaded disks share the spinning volume "C:"',
  ],
  [
    "disk-too-large",
    vm(`scsi 0:0 disk ${file("a.vhd")} 2041GB`, os),
    "at most 2040 GB. Make it smaller, or use a .vhdx file.",
  ],
  [
    "disk-too-large",
    server("2019") + vm(`scsi 0:0 disk ${file("a.vhdx")} 65TB`, os),
    "at most 64 TB. Make it smaller.",
  ],
  [
    "long-parent-chain",
    vm(
      `${os} { parent ${file("1.vhd")} { parent ${file("2.vhd")} { parent ${file("3.vhd")} { parent ${file("4.vhd")} } } } }`,
    ),
    "has 4 parents",
  ],
  ["path-in-root", vm('ide 0:0 disk "C:\\a.vhd"'), "a drive"],
  ["path-in-root", server("2019") + vm('ide 0:0 disk "\\\\s\\t\\a.vhd"'), "a share"],
  ["invalid-value", vm(`${os} fixd`), '"fixd" is not a disk type. Did you mean "fixed"?'],
  ["invalid-value", vm(`${os} bot`), '"bot" is not an option of "ide". Did you mean "boot"?'],
  ["path-invalid-character", vm('ide 0:0 disk "C:\\VMs\\a?.vhd"'), 'refuses "?" in'],
  ["path-invalid-character", vm('ide 0:0 disk "C:\\VMs\\a\u0007.vhd"'), "refuses a control character in"],
  [
    "path-invalid-character",
    'cluster c { volume "C:\\ClusterStorage\\a\u0007" ssd-sata }',
    "refuses a control character in",
  ],
  ["invalid-value", 'vm "a\u0007" { }', "This string contains the control character U+0007. Remove it."],
  ["path-invalid-character", vm('ide 0:0 disk "C:\\VMs\\aux\\a.vhd"'), 'refuses "aux" in'],
  [
    "physical-disk-unknown",
    `host h { physical 10 optane; physical 9 optane }\n${vm("on h", "ide 0:0 disk physical 3")}`,
    'Host "h" lists no physical disk 3 (it lists 9, 10).',
  ],
  ["volume-unknown", `host h { volume "D:" optane }\n${vm("on h", os)}`, 'No volume of host "h" holds'],
  ["scsi-controller-gap", vm(os, "scsi 1"), "controller 1 is used and 0 is not."],
  ["scsi-controller-gap", vm(os, "scsi 0", "scsi 3"), "controller 3 is used and 1 and 2 are not."],
  ["startup-incomplete", vm(os, "startup cd ide cd"), "lists cd twice and lacks legacy-network, floppy. List"],
  ["startup-incomplete", vm(os, "startup cd ide floppy"), "order lacks legacy-network. List"],
  ["startup-incomplete", vm(os, "startup cd ide floppy legacy-network ide"), "order lists ide twice. List"],
  ["scsi-location-out-of-range", server("2019") + vm(os, `scsi 0:64 disk ${file("a.vhd")}`), "63"],
  ["scsi-location-out-of-range", server("2008-beta") + vm(os, `scsi 0:255 disk ${file("a.vhd")}`), "254"],
  ["no-boot-disk", vm("network"), "IDE"],
  ["no-boot-disk", server("2019") + vm("generation 2"), "SCSI"],
  ["size-not-aligned", vm(`${os} 5000000001B`), "The next size is"],
  ["size-not-aligned", vm(`${os} ${2040 * 2 ** 30 - 1}B`), "The next size is 2040GB."],
  ["slot-taken", vm(os, "ide 0:0 dvd empty"), "The next free slot is 0:1."],
  [
    "slot-taken",
    vm(os, "ide 0:1 dvd empty", "ide 1:0 dvd empty", "ide 1:1 dvd empty", "ide 1:0 dvd empty"),
    "No IDE slot is free; remove one of the two.",
  ],
  ["misplaced-statement", vm(os, "boot"), "it follows a slot, such as ide 0:0 disk"],
  ["misplaced-statement", vm(`${os} { p99 5ms }`), 'it follows "expect".'],
  ["misplaced-statement", vm(os, "legacy"), 'it follows "network".'],
  ["repeated-statement", vm(os, "processors 1", "processors 2"), '"processors" is allowed only once in its block'],
  ["repeated-statement", "load x { rate 5; queue-depth 5 }", "Only one of"],
  ["duplicate-name", 'host h { volume "C:" hdd-7200; volume "C:" hdd-7200 }', 'The volume "C:" is already described.'],
  ["duplicate-name", "host h { physical 3 optane; physical 3 optane }", "Physical disk 3 is already described."],
  ["unused-definition", "host h { platform windows-server-2019 }", 'No VM runs on host "h".'],
  ["unused-definition", "load l { read 5% }", 'No VM carries load "l".'],
  ["unknown-reference", `host hv01 { platform windows-server-2019 }\n${vm("on hv02", os)}`, "hv01"],
  ["unknown-reference", `load orders { read 5% }\n${vm(`${os} { load order }`)}`, "orders"],
  ["unknown-reference", vm(`${os} { load oltq }`), "oltp"],
  ["file-used-by-another-vm", `vm "the first" { ${os} }\nvm b { ${os} }`, 'VM "the first" already holds'],
])("%s %#", (code, text, said) => {
  const messages = findingsOf(text).flatMap((finding) => (finding.code === code ? [finding.finding.message] : []));
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(said);
});

/** On the other side of the same limits nothing is reported. */
test.each([
  ["disk-too-large", vm(`scsi 0:0 disk ${file("a.vhd")} 2040GB`, os)],
  [
    "long-parent-chain",
    vm(`${os} { parent ${file("1.vhd")} { parent ${file("2.vhd")} { parent ${file("3.vhd")} } } }`),
  ],
  ["network-boot-needs-legacy-adapter", vm(os, "startup cd ide legacy-network floppy")],
  ["network-boot-needs-legacy-adapter", vm(os, "startup legacy-network cd ide floppy", "network", "network legacy")],
  ["startup-device-missing", vm(os, "ide 1:0 dvd empty", "startup cd ide legacy-network floppy")],
  ["startup-device-missing", vm(os, "scsi 0:0 dvd empty", "startup ide cd legacy-network floppy")],
  ["slot-taken", vm(os, "scsi 0:0 dvd empty")],
  [
    "parent-format-differs",
    server("2019") +
      vm(os, `scsi 0:0 disk ${file("a.vhdx")} { parent ${file("p.vhds")} { parent ${file("q.vhdx")} } }`),
  ],
  [
    "file-used-by-another-vm",
    `${server("2019")}${["a", "b"].map((name) => `vm ${name} { ide 0:0 disk ${file(`${name}.vhd`)}; scsi 0:0 disk ${file("q.vhdx")} shared }`).join("\n")}`,
  ],
  ["boot-slot-taken", server("2019") + vm(`ide 0:1 disk ${file("os.vhd")} boot`, "scsi 0:0 dvd empty")],
  ["boot-slot-taken", server("2019") + vm(`ide 0:1 disk ${file("os.vhd")} boot`, "ide 1:0 dvd empty")],
  ["boot-slot-taken", server("2019") + vm(`ide 1:0 disk ${file("os.vhd")} boot`, "ide 0:1 dvd empty")],
  ["boot-slot-taken", server("2008-beta") + vm(`ide 1:0 disk ${file("os.vhd")} boot`, "ide 0:0 dvd empty")],
  ["boot-slot-taken", server("2019") + vm("ide 0:0 dvd empty", `scsi 0:0 disk ${file("os.vhd")}`)],
  ["physical-dvd-on-generation-2", server("2019") + vm("generation 2", 'ide 0:0 dvd physical "D:"')],
  [
    "physical-dvd-on-generation-2",
    server("2019") + vm("generation 2", 'scsi 0:0 dvd "C:\\ISO\\a.iso"', "scsi 0:1 disk physical 3"),
  ],
  ["no-boot-disk", vm('ide 0:0 dvd physical "D:"')],
  ["startup-device-missing", vm(os, "ide 1:0 dvd empty", "startup ide cd legacy-network floppy")],
  ["file-attached-twice", vm('ide 0:0 disk "a.vhd"', 'scsi 0:0 disk "a.vhd"')],
  [
    "long-parent-chain",
    vm(
      `ide 0:0 disk ${file("0.vhd")} fixed 1GB { parent ${file("1.vhd")} { parent ${file("2.vhd")} { parent ${file("3.vhd")} { parent ${file("4.vhd")} } } } }`,
    ),
  ],
  [
    "long-parent-chain",
    vm(
      `${os} { parent ${file("1.vhd")} { parent ${file("2.vhd")} { parent ${file("3.vhd")} { parent ${file("os.vhd")} } } } }`,
    ),
  ],
  [
    "parent-format-differs",
    server("2019") + vm(`ide 0:0 disk ${file("0.vhd")} fixed 1GB { parent ${file("1.vhdx")} }`),
  ],
  ["unused-definition", `host H { platform windows-server-2019 }\n${vm("on h", os)}`],
  ["iops-out-of-range", server("2019") + vm(`${os} { minimum-iops 100; maximum-iops 100 }`)],
  ["scsi-controller-gap", vm(os, "scsi 1", "scsi 0:0 dvd empty")],
])("%s is not reported %#", (code, text) =>
  expect(findingsOf(text).map((finding) => finding.code)).not.toContain(code),
);

test.each([
  ["startup-device-missing", vm(os, "startup cd ide legacy-network floppy")],
  [
    "startup-device-missing",
    vm("ide 0:0 dvd empty", `floppy ${file("a.vfd")}`, "startup ide cd legacy-network floppy"),
  ],
  ["network-boot-needs-legacy-adapter", vm(os, "startup legacy-network ide cd floppy", "network")],
  ["startup-device-missing", vm(os, "scsi 0:0 dvd empty", "startup cd ide legacy-network floppy")],
  [
    "file-used-by-another-vm",
    `${server("2019")}vm a { ide 0:0 disk ${file("a.vhd")}; scsi 0:0 disk ${file("q.vhdx")} shared }\nvm b { ide 0:0 disk ${file("q.vhdx")} }`,
  ],
])("%s is reported %#", (code, text) => expect(findingsOf(text).map((finding) => finding.code)).toContain(code));
