/** Hosts with the properties of their clusters: the release, the volumes, the files on them. */
import { expect, test } from "vitest";
import { HvvmDocument } from "../../server/src/core/document.ts";
import { RuleRunner } from "../../server/src/core/rules/rule-runner.ts";
import { checkFindings, checkInBoth, describeFindings, findingsOf } from "../support/check.ts";

const csv = String.raw`"C:\ClusterStorage\Volume1"`;

/** A VM with disks, each as `"FILE" SIZE…`. */
function vm(name: string, host: string, ...disks: readonly string[]): string {
  const lines = disks.map((disk, at) => `scsi 0:${at} disk ${disk}${at === 0 ? " boot" : ""}`);
  return `vm ${name} { on ${host}; generation 2; ${lines.join("; ")} }\n`;
}

const onCsvOf = (name: string, rest: string) => `"C:\\ClusterStorage\\Volume1\\VMs\\${name}.vhdx" ${rest}`;

test("a VM has the release of its host, or of its cluster, or of the file", () => {
  const text = (inCluster: string, inHost: string) => `platform windows-server-2008
cluster c { ${inCluster} }
host h { cluster c; ${inHost} }
${vm("a", "h", String.raw`"D:\VMs\a.vhdx"`)}`;
  const refused = ["generation-not-available 2", String.raw`file-extension-not-supported "D:\VMs\a.vhdx"`];
  checkInBoth(text("", ""), ...refused);
  checkInBoth(text("platform windows-server-2016", ""));
  checkInBoth(text("platform windows-server-2016", "platform windows-server-2008-r2"), ...refused);
});

test("the volumes of a cluster belong to its hosts; a host's own drive overrides them", () => {
  const text = (ownDrive: string) => `platform windows-server-2022
cluster c { volume "D:" ssd-sata 50GB }
host h { cluster c; ${ownDrive} }
${vm("a", "h", String.raw`"D:\VMs\a.vhdx" fixed 60GB`)}`;
  checkInBoth(text(""), 'volume-too-small "D:"');
  checkInBoth(text('volume "D:" ssd-sata 100GB'));
  checkInBoth(text('volume "E:" ssd-sata 100GB'), 'volume-too-small "D:"');
});

test("a drive that a cluster lists is a separate drive on each of its hosts", () => {
  const text = (second: string) => `platform windows-server-2022
cluster c { volume "D:" ssd-sata 100GB }
host h1 { cluster c }
host h2 { cluster c }
${vm("a", "h1", String.raw`"D:\VMs\a.vhdx" fixed 60GB`)}${vm("b", second, String.raw`"D:\VMs\a.vhdx" fixed 61GB`)}`;
  checkInBoth(text("h2"));
});

test("a cluster volume is one for all hosts of its cluster, and reported once, at its first line", () => {
  const text = (clusterOfSecond: string) => `platform windows-server-2022
cluster c1 { volume ${csv} ssd-sata 100GB }
cluster c2 { volume ${csv} ssd-sata 100GB }
host h1 { cluster c1 }
host h2 { cluster ${clusterOfSecond}; volume ${csv} ssd-sata 100GB }
host h3 { cluster c2 }
${vm("a", "h1", onCsvOf("a", "fixed 60GB"))}${vm("b", "h2", onCsvOf("b", "fixed 60GB"))}`;
  checkInBoth(text("C1"), `volume-too-small ${csv}`);
  checkInBoth(text("c2"));
});

test("a share is one volume for all hosts, with the first capacity that is stated", () => {
  const text = (capacity: string) => String.raw`platform windows-server-2022
cluster c { volume "\\nas\VMs" ssd-sata }
host h1 { cluster c }
host h2 { volume "\\NAS\vms" ssd-sata ${capacity} }
${vm("a", "h1", String.raw`"\\nas\vms\a\a.vhdx" fixed 60GB`)}${vm("b", "h2", String.raw`"\\nas\vms\b\b.vhdx" fixed 60GB`)}`;
  checkInBoth(text("100GB"), String.raw`volume-too-small "\\nas\VMs"`);
  checkInBoth(text("120GB"));
});

test("a path under ClusterStorage is never on the drive", () => {
  const text = (volumes: string, folder: string) => `platform windows-server-2022
host h { ${volumes} }
${vm("a", "h", `"C:\\${folder}\\Volume1\\a\\a.vhdx" fixed 60GB`)}`;
  const unknown = String.raw`information volume-unknown "C:\ClusterStorage\Volume1\a\a.vhdx"`;
  checkInBoth(text('volume "C:" ssd-sata 50GB', "ClusterStorage"), unknown);
  checkInBoth(text('volume "C:" ssd-sata 50GB', "Clusters"), 'volume-too-small "C:"');
  checkInBoth(
    text(String.raw`volume "C:\clusterstorage" ssd-sata 50GB`, "ClusterStorage"),
    String.raw`volume-too-small "C:\clusterstorage"`,
  );
});

test("a file on a cluster volume is one file for the hosts of its cluster only", () => {
  const text = (clusterOfSecond: string) => `platform windows-server-2022
cluster c1 { volume ${csv} ssd-sata }
cluster c2 { volume ${csv} ssd-sata }
host h1 { cluster c1 }
host h2 { cluster ${clusterOfSecond} }
host h3 { cluster c2 }
${vm("a", "h1", onCsvOf("same", "fixed 60GB"))}${vm("b", "h2", onCsvOf("same", "fixed 60GB"))}`;
  checkInBoth(text("c1"), `file-used-by-another-vm ${onCsvOf("same", "").trim()}`);
  checkInBoth(text("c2"));
});

test("a host in an undefined cluster, and a cluster without hosts, are reported", () => {
  checkInBoth("cluster north { }\nhost h { cluster c2 }", "hint unused-definition north", "unknown-reference c2");
  checkInBoth("cluster c1 { }\nhost h { cluster C1 }");
  checkFindings("cluster c1 x { }\nhost h { cluster c1 }", "unexpected-argument x");
});

test("an unknown or broken cluster disables the checks that depend on it", () => {
  const text = (cluster: string) => `host h { ${cluster}; volume "D:" ssd-sata 50GB }
${vm("a", "h", String.raw`"E:\VMs\a.vhdx" fixed 60GB`)}`;
  checkFindings(text("cluster c"), "unknown-reference c");
  checkFindings(text("cluster 5"), "invalid-value 5");
  checkFindings(text("clustr c"), "unknown-statement clustr");
});

test("two clusters with one name, and a repeated volume in a cluster, are reported", () => {
  checkInBoth("cluster c { }\ncluster C { }\nhost h { cluster c }", "duplicate-name C");
  checkInBoth(
    `cluster c { volume ${csv} optane; volume "c:/clusterstorage/volume1" optane }\nhost h { cluster c }`,
    'duplicate-name "c:/clusterstorage/volume1"',
  );
});

test("after a change of a cluster or a listing, findings are the same as in a newly opened file", () => {
  const lines = [
    "platform windows-server-2022",
    `cluster c1 { volume ${csv} pool 100GB }`,
    "media pool { of hdd-7200; disks 4 }",
    "host h1 { cluster c1 }",
    `host h2 { cluster c1; volume ${csv} pool 200GB }`,
    vm("a", "h1", onCsvOf("a", "fixed 150GB")).trim(),
    vm("b", "h2", onCsvOf("b", "fixed 10GB"), String.raw`"E:\VMs\a.vhdx" { load { rate 100000 } }`).trim(),
  ];
  const others = [
    "",
    "cluster c1 { }",
    "media pool { of pool }",
    "host h1 { cluster c2 }",
    "host h2 { cluster c1 }",
    "cluster c2 { }",
  ];
  const checked = new RuleRunner();
  let document = HvvmDocument.read(lines.join("\n"), "hvvm");
  for (const [at, line] of lines.entries()) {
    for (const other of [...others, line]) {
      const text = lines.map((kept, index) => (index === at ? other : kept)).join("\n");
      document = document.changed({ text });
      expect(describeFindings(text, checked.run(document))).toEqual(describeFindings(text, findingsOf(text)));
    }
  }
});

test("lines of one shared volume must agree; a value that is left out does not disagree", () => {
  const hosts = (second: string, third = "") => String.raw`cluster c { volume "\\nas\vms" ssd-sata 4TB }
host h1 { cluster c; volume "\\NAS\VMs" ${second} }
host h2 { cluster c; ${third} }`;
  const told = String.raw`warning volume-disagrees "\\NAS\VMs"`;
  checkInBoth(hosts("SSD-SATA 4096GB"));
  checkInBoth(hosts("ssd-sata"));
  checkInBoth(hosts("hdd-7200"), told);
  checkInBoth(hosts("ssd-sata 5TB"), told);
  checkInBoth(hosts("hdd-7200 5TB", String.raw`volume "\\nas\vms" optane 1TB`), told);
  const own = (name: string, medium: string) => `host ${name} { cluster c; volume "D:" ${medium} }`;
  checkInBoth(`cluster c { }\n${own("h1", "ssd-sata")}\n${own("h2", "hdd-7200")}`);
});

test("cluster volumes of two clusters need not agree; hosts without a cluster count as one", () => {
  const host = (name: string, cluster: string, medium: string) =>
    `host ${name} { ${cluster}; volume ${csv} ${medium} }`;
  const clusters = "cluster c1 { }\ncluster c2 { }";
  checkInBoth(`${clusters}\n${host("h1", "cluster c1", "optane")}\n${host("h2", "cluster c2", "ssd-sata")}`);
  checkInBoth(
    `${host("h1", "", "optane")}\n${host("h2", "", "ssd-sata")}\n${vm("a", "h1", onCsvOf("a", ""))}${vm("b", "h2", onCsvOf("b", ""))}`,
    `warning volume-disagrees ${csv}`,
  );
});

test("a link belongs to a share", () => {
  const text = (prefix: string, block: string) =>
    `cluster c { volume ${prefix} ssd-sata { ${block} } }\nhost h { cluster c }`;
  checkInBoth(text(String.raw`"\\nas\vms"`, "link 10Gbps; latency 1ms"));
  checkInBoth(text('"D:"', "link 10Gbps"), "link-not-expected link");
  checkInBoth(text(csv, "latency 0us; link 10Gbps"), "link-not-expected latency");
  checkFindings(text('"VMs"', "link 10Gbps"), 'path-not-absolute "VMs"');
  checkFindings(text('"D:"', "link 0Gbps"), "invalid-value 0Gbps");
});

test("a file or device on one host prevents a VM of a cluster from moving", () => {
  const text = (cluster: string, inVm: string) => `platform windows-server-2022
cluster c { }
host h1 { ${cluster}; volume "D:" ssd-sata; volume ${csv} ssd-sata }
host h2 { cluster c }
vm a { on h1; generation 2; scsi 0:0 disk ${onCsvOf("os", "boot")}; ${inVm} }`;
  const told = (what: string) => `information local-file-in-cluster ${what}`;
  const disk = String.raw`scsi 0:1 disk "D:\VMs\data.vhdx"`;
  checkInBoth(text("cluster c", disk), told(String.raw`"D:\VMs\data.vhdx"`));
  checkInBoth(text("", disk));
  checkInBoth(
    text("cluster c", String.raw`scsi 0:1 disk "\\nas\vms\a\data.vhdx"`),
    String.raw`information volume-unknown "\\nas\vms\a\data.vhdx"`,
  );
  checkInBoth(text("cluster c", String.raw`scsi 0:1 dvd "D:\ISO\a.iso"`), told(String.raw`"D:\ISO\a.iso"`));
  checkInBoth(text("cluster c", "scsi 0:1 disk physical 3"), told("3"));
  checkInBoth(
    text("cluster c", `scsi 0:1 disk ${onCsvOf("child", "")} { parent "D:\\Base\\os.vhdx" }`),
    told(String.raw`"D:\Base\os.vhdx"`),
  );
  checkInBoth(text("cluster c", `${disk} shared`), "shared-disk-not-supported shared");
  const local = text("cluster c", disk).replace(onCsvOf("os", "boot"), String.raw`"D:\VMs\os.vhdx" boot`);
  checkInBoth(local);
});

test("a shared disk has to be where several hosts reach it", () => {
  const text = (path: string) =>
    `platform windows-server-2019\nvm a { generation 2; scsi 0:0 disk ${path} boot shared }`;
  checkInBoth(text(String.raw`"D:\VMs\a.vhdx"`), "shared-disk-not-supported shared");
  checkInBoth(text(onCsvOf("a", "").trim()));
  checkInBoth(text(String.raw`"\\nas\vms\a\a.vhdx"`));
  checkInBoth(text(String.raw`"VMs\a.vhdx"`), String.raw`path-not-absolute "VMs\a.vhdx"`);
});

test("a VM has at most as many processors as its host", () => {
  const text = (ofHost: string, ofVm: string) =>
    `host h { ${ofHost} }\nvm a { on h; ${ofVm}; ide 0:0 disk "C:\\VMs\\a.vhd" }`;
  checkInBoth(text("processors 8", "processors 8"));
  checkInBoth(text("processors 8", "processors 9"), "processors-exceed-host 9");
  checkInBoth(text("", "processors 2048"));
  checkFindings(text("processors 0", "processors 9"), "invalid-value 0");
});
