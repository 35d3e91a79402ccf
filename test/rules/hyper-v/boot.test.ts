import { describe, expect, test } from "vitest";
import { checkFindings, checkFindingsOf, findingsOf } from "../../support/check.ts";

const vm = (lines: string, platform = "windows-server-2019") => `platform ${platform}\nvm a {\n  ${lines}\n}`;
const os = 'disk "C:\\VMs\\os.vhd"';
const data = 'disk "C:\\VMs\\data.vhd"';
const iso = 'dvd "C:\\ISO\\setup.iso"';

describe("generation 1 starts from IDE", () => {
  test("typed as in a new VM, SCSI is refused at the word boot", () =>
    checkFindings('vm a {\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot\n}', "boot-disk-not-on-ide boot"));
  test("the disk moves to IDE only if it then comes first", () => {
    const remedies = (ide: string) =>
      findingsOf(vm(`${ide}\n  scsi 0:0 ${os} boot`))
        .filter(({ code }) => code === "boot-disk-not-on-ide")
        .flatMap(({ finding }) => (finding.fixes ?? []).map(({ title }) => title));
    expect(remedies(`ide 0:1 ${data}`)).toContain("Move the boot disk to IDE 0:0");
    expect(remedies(`ide 0:0 ${data}`)).toEqual([]);
  });
  test("the advised slot lets the VM start: if another disk comes first, it is that disk's slot", () => {
    const advice = (ide: string) =>
      findingsOf(vm(`${ide}\n  scsi 0:0 ${os} boot`)).find(({ code }) => code === "boot-disk-not-on-ide")?.finding
        .message;
    expect(advice(`ide 0:1 ${data}`)).toContain("Move it to IDE 0:0,");
    expect(advice(`ide 0:0 ${data}`)).toContain("Give it the IDE slot of the first disk there,");
    expect(advice(`ide 0:0 ${iso}\n  ide 0:1 ${data}`)).toContain("Give it the IDE slot of the first disk there,");
    expect(advice(`ide 0:0 ${iso}\n  ide 1:0 ${data}`)).toContain("Move it to IDE 0:1,");
  });
  test("a pass-through disk moves to IDE as a file does", () => {
    const finding = findingsOf(vm("scsi 0:0 disk physical 3 boot")).find(({ code }) => code === "boot-disk-not-on-ide");
    expect(finding?.finding.fixes?.map(({ title }) => title)).toContain("Move the boot disk to IDE 0:0");
  });
  test("any device marked boot suppresses no-boot-disk", () =>
    checkFindings(vm(`scsi 0:0 ${os} boot`), "boot-disk-not-on-ide boot"));
  test("without an IDE disk there is nothing to start from", () =>
    checkFindings(vm(`scsi 0:0 ${data}`), "no-boot-disk a"));
  test("an empty VM has nothing to start from", () => checkFindings("vm a { }", "no-boot-disk a"));
  test("a disc can start it, but what it installs on SCSI never starts", () =>
    checkFindings(vm(`ide 1:0 ${iso}\n  scsi 0:0 ${data}`), "warning no-boot-disk a"));
  test("a disc on SCSI cannot, because the BIOS does not see it", () =>
    checkFindingsOf(["no-boot-disk"], vm('scsi 0:0 dvd "C:\\ISO\\setup.iso"'), "no-boot-disk a"));
  test("an empty DVD drive cannot", () => checkFindings(vm("ide 1:0 dvd empty"), "no-boot-disk a"));
  test("a legacy adapter can", () => checkFindings(vm('network legacy "A"')));
  test("a synthetic adapter cannot", () => checkFindings(vm('network "A"'), "no-boot-disk a"));
  test("a floppy image can", () => checkFindings(vm('floppy "C:\\Images\\a.vfd"')));
  test("an empty floppy drive cannot", () => checkFindings(vm("floppy empty"), "no-boot-disk a"));
  test("a disk in a slot out of range counts as present", () =>
    checkFindings(vm(`ide 2:0 ${os}`), "ide-controller-out-of-range 2"));
  test("a broken statement may be the boot disk", () =>
    checkFindings(vm("ide 0:0 disk fixed"), "missing-argument ide"));
});

describe("generation 2 starts from SCSI", () => {
  test("without a SCSI disk there is nothing to start from", () => checkFindings(vm("generation 2"), "no-boot-disk a"));
  test("a SCSI disk can start it without the word boot", () =>
    checkFindings(vm('generation 2\n  scsi 0:0 disk "C:\\VMs\\os.vhdx"')));
  test("a standard adapter can start it", () => checkFindings(vm('generation 2\n  network "A"')));
  test("a disc can", () => checkFindings(vm(`generation 2\n  scsi 0:0 ${iso}`)));
  test("neither can where a boot order leaves it out", () => {
    const gen2 = (order: string) =>
      vm(`generation 2\n  boot-order ${order}\n  scsi 0:0 ${iso}\n  scsi 0:1 dvd empty\n  network "A"`);
    checkFindings(gen2("0:1"), "no-boot-disk a");
    checkFindings(gen2("0:1 network"));
    checkFindings(gen2("0:1 0:0"));
    checkFindings(gen2("0:1 file"));
    checkFindings(vm('generation 2\n  boot-order network\n  scsi 0:0 disk "C:\\VMs\\os.vhdx"\n  network "A"'));
  });
  test("a marked disk that shares its slot is listed by that slot", () =>
    checkFindingsOf(
      ["slot-taken", "boot-disk-not-first"],
      vm('generation 2\n  boot-order 0:0\n  scsi 0:0 disk "C:\\VMs\\a.vhdx"\n  scsi 0:0 disk "C:\\VMs\\b.vhdx" boot'),
      "slot-taken 0:0",
    ));
});

describe("one device is marked boot", () => {
  test("the second is reported", () =>
    checkFindings(vm(`ide 0:0 ${os} boot\n  ide 1:0 ${iso} boot`), "several-boot-devices boot"));

  test("of several, the VM starts from the one in the first slot, whichever is written first", () => {
    const disks = [`ide 0:1 ${data} boot`, `ide 0:0 ${os} boot`];
    checkFindings(vm(disks.join("\n")), "several-boot-devices boot");
    checkFindings(vm(disks.reverse().join("\n")), "several-boot-devices boot");
  });
});

describe("the boot disk among the IDE disks", () => {
  test("a disk before it is a warning on a released platform", () =>
    checkFindings(
      vm(`ide 0:0 ${data}\n  ide 0:1 ${os} boot`),
      "information data-disk-on-ide ide",
      "warning boot-disk-not-first boot",
    ));
  test("the first disk is the boot disk where none is marked", () =>
    checkFindings(vm(`ide 1:1 ${os}\n  ide 1:0 dvd empty`)));
  test("the pre-release starts from IDE 0:0 only", () =>
    checkFindings(vm(`ide 0:1 ${os} boot`, "windows-server-2008-beta"), "boot-disk-not-first boot"));
  test("without the word, the address is reported", () =>
    checkFindings(vm(`ide 0:1 ${os}`, "windows-server-2008-beta"), "boot-disk-not-first 0:1"));
  test("the message names the disk that comes before it, or the release that knows one slot", () => {
    const message = (text: string) =>
      findingsOf(text).find(({ code }) => code === "boot-disk-not-first")?.finding.message;
    expect(message(vm(`ide 0:0 ${data}\n  ide 0:1 ${os} boot`))).toContain("IDE 0:0 comes before it");
    expect(message(vm(`ide 0:1 ${os} boot`, "windows-server-2008-beta"))).toContain(
      "windows-server-2008-beta starts from IDE 0:0 only",
    );
  });
  test("on SCSI only the other fault is reported, on the pre-release too", () => {
    checkFindings(vm(`scsi 0:1 ${os} boot`, "windows-server-2008-beta"), "boot-disk-not-on-ide boot");
    const codes = findingsOf(vm(`ide 0:0 ${data}\n  scsi 0:0 ${os} boot`)).map(({ code }) => code);
    expect(codes).toContain("boot-disk-not-on-ide");
    expect(codes).not.toContain("boot-disk-not-first");
  });
  test("generation 2 has no IDE order, even where the release has no generation 2", () => {
    const codes = findingsOf(vm(`generation 2\n  scsi 0:1 ${os} boot`, "windows-server-2008-beta")).map(
      ({ code }) => code,
    );
    expect(codes).toContain("generation-not-available");
    expect(codes).not.toContain("boot-disk-not-first");
  });
  test("a DVD drive in IDE 0:0 is reported as information", () =>
    checkFindings(vm(`ide 0:0 dvd empty\n  ide 0:1 ${os} boot`), "information boot-slot-taken boot"));
  test("a slot that both claim is reported only as taken twice", () =>
    checkFindings(vm(`ide 0:0 dvd empty\n  ide 0:0 ${os} boot`), "slot-taken 0:0"));
  test("a disk before it is reported instead", () =>
    checkFindings(
      vm(`ide 0:0 dvd empty\n  ide 0:1 ${data}\n  ide 1:0 ${os} boot`),
      "information data-disk-on-ide ide",
      "warning boot-disk-not-first boot",
    ));
});

describe("the start-up order", () => {
  const startup = (classes: string, lines = "") => vm(`startup ${classes}\n  ide 0:0 ${os} boot\n  ${lines}`);
  test("has all four classes", () => checkFindings(startup("ide cd legacy-network floppy")));
  test("a missing class is reported at the first word", () =>
    checkFindings(startup("ide cd floppy"), "startup-incomplete startup"));
  test("a repeated class is reported at its second occurrence", () =>
    checkFindings(startup("ide ide cd legacy-network floppy"), "startup-incomplete ide"));
  test("an unknown word is reported only as an invalid value", () =>
    checkFindings(startup("ide cd net"), "invalid-value net"));
  test("an empty list is reported only as a missing argument", () =>
    checkFindings(startup(""), "missing-argument startup"));
  test("its first class should have a device", () =>
    checkFindings(startup("cd ide legacy-network floppy"), "information startup-device-missing cd"));
  test("a floppy drive needs an image to come first", () =>
    checkFindings(
      startup("floppy ide cd legacy-network", "floppy empty"),
      "information startup-device-missing floppy",
    ));
  test("the network needs a legacy adapter to come first", () =>
    checkFindings(
      startup("legacy-network ide cd floppy", "network"),
      "warning network-boot-needs-legacy-adapter legacy-network",
    ));
  test("before IDE it does, even after another class", () =>
    checkFindings(
      startup("floppy legacy-network ide cd", 'floppy "C:\\Images\\a.vfd"\n  network'),
      "warning network-boot-needs-legacy-adapter legacy-network",
      "information disc-starts-first floppy",
    ));
  test("the message says what to add", () => {
    const found = findingsOf(startup("legacy-network ide cd floppy", "network"));
    expect(found.map(({ finding }) => finding.message).join()).toContain('Add "network legacy"');
  });
  test("an adapter that cannot be read may be the legacy one", () =>
    checkFindings(startup("legacy-network ide cd floppy", "network 5"), "unexpected-argument 5"));
  test("generation 2 has no such order, and its contents are not checked further", () =>
    checkFindings(
      vm('generation 2\n  startup legacy-network ide cd floppy\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot'),
      "startup-on-generation-2 startup",
    ));
  test("a floppy drive with an image is a device to start from", () =>
    checkFindings(
      startup("floppy ide cd legacy-network", 'floppy "C:\\Images\\a.vfd"'),
      "information disc-starts-first floppy",
    ));
  test("after IDE it does not", () => checkFindings(startup("ide legacy-network cd floppy", "network")));
});

describe("guests and generations", () => {
  test("windows-11 requires generation 2", () =>
    checkFindings(vm(`guest windows-11\n  ide 0:0 ${os} boot`), "warning guest-needs-generation-2 windows-11"));
  test("windows-server-2012 starts in generation 2", () =>
    checkFindings(vm('generation 2\n  guest windows-server-2012\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot')));
  test("windows-7 does not", () =>
    checkFindings(
      vm('generation 2\n  guest windows-7\n  scsi 0:0 disk "C:\\VMs\\os.vhdx" boot'),
      "guest-not-on-generation-2 windows-7",
    ));
});
