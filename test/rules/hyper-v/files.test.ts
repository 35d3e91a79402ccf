import { test } from "vitest";
import { checkFindings, checkFindingsOf } from "../../support/check.ts";

const gen2 = String.raw`generation 2; scsi 0:0 disk "C:\VMs\os.vhdx" boot`;

test("paths that differ in case, slashes, dots or doubled separators are the same file", () => {
  for (const same of [
    String.raw`c:\vms\OS.VHDX`,
    "C:/VMs/os.vhdx",
    String.raw`C:\VMs\.\x\..\os.vhdx`,
    String.raw`C:\\VMs\\os.vhdx`,
    String.raw`\\?\C:\VMs\os.vhdx`,
  ]) {
    checkFindings(`vm a {\n  ${gen2}\n  scsi 0:1 disk "${same}"\n}`, `file-attached-twice "${same}"`);
  }
});

test("a file that occurs twice in a VM and again in another is reported once for each place", () =>
  checkFindings(
    String.raw`
vm a { ${gen2}; scsi 0:1 disk "C:\VMs\OS.vhdx" }
vm b { generation 2; scsi 0:0 disk "C:\VMs\x\..\os.vhdx" boot }`,
    String.raw`file-attached-twice "C:\VMs\OS.vhdx"`,
    String.raw`file-used-by-another-vm "C:\VMs\x\..\os.vhdx"`,
  ));

test("an ISO file may be in several drives and VMs", () =>
  checkFindings(String.raw`
vm a { generation 2; scsi 0:0 disk "C:\VMs\a.vhdx" boot; scsi 0:1 dvd "C:\ISO\x.iso"; scsi 0:2 dvd "C:\ISO\x.iso" }
vm b { generation 2; scsi 0:0 disk "C:\VMs\b.vhdx" boot; scsi 0:1 dvd "C:\ISO\x.iso" }`));

test("one drive path on two hosts is two files", () =>
  checkFindings(`
host h1 { }
host h2 { }
vm a { on h1; ${gen2} }
vm b { on h2; ${gen2} }`));

test("VMs on one host, or all VMs without `on`, share its drives", () => {
  const again = String.raw`file-used-by-another-vm "C:\VMs\os.vhdx"`;
  checkFindings(`host h1 { }\nvm a { on h1; ${gen2} }\nvm b { on "H1"; ${gen2} }`, again);
  checkFindings(`vm a { ${gen2} }\nvm b { ${gen2} }`, again);
  checkFindings(`host h1 { }\nvm a { on h1; ${gen2} }\nvm b { ${gen2} }`);
});

test("a share and a cluster volume are one file for all hosts", () => {
  for (const path of [String.raw`\\nas\vms\a\os.vhdx`, String.raw`C:\ClusterStorage\Volume1\os.vhdx`]) {
    const vm = (name: string) => `vm ${name} { on ${name}; generation 2; scsi 0:0 disk "${path}" boot }`;
    checkFindings(`host h1 { }\nhost h2 { }\n${vm("h1")}\n${vm("h2")}`, `file-used-by-another-vm "${path}"`);
  }
});

test("a VM whose host is unknown does not conflict with drive paths of others", () =>
  checkFindings(`host h1 { }\nvm a { on h1; ${gen2} }\nvm b { on qqqqqqqq; ${gen2} }`, "unknown-reference qqqqqqqq"));

test("a file in two VMs is valid if both say shared", () => {
  const shared = String.raw`"C:\ClusterStorage\VMs\quorum.vhdx" shared`;
  const alone = String.raw`"C:\ClusterStorage\VMs\quorum.vhdx"`;
  const vm = (name: string, disk: string) =>
    `vm ${name} { generation 2; scsi 0:0 disk "C:\\VMs\\${name}.vhdx" boot; scsi 0:1 disk ${disk} }\n`;
  const platform = "platform windows-server-2016\n";
  checkFindings(platform + vm("a", shared) + vm("b", shared));
  checkFindings(platform + vm("a", shared) + vm("b", alone), `file-used-by-another-vm ${alone}`);
  checkFindings(platform + vm("a", alone) + vm("b", shared), `file-used-by-another-vm ${alone}`);
});

test("a file in a slot that does not exist is ignored", () =>
  checkFindingsOf(
    ["file-attached-twice"],
    String.raw`vm a { generation 2; scsi 0:0 disk "C:\VMs\os.vhdx" boot; ide 0:0 disk "C:\VMs\os.vhdx" }`,
  ));

test("a physical disk belongs to one slot on its host", () => {
  const vm = (name: string, on: string, slots: string) =>
    `vm ${name} { ${on}; generation 2; scsi 0:0 disk "C:\\VMs\\${name}.vhdx" boot; ${slots} }\n`;
  const hosts = "host h1 { }\nhost h2 { }\n";
  const one = "scsi 0:1 disk physical 3";
  checkFindings(
    hosts + vm("a", "on h1", one) + vm("b", "on h1", one),
    "hint unused-definition h2",
    "physical-disk-used-twice 3",
  );
  checkFindings(hosts + vm("a", "on h1", one) + vm("b", "on h2", one));
  checkFindings(
    hosts + vm("a", "on h1", one) + vm("b", "on h2", `${one}; scsi 0:2 disk physical 03`),
    "physical-disk-used-twice 03",
  );
});

test("a physical disk is unknown only where the host lists physical disks", () => {
  const vm = `vm a { on h; ${gen2}; scsi 0:1 disk physical 4 }`;
  checkFindings(`host h { physical 3 ssd-sata }\n${vm}`, "warning physical-disk-unknown 4");
  checkFindings(`host h { physical 4 ssd-sata }\n${vm}`);
  checkFindings(`host h { volume "C:" ssd-sata }\n${vm}`);
  checkFindings(`host h { physical 3 ssd-sata; physical }\n${vm}`, "missing-argument physical");
});

test("each file option on a physical disk is reported at its value", () =>
  checkFindings(
    String.raw`vm a {
  generation 2
  scsi 0:0 disk "C:\VMs\os.vhdx" boot
  scsi 0:1 disk physical 3 fixed 40GB shared {
    parent "relative.txt"; block-size 3MB; sector-size 4096; minimum-iops 9; maximum-iops 5; load oltp
  }
}`,
    "physical-disk-with-file-options fixed",
    "physical-disk-with-file-options 40GB",
    "physical-disk-with-file-options shared",
    "physical-disk-with-file-options parent",
    "physical-disk-with-file-options 3MB",
    "physical-disk-with-file-options 4096",
    "physical-disk-with-file-options 9",
    "physical-disk-with-file-options 5",
  ));
