import { test } from "vitest";
import { checkFindings } from "../../support/check.ts";

/** A VM of generation 1 with a boot disk on IDE 0:0. */
function vm(...lines: readonly string[]): string {
  return `vm a {\n  ide 0:0 disk "C:\\V\\os.vhdx" boot\n  ${lines.join("\n  ")}\n}`;
}

const data = String.raw`disk "C:\V\data.vhdx"`;

test("a data disk on IDE could be on SCSI", () => {
  checkFindings(vm(`ide 1:1 ${data}`), "information data-disk-on-ide ide");
  checkFindings(vm("ide 1:1 disk physical 3"), "information data-disk-on-ide ide");
  checkFindings(vm(`ide 0:0 ${data}`), "slot-taken 0:0");
  checkFindings(vm(`scsi 0:0 ${data}`));
  checkFindings(vm("ide 1:0 dvd empty"));
  checkFindings(
    vm(`ide 1:1 ${data}`, `scsi 0:0 ${data}`),
    "information data-disk-on-ide ide",
    'file-attached-twice "C:\\V\\data.vhdx"',
  );
  checkFindings(vm(`scsi 0:0 ${data}`, `ide 1:1 ${data}`), 'file-attached-twice "C:\\V\\data.vhdx"');
});

test("a shared disk on IDE is reported once, and so is a disc in the slot of the boot disk", () => {
  checkFindings(
    `platform windows-server-2016\n${vm(String.raw`ide 1:1 disk "C:\ClusterStorage\V\q.vhdx" shared`)}`,
    "shared-disk-not-supported shared",
  );
  checkFindings(vm(String.raw`ide 0:0 dvd "C:\I\a.iso"`), "slot-taken 0:0");
});

test("a guest without drivers, or with unknown ones, needs IDE", () => {
  checkFindings(vm("guest other", `ide 1:1 ${data}`));
  checkFindings(vm("integration-services off", `ide 1:1 ${data}`));
  checkFindings(
    vm("guest windows-nt-4", "integration-services on", `ide 1:1 ${data}`),
    "information data-disk-on-ide ide",
  );
  checkFindings(vm("guest", `ide 1:1 ${data}`), "missing-argument guest");
});

test("without a mark the first disk in IDE order is the boot disk", () =>
  checkFindings(
    String.raw`vm a {
  ide 1:0 disk "C:\V\2.vhdx"
  ide 0:1 disk "C:\V\1.vhdx"
}`,
    "information data-disk-on-ide ide",
  ));

test("two loaded disks share an emulated IDE controller", () => {
  const old = (slot: string, load: string, guest = "other") => `vm a {
  guest ${guest}
  ide 0:0 disk "C:\\V\\os.vhd" fixed boot { load mail }
  ide ${slot} disk "C:\\V\\data.vhd" fixed { load ${load} }
}`;
  checkFindings(old("0:1", "oltp"), "information ide-channel-shared ide");
  checkFindings(old("0:1", "idle"));
  checkFindings(old("0:1", "boot"));
  checkFindings(old("1:0", "oltp"));
  checkFindings(old("0:1", "oltp", "linux"), "information data-disk-on-ide ide");
  checkFindings(
    `platform windows-server-2008-beta\n${old("0:1", "oltp", "linux")}`,
    "information data-disk-on-ide ide",
    "information ide-channel-shared ide",
  );
});

test("a differencing disk carries no load", () => {
  const child = (load: string) => vm(`scsi 0:0 ${data} { parent "C:\\V\\base.vhdx"; ${load} }`);
  const found = String.raw`warning differencing-under-load "C:\V\data.vhdx"`;
  checkFindings(child("load oltp"), found);
  checkFindings(child("load { rate 100 }"), found);
  checkFindings(child("load idle"));
  checkFindings(child("load Boot"));
  checkFindings(child(""));
  checkFindings(child("load nowherenear"), "unknown-reference nowherenear");
  checkFindings(child("load { rate }"), found, "missing-argument rate");
  checkFindings(child("load"), "missing-argument load");
});

test("a load that the file defines as boot replaces the built-in load boot", () =>
  checkFindings(`load boot { rate 5 }\n${vm(`scsi 0:0 ${data} { parent "C:\\V\\base.vhdx"; load boot }`)}`));

test("a dynamic VHD should not be written to under load", () => {
  const disk = (file: string, load: string) => `vm a {
  ide 0:0 disk "C:\\V\\os.vhd" boot
  scsi 0:0 disk "C:\\V\\${file} { load ${load} }
}`;
  const found = String.raw`information dynamic-vhd-under-load "C:\V\d.vhd"`;
  checkFindings(disk(`d.vhd"`, "oltp"), found);
  checkFindings(disk(`d.vhd" dynamic`, "{ read 99% }"), found);
  checkFindings(disk(`d.vhd" dynamic`, "{ read 100% }"));
  checkFindings(disk(`d.vhd" dynamic`, "web"));
  checkFindings(disk(`d.vhd" dynamic`, "{ read }"), "missing-argument read");
  checkFindings(`load x { raed 100% }\n${disk(`d.vhd" dynamic`, "x")}`, "unknown-statement raed");
  checkFindings(disk(`d.vhd" dynamic`, "idle"));
  checkFindings(disk(`d.vhd" fixed`, "oltp"));
  checkFindings(disk(`d.vhdx" dynamic`, "oltp"));
});

test("in 2008 and 2008 R2 each loaded disk should have its own SCSI controller", () => {
  const text = (platform: string, slot = "0:1", load = "mail") => `${platform}
vm a {
  ide 0:0 disk "C:\\V\\os.vhd" boot
  scsi 0:0 disk "C:\\V\\1.vhd" fixed { load oltp }
  scsi ${slot} disk physical 4 { load ${load} }
}`;
  for (const release of ["windows-server-2008", "windows-server-2008-r2"]) {
    checkFindings(text(`platform ${release}`), "information busy-disks-share-controller scsi");
    checkFindings(text(`platform ${release}`, "1:0"));
    checkFindings(text(`platform ${release}`, "0:1", "idle"));
  }
  checkFindings(text("platform windows-server-2008-beta"));
  checkFindings(text("platform windows-server-2012"));
  checkFindings(text(""));
});
