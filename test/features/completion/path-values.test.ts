/** Completion of paths: volumes, folders, and files that the layout names already. */
import { describe, expect, test } from "vitest";
import { completed, completionLabels, offered } from "../../support/cursor.ts";

const hosts = `host h1 { volume "D:" hdd-7200 1TB; volume "\\\\fs\\vm" ssd-sata }
host h2 { volume "E:" optane }
`;
const pool = `vm a { on h1; scsi 0:0 disk "D:\\VMs\\a.vhdx" differencing { parent "D:\\Base\\gold.vhdx" } }
vm b { on h1; scsi 0:0 disk "D:\\VMs\\b.vhdx" differencing { parent "D:\\Base\\gold.vhdx" } }
vm c { on h1; scsi 0:0 disk "D:\\Old\\c.vhd" }
`;
const details = (source: string) => offered(source).map(({ label, detail }) => [label, detail]);

describe("a disk's file", () => {
  test("is on a volume of the VM's host, or in a folder of the layout", () => {
    expect(details(`${hosts}vm x { on h1; scsi 0:0 disk "$0" }`)).toEqual([
      ["D:\\", "hdd-7200 1TB of h1"],
      ["\\\\fs\\vm\\", "ssd-sata of h1"],
    ]);
    expect(completionLabels(`${hosts}vm x { scsi 0:0 disk "$0" }`)).toEqual(["D:\\", "\\\\fs\\vm\\", "E:\\"]);
    expect(completionLabels(`${hosts}${pool}vm x { on h1; scsi 0:0 disk "$0" }`)).toEqual([
      "D:\\",
      "\\\\fs\\vm\\",
      "D:\\VMs\\",
      "D:\\Base\\",
      "D:\\Old\\",
    ]);
  });

  test("is on a volume of the cluster that the VM's host belongs to", () => {
    const cluster = 'cluster c { volume "C:\\ClusterStorage\\Volume1" ssd-sata 4TB }\n';
    const nodes = `${cluster}host n1 { volume "C:" optane; cluster c }\nhost n2 { cluster c }\n`;
    expect(details(`${nodes}vm x { on n1; scsi 0:0 disk "$0" }`)).toEqual([
      ["C:\\", "optane of n1"],
      ["C:\\ClusterStorage\\Volume1\\", "ssd-sata 4TB of c"],
    ]);
    expect(completionLabels(`${nodes}vm x { on n2; scsi 0:0 disk "$0" }`)).toEqual(["C:\\ClusterStorage\\Volume1\\"]);
    const json = `{ "clusters": { "c": { "volumes": { "C:\\\\ClusterStorage\\\\V": { "media": "optane" } } } },
      "hosts": { "n": { "cluster": "c" } }, "vms": { "x": { "on": "n", "scsi": { "0:0": { "disk": "$0" } } } } }`;
    expect(completionLabels(json, "json")).toEqual(["C:\\ClusterStorage\\V\\"]);
  });

  test("is not a file that another disk has", () =>
    expect(
      completionLabels(`${pool}vm x { on h1; scsi 0:0 disk "$0" }`).filter((label) => label.includes(".")),
    ).toEqual([]));
});

describe("a parent", () => {
  const inChild = (parent: string) => `${pool}vm x { on h1; scsi 0:0 disk "D:\\VMs\\x.vhdx" { parent ${parent} } }`;
  const files = (source: string) => details(source).filter(([label]) => label!.includes("."));

  test("is first a file that is already a parent; an attached one comes last, with the disk that uses it", () =>
    expect(files(inChild('"$0"'))).toEqual([
      ["D:\\Base\\gold.vhdx", "parent of 2 disks"],
      ["D:\\VMs\\a.vhdx", 'attached to SCSI 0:0 of "a"'],
      ["D:\\VMs\\b.vhdx", 'attached to SCSI 0:0 of "b"'],
    ]));

  test("has the child's format", () => {
    const child = `${pool}vm x { on h1; scsi 0:0 disk "D:\\VMs\\x.vhd" { parent "$0" } }`;
    expect(files(child).map(([label]) => label)).toEqual(["D:\\Old\\c.vhd"]);
  });

  test("is neither the file that is being typed nor the child", () =>
    expect(files('vm x { scsi 0:0 disk "D:\\x.vhdx" { parent "D:\\y.vhdx$0" } }')).toEqual([]));

  test("on a drive of another host is another file", () =>
    expect(files(inChild('"$0"').replace("vm x { on h1", "vm x { on h2"))).toEqual([]));
});

test("an image may be used by several drives", () => {
  const other = 'vm a { ide 0:0 dvd "C:\\ISO\\setup.iso"; floppy "C:\\Images\\boot.vfd" }\n';
  expect(completionLabels(`${other}vm b { ide 0:0 dvd "$0" }`)).toEqual(["C:\\ISO\\setup.iso", "C:\\ISO\\"]);
  expect(completionLabels(`${other}vm b { floppy "$0" }`)).toEqual(["C:\\Images\\boot.vfd", "C:\\Images\\"]);
});

describe("the text is replaced", () => {
  const other = 'vm a { ide 0:0 dvd "C:\\ISO\\setup.iso" }\n';
  const label = "C:\\ISO\\setup.iso";

  test.each([
    ["whole, with its closing quote", 'ide 0:0 dvd "C:\\I$0old.iso" boot', `ide 0:0 dvd "${label}" boot`],
    ["up to the cursor if it has no end", 'ide 0:0 dvd "C:\\I$0 boot', `ide 0:0 dvd "${label}" boot`],
    ["by one in quotes where there was none", "ide 0:0 dvd $0", `ide 0:0 dvd "${label}"`],
  ])("%s", (_how, before, after) =>
    expect(completed(`${other}vm b {\n${before}\n}`, label)).toBe(`${other}vm b {\n${after}\n}`),
  );

  test("with the cursor inside the quotes after a folder", () => {
    const source = 'host h { volume "D:" optane }\nvm b { scsi 0:0 disk "D$0" }';
    expect(completed(source, "D:\\", "hvvm", { hasSnippets: true })).toContain('disk "D:\\\\$0" }');
    expect(completed(source, "D:\\")).toContain('disk "D:\\" }');
  });

  test("and matched against the item with its quotes, as the editor does", () => {
    const [item] = offered(`${other}vm b { ide 0:0 dvd "C:\\I$0" }`);
    expect(item?.filterText).toBe(`"${label}"`);
  });
});

test("of very many files those that match the typed text are listed, and the list is marked as incomplete", () => {
  const vms = Array.from({ length: 300 }, (_, n) => `vm v${n} { ide 0:0 dvd "C:\\ISO\\${n}.iso" }`).join("\n");
  expect(completionLabels(`${vms}\nvm x { ide 0:0 dvd "$0" }`)).toHaveLength(200);
  expect(completionLabels(`${vms}\nvm x { ide 0:0 dvd "C:\\ISO\\299$0" }`)).toEqual(["C:\\ISO\\299.iso"]);
});

test.each([
  ["a comment that suppresses", "vm a { # hvvm-ignore slot-taken data$0\n}", "data-disk-on-ide"],
  ["such a comment in JSON", "{ // hvvm-ignore $0\n}", "slot-taken"],
])("%s is completed by codes", (_what, source, code) => {
  const labels = completionLabels(source, source.startsWith("{") ? "json" : "hvvm");
  expect(labels).toContain(code);
  expect(labels).not.toContain("unknown-statement");
});
