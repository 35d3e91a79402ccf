import { expect, test } from "vitest";
import { checkFindings, checkFindingsOf, findingsOf } from "../../support/check.ts";

function host(...volumes: readonly string[]): string {
  return `host h { ${volumes.map((volume) => `volume ${volume}`).join("; ")} }\n`;
}

function vm(name: string, ...disks: readonly string[]): string {
  const lines = disks.map((disk, index) => `  scsi 0:${index} disk ${disk}`);
  return `vm ${name} {\n  on h\n  generation 2\n${lines.join("\n")}\n}\n`;
}

test("fixed disks fill a volume to the byte", () => {
  const text = (capacity: string) =>
    host(`"C:" ssd-sata ${capacity}`) +
    vm("a", String.raw`"C:\V\1.vhdx" fixed 60GB`) +
    vm("b", String.raw`"C:\V\2.vhdx" fixed 40GB`);
  checkFindings(text("100GB"));
  checkFindings(text(`${100 * 1024 ** 3 - 1}B`), `volume-too-small "C:"`);
});

test("dynamic disks overcommit a volume with the fixed ones", () => {
  const text = (capacity: string) =>
    host(`"C:" ssd-sata ${capacity}`) + vm("a", String.raw`"C:\V\1.vhdx" fixed 60GB`, String.raw`"C:\V\2.vhdx" 40GB`);
  checkFindings(text("100GB"));
  checkFindings(text(`${100 * 1024 ** 3 - 1}B`), `warning volume-overcommitted "C:"`);
  checkFindings(text("60GB"), `warning volume-overcommitted "C:"`);
  checkFindings(text("59GB"), `volume-too-small "C:"`);
});

test("a file belongs to the longest prefix that ends where a folder ends", () => {
  const volumes = [`"C:" ssd-sata 50GB`, String.raw`"c:\vms" ssd-sata 50GB`];
  checkFindings(
    host(...volumes) + vm("a", String.raw`"C:\VMs\1.vhdx" fixed 50GB`, String.raw`"C:\V\2.vhdx" fixed 50GB`),
  );
  checkFindings(
    host(...volumes) + vm("a", String.raw`"C:\VMs\1.vhdx" fixed 50GB`, String.raw`"C:\VMs2\2.vhdx" fixed 51GB`),
    `volume-too-small "C:"`,
  );
});

test("a shared file counts once; differencing disks and disks without size do not count", () => {
  const shared = String.raw`"C:\ClusterStorage\V\s.vhdx" fixed 60GB shared`;
  checkFindings(
    `platform windows-server-2019\n${host(String.raw`"C:\ClusterStorage" ssd-sata 100GB`)}` +
      vm("a", String.raw`"C:\ClusterStorage\V\1.vhdx"`, shared, "physical 3") +
      vm("b", String.raw`"C:\ClusterStorage\V\2.vhdx" 90GB { parent "C:\ClusterStorage\V\base.vhdx" }`, shared),
  );
});

test("a cluster volume that two hosts list holds the disks of both", () => {
  const volume = String.raw`volume "C:\ClusterStorage\Volume1" ssd-sata 100GB`;
  const text = ["h1", "h2"].map(
    (name) => `host ${name} { ${volume} }
vm on-${name} { on ${name}; generation 2; scsi 0:0 disk "C:/ClusterStorage/Volume1/${name}/a.vhdx" fixed 51GB }`,
  );
  const found = String.raw`volume-too-small "C:\ClusterStorage\Volume1"`;
  checkFindings(text.join("\n"), found);
});

test("the disks are related, each in its VM", () => {
  const text =
    host(`"C:" ssd-sata 50GB`) + vm("a", String.raw`"C:\V\1.vhdx" fixed 60GB`, String.raw`"C:\V\2.vhdx" 1GB`);
  const [found] = findingsOf(text);
  const places = found!.finding.related!.map(({ at }, index) =>
    text.slice(found!.relatedStarts[index]! + at.start, found!.relatedStarts[index]! + at.end),
  );
  expect(places).toEqual([String.raw`"C:\V\1.vhdx"`]);
});

test("what is unknown about a host's volumes is not checked", () => {
  const disk = vm("a", String.raw`"C:\V\1.vhdx" fixed 60GB`, String.raw`"D:\V\1.vhdx"`);
  const codes = ["volume-too-small", "volume-overcommitted", "volume-unknown"];
  checkFindingsOf(codes, host(`"C:" ssd-sata 50GB`, "x") + disk);
  checkFindingsOf(codes, host(`"C:" ssd-sata 50GB`, `"V" ssd-sata`) + disk);
  checkFindingsOf(codes, host(`"C:" ssd-sata 50GB`) + disk.replace("on h", "on nowhere"));
});

test("a path on no volume of the host is unknown, if the host lists volumes", () => {
  const text = vm("a", String.raw`"D:\V\1.vhdx" { parent "E:\V\2.vhdx" }`).replace(
    /\n}\n$/,
    '\n  scsi 1:0 dvd "F:\\x.iso"\n}\n',
  );
  checkFindings(
    host(`"C:" ssd-sata`) + text,
    ...["D:\\V\\1.vhdx", "E:\\V\\2.vhdx", "F:\\x.iso"].map((path) => `information volume-unknown "${path}"`),
  );
  checkFindings(`host h { }\n${text}`);
  checkFindings(host(`"D:" ssd-sata`, `"E:/V" ssd-sata`, `"F:" ssd-sata`) + text);
});

test("loaded disks of all VMs share a spinning volume", () => {
  const text = (media: string, load: string) =>
    host(`"D:" ${media}`) +
    vm("a", String.raw`"D:\V\1.vhdx" fixed { load oltp }`) +
    vm("b", String.raw`"D:\V\2.vhdx" fixed { load ${load} }`);
  checkFindings(text("hdd-7200", "mail"), String.raw`information busy-disks-share-volume "D:\V\2.vhdx"`);
  checkFindings(text("hdd-7200", "{ rate 5 }"), String.raw`information busy-disks-share-volume "D:\V\2.vhdx"`);
  checkFindings(text("ssd-sata", "mail"));
  checkFindings(text("hdd-7200", "idle"));
  checkFindings(text("hdd-7200", "BOOT"));
});

test("a broken physical disk affects only itself, a broken volume all checks that depend on volumes", () => {
  const vm = String.raw`vm a { on h; generation 2; scsi 0:0 disk "C:\VMs\a.vhdx" fixed 101GB boot }`;
  checkFindings(
    `host h { volume "C:" hdd-7200 100GB; physical 3 ssd }\n${vm}`,
    `volume-too-small "C:"`,
    "invalid-value ssd",
  );
  checkFindings(`host h { volume "C:" hdd-7200 100GB; volume "D:" ssd }\n${vm}`, "invalid-value ssd");
});
