/** Advice suggests only what the stated release, the generation and the guest allow. */
import { describe, expect, test } from "vitest";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { findingsOf } from "../support/check.ts";
import { nativeStatements } from "../support/notations.ts";

function messageOf(code: string, text: string): string {
  const found = findingsOf(text).filter((finding) => finding.code === code);
  expect(found).toHaveLength(1);
  const inJson = findingsOf(toJson(nativeStatements(text)), "json").filter((finding) => finding.code === code);
  expect(inJson).toHaveLength(1);
  return found[0]!.finding.message;
}

/** A VM on a release: the advice if the release supports it, and if not. */
const offers: readonly (readonly [code: string, advice: RegExp, vm: string, release: string, older: string])[] = [
  [
    "boot-disk-not-on-ide",
    /, or use generation 2\.$/,
    String.raw`vm a { scsi 0:0 disk "C:\V\a.vhdx" boot }`,
    "windows-server-2012-r2",
    "windows-server-2012",
  ],
  [
    "no-boot-disk",
    /, or make this a VM of generation 2\.$/,
    String.raw`vm a { ide 0:0 dvd "C:\I\a.iso"; scsi 0:0 disk "C:\V\a.vhdx" }`,
    "windows-8.1",
    "windows-8",
  ],
  [
    "boot-disk-too-large",
    /, or use generation 2\.$/,
    String.raw`vm a { ide 0:0 disk "C:\V\a.vhdx" 3TB boot }`,
    "windows-server-2012-r2",
    "windows-server-2012",
  ],
  [
    "boot-order-on-generation-1",
    /, or make this a VM of generation 2\.$/,
    String.raw`vm a { boot-order 0:0; ide 0:0 disk "C:\V\a.vhdx" boot }`,
    "windows-server-2012-r2",
    "windows-server-2012",
  ],
  [
    "partition-style-not-bootable",
    /, or make this a VM of generation 2\.$/,
    String.raw`vm a { ide 0:0 disk "C:\V\a.vhdx" boot { partition-style gpt } }`,
    "windows-server-2012-r2",
    "windows-server-2012",
  ],
  [
    "guest-needs-generation-2",
    /Make this a VM of generation 2, and put its disks on SCSI\.$/,
    String.raw`vm a { guest windows-11; ide 0:0 disk "C:\V\a.vhdx" boot }`,
    "windows-server-2022",
    "windows-server-2012",
  ],
  [
    "disk-too-large",
    /, or use a \.vhdx file\.$/,
    String.raw`vm a { ide 0:0 disk "C:\V\a.vhd" 3TB boot }`,
    "windows-server-2012",
    "windows-server-2008-r2",
  ],
  [
    "dynamic-vhd-under-load",
    /, or use a \.vhdx file\.$/,
    String.raw`vm a { ide 0:0 disk "C:\V\a.vhd" boot { load oltp } }`,
    "windows-server-2012",
    "windows-server-2008-r2",
  ],
];

describe.each(offers)("%s", (code, advice, vm, release, older) => {
  test("suggests what the release supports", () =>
    expect(messageOf(code, `platform ${release}\n${vm}`)).toMatch(advice));
  test("omits it on an older one", () =>
    expect(messageOf(code, `platform ${older}\n${vm}`)).not.toMatch(/generation 2[,. ]*$|vhdx file|of generation 2/));
});

test("generation 2 is not suggested for a guest that cannot start there", () => {
  const text = String.raw`vm a { guest windows-7; scsi 0:0 disk "C:\V\a.vhdx" boot }`;
  expect(messageOf("boot-disk-not-on-ide", text)).toMatch(/Move it to IDE 0:0\.$/);
});

test("generation 1 is not suggested for a guest that needs generation 2", () => {
  const text = String.raw`vm a { generation 2; guest windows-11; scsi 0:0 disk "C:\V\a.vhdx" boot { partition-style mbr } }`;
  expect(messageOf("partition-style-not-bootable", text)).toMatch(/Convert the image \(mbr2gpt on Windows\)\.$/);
});

const twice = (disk: string, platform: string) => `platform ${platform}
vm a { generation 2; scsi 0:0 disk "C:\\V\\a.vhdx" boot; scsi 0:1 disk ${disk} }
vm b { generation 2; scsi 0:0 disk "C:\\V\\b.vhdx" boot; scsi 0:1 disk ${disk} }`;

test.each([
  ["on a cluster volume", String.raw`"C:\ClusterStorage\V1\q.vhdx"`, "windows-server-2012-r2", true],
  ["on a share", String.raw`"\\nas\vms\q.vhds"`, "windows-server-2016", true],
  ["on a local drive", String.raw`"D:\V\q.vhdx"`, "windows-server-2016", false],
  ["on a client", String.raw`"\\nas\vms\q.vhdx"`, "windows-11", false],
])("sharing is advice for a file of two VMs %s where it works", (_title, disk, platform, works) => {
  const message = messageOf("file-used-by-another-vm", twice(disk, platform));
  if (works) expect(message).toMatch(/or, for a guest cluster, add "shared" to the disk in both VMs\.$/);
  else expect(message).toMatch(/Name another file\.$/);
});

test("a release without shared disks is reported before their other requirements", () => {
  const text = String.raw`platform windows-server-2008
vm a { ide 0:0 disk "C:\V\a.vhd" boot; scsi 0:0 disk "C:\V\q.vhd" shared }`;
  expect(messageOf("shared-disk-not-supported", text)).toMatch(/^windows-server-2008 has no shared disks\./);
});

/** What a file is replaced with: only what the release, the generation and the device accept. */
test.each([
  ["windows-server-2008", 1, "scsi 0:1", "d.vhds", "Name a .vhd file, or use a later release."],
  ["windows-server-2012", 1, "scsi 0:1", "d.vhds", "Name a .vhdx file, or use a later release."],
  ["windows-server-2008-r2", 1, "ide 0:1", "d.vhds", "Name a .vhd file, or use a later release."],
  ["windows-server-2016", 1, "ide 0:1", "d.vhds", "Move it to a SCSI slot, or name a .vhdx file."],
  ["windows-server-2012-r2", 2, "scsi 0:1", "d.vhds", "Name a .vhdx file, or use a later release."],
  ["windows-server-2008", 1, "scsi 0:1", "d.vhdx", "Name a .vhd file, or use a later release."],
  ["windows-server-2008", 1, "scsi 0:1", "d.vmdk", "A disk is a .vhd file; "],
  ["windows-8", 1, "scsi 0:1", "d.vmdk", "A disk is a .vhd or .vhdx file; "],
  ["windows-10", 1, "scsi 0:1", "d.vmdk", "A disk is a .vhd, .vhdx or .vhds file; "],
  ["windows-server-2025", 1, "ide 0:1", "d.vmdk", "A disk is a .vhd or .vhdx file; "],
  ["windows-8.1", 2, "scsi 0:1", "d.vmdk", "A disk is a .vhdx file; "],
  ["windows-server-2025", 2, "scsi 0:1", "d.vmdk", "A disk is a .vhdx or .vhds file; "],
])("on %s, generation %i, %s holds no %s", (release, generation, slot, file, advice) => {
  const boot = generation === 1 ? String.raw`ide 0:0 disk "C:\V\a.vhd"` : String.raw`scsi 0:0 disk "C:\V\a.vhdx"`;
  const text = `platform ${release}\nvm a { generation ${generation}; ${boot} boot; ${slot} disk "D:\\V\\${file}" }`;
  expect(messageOf("file-extension-not-supported", text)).toContain(advice);
});

test("files of generation 2 are not suggested on a release without generation 2", () => {
  const text = String.raw`platform windows-server-2008
vm a { generation 2; scsi 0:0 disk "C:\V\a.vhdx" boot }`;
  expect(messageOf("file-extension-not-supported", text)).toMatch(/"\. Use a later release\.$/);
});

test.each([
  ["windows-8", "windows-8 has no shared disks. Use Windows Server 2012 R2 or later, "],
  ["windows-11", "windows-11 has no shared disks. Use Windows Server 2012 R2 or later, "],
])("on %s the servers with shared disks are advice", (platform, advice) => {
  const text = String.raw`platform ${platform}
vm a { ide 0:0 disk "C:\V\a.vhd" boot; scsi 0:0 disk "C:\ClusterStorage\V1\q.vhdx" shared }`;
  expect(messageOf("shared-disk-not-supported", text)).toContain(advice);
});

test.each(["1", "2"])("a VM of generation %s that has nothing to start from is not offered a file", (generation) => {
  const message = messageOf("no-boot-disk", `vm a { generation ${generation} }`);
  expect(message).toBe(`"a" has nothing to start from. Add a disk on ${generation === "1" ? "IDE" : "SCSI"}.`);
});

test.each([
  ["windows-server-2008-r2", String.raw`scsi 0:0 disk "D:\V\d.vhd"`, "Put it on a cluster volume."],
  ["windows-server-2012", String.raw`scsi 0:0 disk "D:\V\d.vhd"`, "Put it on a cluster volume or a share."],
  ["windows-server-2008-r2", String.raw`ide 1:0 dvd "D:\I\d.iso"`, "Put it on a cluster volume or a share."],
])("in a cluster of %s a share is advice for what may be there: %s", (platform, device, advice) => {
  const text = String.raw`platform ${platform}
cluster c { }
host h { cluster c }
vm a { on h; ide 0:0 disk "C:\ClusterStorage\V1\a.vhd" boot; ${device} }`;
  expect(messageOf("local-file-in-cluster", text)).toMatch(new RegExp(`${advice}$`));
});

const share = String.raw`vm a { ide 0:0 disk "\\nas\vms\a\os.vhd" boot }`;

test.each([
  ["", "windows-server-2012 to windows-server-2025, windows-8 to windows-11"],
  [
    String.raw`vm b { generation 2; scsi 0:0 disk "C:\V\b.vhdx" boot }`,
    "windows-server-2012-r2 to windows-server-2025, windows-8.1 to windows-11",
  ],
  [
    String.raw`host h { platform windows-server-2008 }
vm b { on h; ide 0:0 disk "C:\V\b.vhd" boot }`,
    "windows-server-2012 to windows-server-2025, windows-8 to windows-11",
  ],
])("the releases that accept everything accept every VM without a platform: %s", (others, accepting) => {
  expect(messageOf("platform-not-stated", `${share}\n${others}`)).toContain(
    ` ${accepting} would accept everything in this file.`,
  );
});

test.each([
  [String.raw`ide 0:0 disk "C:\V\d.vhd"; ide 0:1 disk "C:\V\a.vhd" boot`, "boot-disk-not-first", ", with a warning."],
  [String.raw`ide 0:1 disk "C:\V\a.vhd" boot`, "boot-disk-not-first", "."],
  [String.raw`ide 0:0 disk "C:\V\a.vhd" boot; scsi 0:0 dvd empty`, "dvd-on-scsi", ", with a warning."],
])("a release that warns itself does not simply accept: %s", (devices, code, end) =>
  expect(messageOf(code, `vm a { ${devices} }`)).toMatch(new RegExp(`windows-11 would accept it\\${end}$`)),
);

test("a server is suggested as the platform where servers accept the layout", () => {
  const text = String.raw`vm a { ide 0:0 disk "\\nas\vms\a\os.vhd" boot }`;
  expect(messageOf("platform-not-stated", text)).toMatch(/such as: platform windows-server-2025$/);
});

test("a volume that all nodes see is suggested for the cluster, any other for the host", () => {
  const layout = (file: string) => `platform windows-server-2022
cluster c { volume "C:\\ClusterStorage\\V1" ssd-sata }
host h { cluster c }
vm a { on h; generation 2; scsi 0:0 disk "${file}" boot }`;
  expect(messageOf("volume-unknown", layout("C:\\ClusterStorage\\V2\\a\\os.vhdx"))).toMatch(
    / to the cluster, or correct the path\.$/,
  );
  expect(messageOf("volume-unknown", layout("D:\\VMs\\a\\os.vhdx"))).toMatch(/ to the host, or correct the path\.$/);
});

test("a second VM with the same name is referred to as a VM", () => {
  const text = String.raw`vm a { ide 0:0 disk "C:\V\a.vhd" }
vm A { ide 0:0 disk "C:\V\b.vhd" }`;
  expect(messageOf("duplicate-name", text)).toMatch(/^There is already a VM named "A"\./);
});

test.each([
  ["0:63", "that slot is empty. Put a device there, or remove 0:63."],
  ["3:1", "that slot is empty. Put a device there, or remove 3:1."],
  ["0:64", "no VM has that slot. Remove 0:64, or write the slot that you mean."],
  ["4:0", "no VM has that slot. Remove 4:0, or write the slot that you mean."],
])("a device is suggested for SCSI %s only where it is possible", (slot, advice) => {
  const text = `vm a { generation 2; boot-order 0:0 ${slot}; scsi 0:0 disk "C:\\V\\a.vhdx" }`;
  expect(messageOf("boot-order-device-missing", text)).toBe(`The boot order lists SCSI ${slot}, but ${advice}`);
});

test.each([
  ["vm a { generation }", "missing-argument", '"generation" is incomplete. Add 1 or 2.'],
  ["vm a { vm b { } }", "misplaced-statement", '"vm" is not allowed in a VM. It is allowed in the file.'],
  ['vm "" { }', "invalid-value", '"vm" does not take "" here. Write the name of a VM, as a word or in double quotes.'],
  [
    "media m { of optane; write-iops 0 }",
    "invalid-value",
    '"write-iops" does not take 0 here. Write a number of 1 or more.',
  ],
  [
    "media m { of optane; read-bandwidth 0MB }",
    "invalid-value",
    '"read-bandwidth" does not take 0MB here. Write a size of more than 0 with its unit (such as 40GB).',
  ],
])("%s: what to write instead", (text, code, message) => {
  expect(findingsOf(text).find((each) => each.code === code)?.finding.message).toBe(message);
});
