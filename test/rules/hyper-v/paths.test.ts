import { expect, test } from "vitest";
import { checkFindings, checkFindingsOf, findingsOf } from "../../support/check.ts";

const pathCodes = [
  "path-not-absolute",
  "path-invalid-character",
  "file-extension-not-supported",
  "network-path-not-supported",
  "path-in-root",
];

function generation1(path: string, platform = ""): string {
  return `${platform && `platform ${platform}\n`}vm a { ide 0:0 disk "${path}" boot }`;
}

function generation2(path: string): string {
  return `vm a { generation 2; scsi 0:0 disk "${path}" boot }`;
}

test("a full path begins at a drive, a volume or a share", () => {
  for (const path of [
    String.raw`C:\VMs\a.vhdx`,
    "C:/VMs/a.vhdx",
    String.raw`\\?\C:\VMs\a.vhdx`,
    String.raw`\\?\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\VMs\a.vhdx`,
    String.raw`\\nas\vms\a\a.vhdx`,
  ]) {
    checkFindings(generation1(path));
  }
  for (const path of [
    "a.vhdx",
    String.raw`VMs\a.vhdx`,
    String.raw`\VMs\a.vhdx`,
    "C:a.vhdx",
    "C:",
    String.raw`\\nas`,
    "",
  ]) {
    checkFindings(generation1(path), `path-not-absolute "${path}"`);
  }
});

test("the message about a path that is not absolute depends on how it begins", () => {
  for (const [path, why] of [
    [String.raw`%ProgramData%\VMs\a.vhdx`, "Hyper-V does not expand %ProgramData%."],
    [String.raw`C:VMs\a.vhdx`, String.raw`Write C:\VMs\a.vhdx.`],
    [String.raw`\nas01\vms\a.vhdx`, "it begins with one backslash."],
    [String.raw`VMs\a.vhdx`, "Begin with a drive or a share"],
  ] as const) {
    expect(findingsOf(generation1(path)).map(({ finding }) => finding.message)).toEqual([
      expect.stringMatching(new RegExp(`^"${path.replace(/[\\%.]/g, "\\$&")}" is not an absolute path`)),
    ]);
    expect(findingsOf(generation1(path))[0]?.finding.message).toContain(why);
  }
});

test("paths do not contain characters and names that Windows refuses", () => {
  for (const path of [
    String.raw`C:\VMs\a<b.vhdx`,
    String.raw`C:\VMs\a|b.vhdx`,
    String.raw`C:\VMs\a*.vhdx`,
    String.raw`C:\VMs\a:b.vhdx`,
    String.raw`C:\con\a.vhdx`,
    String.raw`C:\VMs\NUL.vhdx`,
    String.raw`C:\VMs\lpt1.vhdx`,
    String.raw`\\nas\v*s\web\a.vhdx`,
  ]) {
    checkFindings(generation1(path), `path-invalid-character "${path}"`);
  }
  checkFindings(generation1(String.raw`C:\VMs\console\com10 (neu) äöü.vhdx`));
});

test("volumes begin at a drive, a folder or a share, and may be named", () =>
  checkFindings(
    String.raw`
host h { volume "VMs" ssd-sata; volume "C:" ssd-sata; volume "D:\a?" ssd-sata; volume "\\nas\vms" ssd-sata }
vm a { on h; generation 2; scsi 0:0 disk "C:\VMs\a.vhdx" boot }`,
    `path-not-absolute "VMs"`,
    String.raw`path-invalid-character "D:\a?"`,
  ));

test("every file of a VM is checked, parents, discs and floppies too", () => {
  checkFindings(
    `vm a {
  startup ide cd legacy-network floppy
  ide 0:0 disk "1.vhdx" boot { parent "2.vhdx" { parent "3.vhdx" } }
  ide 1:0 dvd "4.iso"
  floppy "5.vfd"
}`,
    ...["1.vhdx", "2.vhdx", "3.vhdx", "4.iso", "5.vfd"].map((path) => `path-not-absolute "${path}"`),
  );
});

test("a device accepts only files of its own kinds", () => {
  for (const path of ["a.iso", "a.vhdpmem", "a.avhd", "a.avhdx", "a", "vhdx", "a.vhdx.bak"]) {
    checkFindings(generation1(`C:\\VMs\\${path}`), `file-extension-not-supported "C:\\VMs\\${path}"`);
  }
  checkFindings(generation1(String.raw`C:\VMs\A.VHDX`));
  checkFindingsOf(
    pathCodes,
    String.raw`vm a { ide 0:0 disk "C:\VMs\a.vhd" boot; ide 1:0 dvd "C:\VMs\b.vhd"; floppy "C:\VMs\c.img" }`,
    String.raw`file-extension-not-supported "C:\VMs\b.vhd"`,
    String.raw`file-extension-not-supported "C:\VMs\c.img"`,
  );
  checkFindingsOf(pathCodes, String.raw`vm a { ide 1:0 dvd "C:\a.ISO"; floppy "C:\c.VFD" }`);
});

test("a parent is a VHD or VHDX", () =>
  checkFindings(
    generation1(String.raw`C:\VMs\a.vhdx`).replace(
      " boot",
      String.raw` boot { parent "C:\VMs\b.avhdx" { parent "C:\VMs\c.vhdx" } }`,
    ),
    String.raw`file-extension-not-supported "C:\VMs\b.avhdx"`,
  ));

test("VHD is for generation 1", () => {
  checkFindings(generation1(String.raw`C:\VMs\a.vhd`));
  checkFindings(generation2(String.raw`C:\VMs\a.vhd`), String.raw`file-extension-not-supported "C:\VMs\a.vhd"`);
});

test("VHDX requires 2012, VHD Sets require 2016 and SCSI", () => {
  const vhdx = String.raw`C:\VMs\a.vhdx`;
  checkFindings(generation1(vhdx, "windows-server-2008-r2"), `file-extension-not-supported "${vhdx}"`);
  checkFindings(generation1(vhdx, "windows-server-2012"));
  checkFindings(generation1(vhdx, "windows-8"));
  const set = (platform: string, slot: string) =>
    `platform ${platform}\nvm a { ide 0:0 disk "C:\\VMs\\os.vhdx" boot; ${slot} disk "C:\\VMs\\a.vhds" }`;
  const refused = String.raw`file-extension-not-supported "C:\VMs\a.vhds"`;
  checkFindings(set("windows-server-2012-r2", "scsi 0:0"), refused);
  checkFindings(set("windows-server-2016", "scsi 0:0"));
  checkFindingsOf(pathCodes, set("windows-server-2016", "ide 0:1"), refused);
});

test("a virtual disk must not be in a root folder", () => {
  for (const path of [
    String.raw`C:\a.vhdx`,
    String.raw`C:\VMs\..\a.vhdx`,
    "C:/a.vhdx",
    String.raw`\\nas\vms\a.vhdx`,
    String.raw`\\?\UNC\nas\vms\a.vhdx`,
  ]) {
    checkFindings(generation1(path), `warning path-in-root "${path}"`);
  }
  checkFindingsOf(pathCodes, String.raw`vm a { ide 1:0 dvd "C:\a.iso"; floppy "C:\a.vfd" }`);
  checkFindings(
    generation1(String.raw`C:\VMs\a.vhdx`).replace(" boot", String.raw` boot { parent "D:\base.vhdx" }`),
    String.raw`warning path-in-root "D:\base.vhdx"`,
  );
});

test("shares hold virtual disks from 2012 on", () => {
  const path = String.raw`\\nas\vms\web\a.vhd`;
  checkFindings(generation1(path, "windows-server-2008-r2"), `network-path-not-supported "${path}"`);
  checkFindings(generation1(path, "windows-server-2012"));
  checkFindingsOf(
    pathCodes,
    String.raw`platform windows-server-2008
vm a { ide 0:0 disk "C:\VMs\a.vhd" boot; ide 1:0 dvd "\\nas\iso\a.iso" }`,
  );
});

test("without a platform a VHD on a share is a warning that names the releases that accept it", () => {
  const text = generation1(String.raw`\\nas\vms\a.vhd`);
  checkFindings(
    text,
    "information platform-not-stated a",
    String.raw`warning network-path-not-supported "\\nas\vms\a.vhd"`,
  );
  const found = findingsOf(text).find(({ code }) => code === "network-path-not-supported");
  expect(found?.finding.message).toContain("windows-server-2012 to windows-server-2025");
});

test("without a platform a VHDX on a share is valid", () =>
  checkFindings(generation1(String.raw`\\nas\vms\web\a.vhdx`)));

test("only the first fault of a path is reported", () => {
  const old = "windows-server-2008-r2";
  checkFindings(generation1("a?.txt"), `path-not-absolute "a?.txt"`);
  checkFindings(generation1(String.raw`C:\a?.txt`), String.raw`path-invalid-character "C:\a?.txt"`);
  checkFindings(generation1(String.raw`C:\a.txt`), String.raw`file-extension-not-supported "C:\a.txt"`);
  checkFindings(generation1(String.raw`\\n\s\a.vhdx`, old), String.raw`file-extension-not-supported "\\n\s\a.vhdx"`);
  checkFindings(generation1(String.raw`\\n\s\a.vhd`, old), String.raw`network-path-not-supported "\\n\s\a.vhd"`);
});

test("an unknown generation or platform disables the checks that depend on it", () => {
  checkFindingsOf(pathCodes, String.raw`vm a { generation 3; scsi 0:0 disk "C:\VMs\a.vhd" boot }`);
  checkFindingsOf(
    pathCodes,
    String.raw`platform windows-servr-2008
vm a { ide 0:0 disk "C:\VMs\a.vhdx" boot; scsi 0:0 disk "\\n\s\w\a.vhd" }`,
  );
});

test("a floppy drive that the generation lacks is not checked further", () =>
  checkFindingsOf(pathCodes, String.raw`vm a { generation 2; scsi 0:0 disk "C:\VMs\a.vhdx" boot; floppy "b.txt" }`));
