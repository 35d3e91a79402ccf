/**
 * Statement templates: valid wherever they are offered, in both notations, and never offered inside another statement.
 */
import { describe, expect, test } from "vitest";
import { allReleases } from "../../../server/src/core/schema/releases.ts";
import { findingsOf } from "../../support/check.ts";
import { completed, completionLabels } from "../../support/cursor.ts";
import { expandSnippet } from "../../support/snippet.ts";

const snippets = { hasSnippets: true };

/** Layouts to add a statement to. */
const layouts: readonly (readonly [string, string])[] = [
  ["an empty file", ""],
  ...allReleases.map((release): [string, string] => [release, `platform ${release}\n`]),
  ["a host of 2008", 'host old { platform windows-server-2008; volume "E:" hdd-7200 1TB }\n'],
  [
    "a host of 2008 with a share",
    'host old { platform windows-server-2008; volume "//nas/iso" hdd-7200; volume "E:" hdd-7200 1TB }\n',
  ],
  [
    "a cluster without nodes",
    'platform windows-server-2022\ncluster c { volume "C:\\ClusterStorage\\Volume1" ssd-sata 4TB }\n',
  ],
  [
    "two nodes",
    'platform windows-server-2022\ncluster c { volume "C:\\ClusterStorage\\Volume1" ssd-sata 4TB }\nhost hv01 { cluster c; volume "C:" ssd-sata 500GB }\nhost hv02 { cluster c }\n',
  ],
  ["taken names", "host hv01 { }\nvm WEB01 { ide 0:0 dvd empty }\nload orders { }\ncluster cluster1 { }\n"],
  ["names in quotes", 'cluster "a b" { }\nhost "h 1" { cluster "a b"; volume "D:\\Virtual machines" optane }\n'],
];

const whole = [
  "cluster with a volume",
  "host with a volume",
  "vm generation 1",
  "load with a queue depth",
  "load with a rate",
];

describe.each(layouts)("after %s", (_title, text) => {
  const labels = completionLabels(`${text}$0`, "hvvm", snippets).filter((label) => label.includes(" "));

  test("those that its platform supports are offered", () => expect(labels).toEqual(expect.arrayContaining(whole)));

  test.each(labels)('"%s" causes no error and no warning', (label) => {
    const after = expandSnippet(completed(`${text}$0`, label, "hvvm", snippets));
    expect(problems(after, "hvvm")).toEqual(problems(text, "hvvm"));
  });
});

describe("in JSON", () => {
  const file = (section: string) => `{
  "platform": "windows-server-2022",
  "hosts": { "hv01": { "volumes": { "E:": { "media": "optane" } } } },
  ${section === "hosts" ? "" : `"${section}": {\n    $0\n  }`}
}`;

  test.each([
    ["vms", ["vm generation 2", "vm generation 1"]],
    ["clusters", ["cluster with a volume"]],
    ["loads", ["load with a queue depth", "load with a rate"]],
  ])("%s contains its entries", (section, labels) => {
    expect(completionLabels(file(section), "json", { knowsSchema: true }).slice(-labels.length)).toEqual(labels);
    for (const label of labels) {
      const after = expandSnippet(completed(file(section), label, "json", snippets));
      expect(problems(after, "json")).toEqual([]);
      expect(completed(file(section), label, "json").replace(/\s+/g, " ")).toBe(after.replace(/\s+/g, " "));
    }
  });

  test("an entry is added next to another one, not inside it", () => {
    const second = '{ "vms": { "web01": { "scsi": { "0:0": { "disk": "C:/V/a.vhdx" } }, "generation": 2 }, $0 } }';
    expect(problems(expandSnippet(completed(second, "vm generation 1", "json", snippets)), "json")).toEqual([]);
    expect(completionLabels('{ "vms": { "a": { $0 } } }', "json")).not.toContain("vm generation 1");
    expect(completionLabels('{ "hosts": { "h": { "volumes": { $0 } } } }', "json")).toEqual(["C:"]);
  });
});

test.each([
  ["a VM", "vm a {\n  $0\n}"],
  ["a VM that is not closed", "vm a {\n  $0"],
  ["a value", "vm a { generation $0 }"],
  ["a host", "host h { $0 }"],
  ["a load", "load l { $0 }"],
])("none is offered in %s", (_where, source) => {
  const labels = completionLabels(source, "hvvm", snippets);
  expect(labels.filter((label) => /^(vm|host|cluster|load) /.test(label))).toEqual([]);
});

test("after `ide ` and `generation ` the values come first", () => {
  expect(completionLabels("vm a {\n  ide $0\n}", "hvvm", snippets)).toEqual(["0:0", "0:1", "1:0", "1:1"]);
  expect(completionLabels("vm a {\n  generation $0\n}", "hvvm", snippets)).toEqual(["1", "2"]);
});

test("keywords come before whole statements", () => {
  const labels = completionLabels("$0", "hvvm", snippets);
  expect(labels.slice(0, 6)).toEqual(["platform", "cluster", "host", "media", "load", "vm"]);
});

test("a VM runs on the first host, its files are on that host's volumes, and all hosts can be chosen", () => {
  const hosts = 'host n1 { volume "E:" optane; volume "F:" optane }\nhost n2 { }\n';
  expect(completed(`${hosts}$0`, "vm generation 2", "hvvm", snippets).slice(hosts.length)).toBe(
    [
      `vm \${1:web01} {`,
      `\ton \${2|n1,n2|}`,
      "\tgeneration 2",
      `\tguest \${3:windows-server-2025}`,
      "",
      `\tscsi 0:0 disk "E:\\\\VMs\\\\\${1}\\\\os.vhdx"    dynamic  \${4:60GB} boot`,
      `\tscsi 0:1 disk "F:\\\\VMs\\\\\${1}\\\\data.vhdx"  dynamic \${5:200GB}`,
      "\\}",
    ].join("\n"),
  );
});

test("a VM of a cluster is on a volume that all nodes see", () => {
  const nodes =
    'cluster c { volume "C:\\ClusterStorage\\Volume1" ssd-sata }\nhost n1 { volume "C:" optane; cluster c }\n';
  const text = expandSnippet(completed(`${nodes}$0`, "vm generation 2", "hvvm", snippets));
  expect(text).toContain('disk "C:\\ClusterStorage\\Volume1\\VMs\\web01\\os.vhdx"');
});

test.each([
  ["windows-server-2008-r2", "windows-server-2008-r2", 'os.vhd"', ["vm generation 1"]],
  ["windows-server-2012", "windows-server-2012", 'os.vhdx"', ["vm generation 1"]],
  ["windows-server-2008-beta", "windows-server-2008", 'os.vhd"', ["vm generation 1"]],
  ["windows-server-2016", "windows-server-2016", 'os.vhdx"', ["vm generation 2", "vm generation 1"]],
  ["windows-11", "windows-server-2022", 'os.vhdx"', ["vm generation 2", "vm generation 1"]],
  ["windows-8", "windows-server-2012", 'os.vhdx"', ["vm generation 1"]],
])("on %s a VM has the guest %s and the disk %s", (release, guest, file, labels) => {
  const source = `platform ${release}\n$0`;
  expect(completionLabels(source, "hvvm", snippets).filter((label) => label.startsWith("vm "))).toEqual(labels);
  const text = expandSnippet(completed(source, "vm generation 1", "hvvm", snippets));
  expect(text).toContain(`guest ${guest}\n`);
  expect(text).toContain(file);
});

test("a host template has no platform of its own", () =>
  expect(completed("platform windows-server-2016\n$0", "host with a volume", "hvvm", snippets)).not.toContain(
    "platform windows-server-2025",
  ));

/** Errors and warnings. */
function problems(text: string, notation: "hvvm" | "json"): readonly string[] {
  return findingsOf(text, notation)
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, finding }) => `${code}: ${finding.message}`);
}
