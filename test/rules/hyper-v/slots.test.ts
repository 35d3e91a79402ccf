import { describe, expect, test } from "vitest";
import { checkFindings, findingsOf } from "../../support/check.ts";

/** A generation 1 VM that starts, with `lines` after its boot disk. */
const generation1 = (lines: string, platform = "windows-server-2012") => `platform ${platform}
vm a {
  ide 0:0 disk "C:\\VMs\\os.vhd" boot
  ${lines}
}`;

const generation2 = (lines: string, platform = "windows-server-2022") => `platform ${platform}
vm a {
  generation 2
  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot
  ${lines}
}`;

describe("IDE", () => {
  test("location 1 of controller 1 is the last", () => checkFindings(generation1("ide 1:1 dvd empty")));
  test("there is no controller 2", () =>
    checkFindings(generation1("ide 2:1 dvd empty"), "ide-controller-out-of-range 2"));
  test("there is no location 2", () => checkFindings(generation1("ide 1:2 dvd empty"), "ide-location-out-of-range 2"));
  test("two wrong numbers are two findings", () =>
    checkFindings(generation1("ide 2:2 dvd empty"), "ide-controller-out-of-range 2", "ide-location-out-of-range 2"));
  test("leading zeros are ignored", () => checkFindings(generation1("ide 01:01 dvd empty")));
  test("a slot out of range is not checked further", () =>
    checkFindings(
      generation1("ide 2:0 dvd empty\n  ide 2:0 dvd empty"),
      "ide-controller-out-of-range 2",
      "ide-controller-out-of-range 2",
    ));
});

describe("SCSI", () => {
  test("controller 3 is the last", () =>
    checkFindings(generation1('scsi 0\n  scsi 1\n  scsi 2\n  scsi 3:63 disk "C:\\VMs\\d.vhd"')));
  test("there is no controller 4", () =>
    checkFindings(generation1('scsi 4:0 disk "C:\\VMs\\d.vhd"'), "scsi-controller-out-of-range 4"));
  test("a controller without devices has the same limit", () =>
    checkFindings(generation1("scsi 4"), "scsi-controller-out-of-range 4"));
  test("location 63 is the last from 2008 on", () =>
    checkFindings(generation1('scsi 0:63 disk "C:\\VMs\\d.vhd"', "windows-server-2008")));
  test("location 64 is refused from 2008 on", () =>
    checkFindings(
      generation1('scsi 0:64 disk "C:\\VMs\\d.vhd"', "windows-server-2008"),
      "scsi-location-out-of-range 64",
    ));
  test("the pre-release has location 254", () =>
    checkFindings(generation1('scsi 0:254 disk "C:\\VMs\\d.vhd"', "windows-server-2008-beta")));
  test("the pre-release has no location 255", () =>
    checkFindings(
      generation1('scsi 0:255 disk "C:\\VMs\\d.vhd"', "windows-server-2008-beta"),
      "scsi-location-out-of-range 255",
    ));
  test("a gap is reported once, at the lowest controller above it", () =>
    checkFindings(
      generation1('scsi 3:0 disk "C:\\VMs\\d.vhd"\n  scsi 1:0 disk "C:\\VMs\\e.vhd"'),
      "scsi-controller-gap 1",
    ));
  test("an empty controller fills the gap", () =>
    checkFindings(generation1('scsi 0\n  scsi 1:0 disk "C:\\VMs\\e.vhd"')));
  test("a broken statement may be what fills the gap", () =>
    checkFindings(generation1('scsi 0:0 disk\n  scsi 1:0 disk "C:\\VMs\\e.vhd"'), "missing-argument scsi"));
});

describe("no platform stated", () => {
  const unstated = (lines: string) => `vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n  ${lines}\n}`;

  test("location 63 is valid everywhere", () => checkFindings(unstated('scsi 0:63 disk "C:\\VMs\\d.vhd"')));
  test("location 64 is a warning, because the pre-release has it", () =>
    checkFindings(
      unstated('scsi 0:64 disk "C:\\VMs\\d.vhd"'),
      "information platform-not-stated a",
      "warning scsi-location-out-of-range 64",
    ));
  test("location 254 is a warning", () =>
    checkFindings(
      unstated('scsi 0:254 disk "C:\\VMs\\d.vhd"'),
      "information platform-not-stated a",
      "warning scsi-location-out-of-range 254",
    ));
  test("an IDE location is not a SCSI location", () =>
    checkFindings(generation1("ide 0:64 dvd empty"), "ide-location-out-of-range 64"));
  test("location 255 is refused by every release", () =>
    checkFindings(unstated('scsi 0:255 disk "C:\\VMs\\d.vhd"'), "scsi-location-out-of-range 255"));
  test("it is reported once in a file", () =>
    checkFindings(
      `${unstated('scsi 0:64 disk "C:\\VMs\\d.vhd"')}\nvm b {\n  ide 0:0 disk "C:\\VMs\\b.vhd" boot\n  scsi 0:65 disk "C:\\VMs\\e.vhd"\n}`,
      "information platform-not-stated a",
      "warning scsi-location-out-of-range 64",
      "warning scsi-location-out-of-range 65",
    ));
  const advised = (text: string) =>
    findingsOf(text).find(({ code }) => code === "platform-not-stated")?.finding.message;
  test("the release that accepts everything is named, and so is the VM", () => {
    const message = advised(unstated('scsi 0:64 disk "C:\\VMs\\d.vhd"'));
    expect(message).toContain('Whether "a" is valid');
    expect(message).toContain("windows-server-2008-beta would accept everything in this file.");
    expect(message).toMatch(/such as: platform windows-server-2008-beta$/);
  });
  test("a combination that no release accepts is reported", () => {
    const needs64 = unstated('scsi 0:64 disk "C:\\VMs\\d.vhd"');
    const needs2016 = 'vm b {\n  ide 0:0 disk "C:\\VMs\\b.vhd" boot\n  scsi 0:0 dvd empty\n}';
    expect(advised(`${needs64}\n${needs2016}`)).toContain("No release accepts everything in this file.");
  });
  test("a misspelt platform disables the checks that depend on it", () =>
    checkFindings(
      `platform windows-server-2O08\n${unstated('scsi 0:64 disk "C:\\VMs\\d.vhd"')}`,
      "invalid-value windows-server-2O08",
    ));
  test("so does a misspelt keyword", () =>
    checkFindings(
      `platfrom windows-server-2008\n${unstated('scsi 0:64 disk "C:\\VMs\\d.vhd"')}`,
      "unknown-statement platfrom",
    ));
  test("what only some releases refuse is not reported for a platform that cannot be read", () =>
    checkFindings(
      `platfrom windows-server-2008\n${unstated('scsi 0:1 dvd "C:\\ISO\\a.iso"')}`,
      "unknown-statement platfrom",
    ));
  test("what every release refuses is reported nevertheless", () =>
    checkFindings(
      `platfrom windows-server-2008\n${unstated('scsi 0:300 disk "C:\\VMs\\d.vhd"')}`,
      "unknown-statement platfrom",
      "scsi-location-out-of-range 300",
    ));
});

describe("a slot holds one device", () => {
  test("the later one is reported", () =>
    checkFindings(generation1("ide 1:0 dvd empty\n  ide 01:0 dvd empty"), "slot-taken 01:0"));
  test("a line that cannot be read occupies its slot, in both notations", () => {
    const native = generation2('scsi 0:0 dvd empty\n  scsi 0:1 disk "C:\\VMs\\b.vhdx" fixd\n  scsi 0:2 disk');
    const disk = '{ "disk": "C:\\\\VMs\\\\a.vhdx" }';
    const json = `{ "vms": { "a": { "generation": 2, "scsi": { "0:0": ${disk}, "00:0": ${disk}, "0:1": {}, "0:2": { "disk": 3 } } } } }`;
    for (const findings of [findingsOf(native), findingsOf(json, "json")])
      expect(findings.find(({ code }) => code === "slot-taken")?.finding.message).toContain("free slot is 0:3.");
  });
  test("IDE and SCSI are counted apart", () => checkFindings(generation1('scsi 0:0 disk "C:\\VMs\\d.vhd"')));
  test("a location is counted per controller", () =>
    checkFindings(generation1('scsi 0:0 disk "C:\\VMs\\d.vhd"\n  scsi 1:0 disk "C:\\VMs\\e.vhd"')));
});

describe("generation 2", () => {
  test("has no IDE, and its disk counts as present", () =>
    checkFindings('vm a {\n  generation 2\n  ide 0:0 disk "C:\\VMs\\os.vhdx"\n}', "ide-on-generation-2 ide"));
  test("has no floppy drive, even an empty one", () =>
    checkFindings(generation2("floppy empty"), "floppy-on-generation-2 floppy"));
  test("has no legacy adapter", () =>
    checkFindings(generation2('network legacy "A"'), "legacy-network-on-generation-2 legacy"));
  test("accepts no physical DVD drive", () =>
    checkFindings(generation2('scsi 0:1 dvd physical "D:"'), "physical-dvd-on-generation-2 physical"));
  test("has no start-up order, and its classes are not checked", () =>
    checkFindings(generation2("startup cd cd"), "startup-on-generation-2 startup"));
  test("accepts a DVD drive on SCSI", () => checkFindings(generation2('scsi 0:1 dvd "C:\\a.iso"')));
  test("is available from 2012 R2 on", () => checkFindings(generation2("", "windows-server-2012-r2")));
  test("is not available in 2012", () =>
    checkFindings(generation2("", "windows-server-2012"), "generation-not-available 2"));
  test("is available in Windows 8.1", () => checkFindings(generation2("", "windows-8.1")));
  test("is not available in Windows 8", () =>
    checkFindings(generation2("", "windows-8"), "generation-not-available 2"));
  test("if stated, limits the possible releases", () =>
    checkFindings('vm a {\n  generation 2\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot\n}'));
  test("a broken generation disables the checks that depend on it", () =>
    checkFindings('vm a {\n  generation 3\n  ide 0:0 disk "C:\\VMs\\os.vhdx"\n  floppy empty\n}', "invalid-value 3"));
  test("a misspelt generation does so too", () =>
    checkFindings(
      'vm a {\n  genration 2\n  ide 0:0 disk "C:\\VMs\\os.vhdx"\n  floppy empty\n}',
      "unknown-statement genration",
    ));
});

describe("DVD on SCSI in generation 1", () => {
  const dvd = 'scsi 0:0 dvd "C:\\a.iso"';
  test("is refused in 2012 R2", () => checkFindings(generation1(dvd, "windows-server-2012-r2"), "dvd-on-scsi scsi"));
  test("is a warning from 2016 on", () =>
    checkFindings(generation1(dvd, "windows-server-2016"), "warning dvd-on-scsi scsi"));
  test("is a warning with no platform stated", () =>
    checkFindings(
      `vm a {\n  ide 0:0 disk "C:\\VMs\\os.vhd" boot\n  ${dvd}\n}`,
      "information platform-not-stated a",
      "warning dvd-on-scsi scsi",
    ));
});

describe("adapters", () => {
  const adapters = (count: number, kind = "network") => Array.from({ length: count }, () => kind).join("\n  ");
  test("4 legacy ones", () => checkFindings(generation1(adapters(4, "network legacy"))));
  test("not 5, and the first one too many is reported", () =>
    checkFindings(generation1(`${adapters(5, "network legacy")}\n  network legacy`), "too-many-adapters network"));
  test("8 synthetic ones in generation 1", () => checkFindings(generation1(adapters(8), "windows-server-2022")));
  test("not 9", () => checkFindings(generation1(adapters(9), "windows-server-2022"), "too-many-adapters network"));
  test("64 in generation 2 from 2019 on", () => checkFindings(generation2(adapters(64), "windows-server-2019")));
  test("not 65", () => checkFindings(generation2(adapters(65), "windows-server-2019"), "too-many-adapters network"));
  test("not 9 in generation 2 on 2016", () =>
    checkFindings(generation2(adapters(9), "windows-server-2016"), "too-many-adapters network"));
  test("without a platform, 9 not on every release in generation 2, and 65 on none", () => {
    const unstated = (count: number) =>
      `vm a {\n  generation 2\n  scsi 0:0 disk "C:\\VMs\\os.vhdx"\n  ${adapters(count)}\n}`;
    checkFindings(unstated(9), "information platform-not-stated a", "warning too-many-adapters network");
    checkFindings(unstated(65), "too-many-adapters network");
  });
});

describe("guests without VMBus storage drivers", () => {
  const withGuest = (lines: string) =>
    generation1(`${lines}\n  scsi 0:0 disk "C:\\VMs\\d.vhd"\n  scsi 0:1 dvd empty`, "windows-server-2016");
  test("do not see SCSI, which is reported once", () =>
    checkFindings(withGuest("guest windows-nt-4"), "scsi-without-drivers scsi", "warning dvd-on-scsi scsi"));
  test("integration-services on says that there are drivers", () =>
    checkFindings(withGuest("guest other\n  integration-services on"), "warning dvd-on-scsi scsi"));
  test("integration-services off means that there are none", () =>
    checkFindings(
      withGuest("guest windows-server-2016\n  integration-services off"),
      "scsi-without-drivers scsi",
      "warning dvd-on-scsi scsi",
    ));
  test("an unlisted guest has drivers", () => checkFindings(withGuest('guest "Plan 9"'), "warning dvd-on-scsi scsi"));
  test("that cannot start in generation 2 are reported only for that", () =>
    checkFindings(
      'vm a {\n  generation 2\n  guest windows-nt-4\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot\n}',
      "guest-not-on-generation-2 windows-nt-4",
    ));
  test("that generation 2 can start do not see its disks", () =>
    checkFindings(
      'vm a {\n  generation 2\n  guest other\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot\n}',
      "scsi-without-drivers scsi",
    ));
});

test("a disk in an occupied IDE slot is not offered a slot before that one, whatever the locations", () => {
  const found = findingsOf(
    generation1('ide 1:0 disk "C:\\VMs\\a.vhd"\n  ide 1:0 disk "C:\\VMs\\b.vhd"\n  ide 1:1 dvd empty'),
  ).find(({ code }) => code === "slot-taken");
  expect(found?.finding.message).toContain("The next free slot is 0:1.");
  expect(found?.finding.fixes).toEqual([]);
});
