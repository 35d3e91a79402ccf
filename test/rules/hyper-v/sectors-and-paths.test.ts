/** Sector sizes that a disk can have, and paths that only look valid. */
import { expect, test } from "vitest";
import { checkInBoth, findingsOf } from "../../support/check.ts";

const disk = (file: string, block: string) =>
  `platform windows-server-2019\nvm a { ide 0:0 disk "C:\\VMs\\${file}" { ${block} } }`;

test("a physical sector size is one that the disk supports", () => {
  checkInBoth(disk("a.vhdx", "physical-sector-size 4096"));
  checkInBoth(disk("a.vhdx", "physical-sector-size 512"));
  checkInBoth(disk("a.vhdx", "sector-size 4096; physical-sector-size 4096"));
  checkInBoth(disk("a.vhdx", "sector-size 4096; physical-sector-size 512"), "sector-size-not-supported 512");
  checkInBoth(disk("a.vhd", "physical-sector-size 512"));
  checkInBoth(disk("a.vhd", "physical-sector-size 4096"), "sector-size-not-supported 4096");
  const parent = String.raw`parent "C:\Base\b.vhdx"`;
  checkInBoth(disk("a.vhdx", `${parent}; physical-sector-size 4096`), "sector-size-not-supported 4096");
});

test("a physical disk has its own sectors", () => {
  const text =
    "platform windows-server-2019\nvm a { ide 0:0 disk physical 3 { physical-sector-size 4096; partition-style mbr } }";
  checkInBoth(text, "physical-disk-with-file-options 4096");
});

/** The message about a path that is not absolute, and what its fix writes. */
function messageAndFix(path: string): readonly [message: string, fix: unknown] {
  const [found] = findingsOf(`platform windows-server-2019\nvm a { ide 0:0 disk "${path}" }`);
  expect(found!.code).toBe("path-not-absolute");
  return [found!.finding.message, found!.finding.fixes?.[0]?.edits[0]];
}

test("a character that only looks like a Latin one is named by its code point", () => {
  for (const [path, code, plain] of [
    [String.raw`С:\VMs\a.vhdx`, "U+0421", String.raw`C:\VMs\a.vhdx`],
    [String.raw`Ｃ:\VMs\a.vhdx`, "U+FF23", String.raw`C:\VMs\a.vhdx`],
    [String.raw`Ε:\VMs\a.vhdx`, "U+0395", String.raw`E:\VMs\a.vhdx`],
    [String.raw`C：\VMs\a.vhdx`, "U+FF1A", String.raw`C:\VMs\a.vhdx`],
    [String.raw`＼＼nas\VMs\a\a.vhdx`, "U+FF3C", String.raw`\\nas\VMs\a\a.vhdx`],
  ] as const) {
    const [message, fix] = messageAndFix(path);
    expect(message).toContain(code);
    expect(fix).toMatchObject({ newName: plain });
  }
});

test("doubled backslashes of a share are halved by the fix", () => {
  const [message, fix] = messageAndFix(String.raw`\\\\nas01\\vms\\a\\data.vhdx`);
  expect(message).toContain("doubled");
  expect(fix).toMatchObject({ newName: String.raw`\\nas01\vms\a\data.vhdx` });
});

test("another path that is not absolute gets the general advice", () => {
  const [message, fix] = messageAndFix(String.raw`VMs\a.vhdx`);
  expect(message).toContain("Begin with a drive or a share");
  expect(fix).toBeUndefined();
});
