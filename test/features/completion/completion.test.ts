import { describe, expect, test } from "vitest";
import { CompletionItemTag } from "vscode-languageserver-types";
import type { Notation } from "../../../server/src/core/document.ts";
import { builtInLoads } from "../../../server/src/core/schema/loads.ts";
import { checkCompletion, completed, completionLabels, offered } from "../../support/cursor.ts";

const inVm = [
  "on",
  "generation",
  "guest",
  "integration-services",
  "processors",
  "startup",
  "ide",
  "scsi",
  "floppy",
  "network",
];
const qualities = [
  "block-size",
  "sector-size",
  "physical-sector-size",
  "partition-style",
  "minimum-iops",
  "maximum-iops",
  "expect",
];
const without = (...words: readonly string[]) => inVm.filter((word) => !words.includes(word));

describe("statements", () => {
  test.each([
    ["an empty file", "$0", ["platform", "cluster", "host", "media", "load", "vm"]],
    ["a VM", "vm a {\n  $0\n}", inVm],
    ["a host", "host h {\n  $0\n}", ["platform", "cluster", "processors", "volume", "physical"]],
    ["a cluster", "cluster c {\n  $0\n}", ["platform", "volume"]],
    ["a volume", 'host h { volume "D:" optane { $0 } }', ["link", "latency"]],
    [
      "a media",
      "media m { disks 2; $0 }",
      [
        "of",
        "resiliency",
        "read-latency",
        "write-latency",
        "read-iops",
        "write-iops",
        "read-bandwidth",
        "write-bandwidth",
        "power-loss-protection",
      ],
    ],
    ["a load", "load l {\n  $0\n}", ["request-size", "read", "random", "durable", "queue-depth", "rate"]],
    [
      "a disk",
      'vm a { scsi 0:0 disk "x" {\n  $0\n} }',
      [
        "parent",
        "block-size",
        "sector-size",
        "physical-sector-size",
        "partition-style",
        "minimum-iops",
        "maximum-iops",
        "load",
        "expect",
      ],
    ],
    ["a parent", 'vm a { scsi 0:0 disk "x" { parent "y" { $0 } } }', ["parent"]],
    [
      "the load of a disk",
      'vm a { scsi 0:0 disk "x" { load { $0 } } }',
      ["request-size", "read", "random", "durable", "queue-depth", "rate"],
    ],
  ])("of %s", (_place, source, labels) => checkCompletion(source, ...labels));

  test("that may occur once are not offered again, wherever in the block they are", () => {
    checkCompletion("vm a {\n  generation 1\n  $0\n}", ...without("generation"));
    checkCompletion("vm a {\n  $0\n  generation 1\n}", ...without("generation"));
    checkCompletion("platform windows-server-2019\n$0", "cluster", "host", "media", "load", "vm");
    checkCompletion("$0\nplatform windows-server-2019", "cluster", "host", "media", "load", "vm");
    checkCompletion(
      "platform windows-server-2019\nhost h {\n}\nvm a {\n}\n$0",
      "cluster",
      "host",
      "media",
      "load",
      "vm",
    );
    checkCompletion('vm a {\n  scsi 0:0 disk "x" {\n  $0 # b\n  parent "y" { }\n load oltp } }', ...qualities);
  });

  test("that exclude each other are not offered together", () =>
    checkCompletion("load l {\n  rate 5\n  $0\n}", "request-size", "read", "random", "durable"));

  test("in one block do not count in another", () => {
    checkCompletion("vm b { $0 }\nvm a { generation 1 }", ...inVm);
    checkCompletion("vm b {\n  $0\nvm a {\n  generation 1\n}", ...inVm);
    checkCompletion("vm a { generation 1 }\nvm b { $0 }", ...inVm);
    checkCompletion('vm a { scsi 0:0 disk "x" { load oltp }\n  $0 }', ...inVm);
  });

  test("are offered for the word at the cursor, which they replace", () => {
    checkCompletion("vm a {\n  gen$0\n}", ...inVm);
    expect(completed("vm a {\n  sc$0x\n}", "ide")).toBe("vm a {\n  ide \n}");
  });

  test("bring the block that they need, where the client knows snippets", () => {
    const snippets = { hasSnippets: true };
    expect(completed("v$0", "vm", "hvvm", snippets)).toBe(`vm \${1:name} {\n\t$0\n}`);
    expect(completed("lo$0", "load", "hvvm", snippets)).toBe(
      `load \${1:name} {\n\trequest-size \${2:8KB}\n\tread \${3:70%}\n\trandom \${4:100%}\n\tdurable \${5:0%}\n\tqueue-depth \${6:8}\n}`,
    );
    expect(completed("v$0", "vm")).toBe("vm ");
  });

  test("that generation 2 does not support are not offered in it", () => {
    checkCompletion(
      "vm a {\n  generation 2\n  $0\n}",
      ...without("generation", "ide", "floppy", "startup").flatMap((word) =>
        word === "scsi" ? ["boot-order", word] : [word],
      ),
    );
    checkCompletion(
      "vm a {\n  generation 3\n  $0\n}",
      ...without("generation").flatMap((word) => (word === "ide" ? ["boot-order", word] : [word])),
    );
  });

  test("with slots bring a line with a disk in the next free one, on the host's volume", () => {
    const source = 'host h { volume "E:" ssd-sata }\nvm web {\n  on h\n  ide 0:0 dvd empty\n  $0\n}';
    const line = completed(source, "ide 0:1 disk", "hvvm", { hasSnippets: true });
    expect(line).toContain(`  ide 0:1 disk "\${1:E:\\\\VMs\\\\web\\\\data.vhdx}"\n`);
    expect(completionLabels(source)).not.toContain("ide 0:1 disk");
  });

  test("with slots bring the devices that fit: discs by generation, whole disks where the host lists one", () => {
    const lines = (vm: string) =>
      completionLabels(vm, "hvvm", { hasSnippets: true }).filter((label) => label.includes(" "));
    expect(lines("vm a {\n  $0\n}")).toEqual(["ide 0:0 disk", "ide 0:0 dvd", "scsi 0:0 disk"]);
    const host = "host h { physical 3 optane }\n";
    const onHost = `${host}vm a {\n  on h\n  generation 2\n  $0\n}`;
    expect(lines(onHost)).toEqual(["scsi 0:0 disk", "scsi 0:0 disk physical", "scsi 0:0 dvd"]);
    expect(completed(onHost, "scsi 0:0 disk physical", "hvvm", { hasSnippets: true })).toContain(
      `scsi 0:0 disk physical \${1:3}`,
    );
    const old = "platform windows-server-2008\nvm a {\n  $0\n}";
    expect(completed(old, "ide 0:0 disk", "hvvm", { hasSnippets: true })).toContain("data.vhd}");
    const share = 'host old { platform windows-server-2008; volume "\\\\nas\\iso" hdd-7200; volume "E:" hdd-7200 }\n';
    const line = completed(`${share}vm a {\n  on old\n  $0\n}`, "ide 0:0 disk", "hvvm", { hasSnippets: true });
    expect(line).toContain("E:\\\\VMs\\\\a\\\\data.vhd}");
  });

  test("are offered after a semicolon", () => checkCompletion("vm a { on h; $0 }", ...without("on")));

  test("are not offered in an unknown block", () => checkCompletion("wm a {\n  $0\n}"));
});

describe("the boot order", () => {
  const vm = (order: string) =>
    `vm a {\n  generation 2\n  boot-order ${order}\n  scsi 0:0 disk "x"\n  scsi 0:2 dvd empty\n}`;

  test("offers existing devices, and the boot loader's entry", () => checkCompletion(vm("$0"), "0:0", "0:2", "file"));

  test("offers the network where there is an adapter, and nothing twice", () =>
    checkCompletion(vm("0:2 $0").replace("scsi 0:0", "network\n  scsi 0:0"), "0:0", "network", "file"));
});

test("a word that two kinds of devices have is explained for the one that is written", () =>
  expect(offered("vm a { ide 1:0 dvd phy$0 }")[1]?.documentation).not.toBe(
    offered("vm a { ide 0:0 disk phy$0 }")[0]?.documentation,
  ));

test("the host's optical drive and a legacy adapter are offered in generation 1 alone", () => {
  checkCompletion("vm a { scsi 0:0 dvd $0 }", "physical", "empty");
  checkCompletion("vm a { generation 2; scsi 0:0 dvd $0 }", "empty");
  checkCompletion("vm a { network $0 }", "legacy");
  checkCompletion("vm a { generation 2; network $0 }");
  const slot = (generation: number) => `{ "vms": { "a": { "generation": ${generation}, "scsi": { "0:0": { $0 } } } } }`;
  expect(completionLabels(slot(1), "json")).toContain("physicalDvd");
  expect(completionLabels(slot(2), "json")).not.toContain("physicalDvd");
});

describe("a list", () => {
  const vm = (order: string) => `vm a {\n  generation 2\n  ${order}\n  scsi 0:0 disk "x"\n}`;

  test("has each entry once, also where one of them cannot be read yet", () => {
    checkCompletion(vm("startup ide $0 floppy"), "cd", "legacy-network");
    checkCompletion(vm("startup ide leg$0"), "cd", "legacy-network", "floppy");
  });

  test("of volumes still offers the one at the cursor", () =>
    checkCompletion('host h { volume "C:" optane; volume "D:$0" optane }', "D:"));

  test("still offers the entry at the cursor", () => {
    checkCompletion(vm("boot-order 0:0 file$0"), "file");
    checkCompletion(vm("boot-order 0:$00 file"), "0:0");
  });
});

describe("a new name", () => {
  test("is one that the file uses and does not define, whatever its case", () => {
    checkCompletion("host h$0 { }\nhost h1 { }\nvm a { on h1 }\nvm b { on H2 }\nvm c { on h2 }", "H2");
    checkCompletion("cluster $0\nhost h { cluster c }", "c");
    checkCompletion('load $0\nvm a { ide 0:0 disk "x" { load mine } }\nvm b { ide 0:0 disk "x" { load web } }', "mine");
    checkCompletion('media $0\nhost h { volume "C:" array; volume "D:" optane }', "array");
  });

  test("is never one that is defined already", () => checkCompletion("load $0 { }\nload mine { }"));
});

describe("clusters and media", () => {
  test("a host's cluster is one that the file defines", () =>
    checkCompletion("cluster c1 { }\ncluster c2 { }\nhost h { cluster $0 }", "c1", "c2"));

  test("a metric of an expectation is a keyword", () =>
    checkCompletion(
      'vm a { scsi 0:0 disk "x" { expect $0 } }',
      ...["iops", "bandwidth", "mean", "p50", "p90", "p95", "p99", "p99.9"],
    ));

  test("a volume is the next drive of a host, and the next cluster volume of a cluster", () => {
    checkCompletion('host h { volume "c:" optane; volume "D:" optane\n volume $0 }', "E:");
    checkCompletion("host h { volume $0 }", "C:");
    checkCompletion(
      'cluster c { volume "C:\\ClusterStorage\\Volume1\\" optane\n volume $0 }',
      "C:\\ClusterStorage\\Volume2",
    );
  });

  test("a medium is based on another, which is a single disk", () => {
    const offers = (text: string, notation: Notation) =>
      completionLabels(text, notation).filter((label) => /^"?m[0-9]/.test(label));
    const native = "media m1 { of hdd-7200; disks 2 }\nmedia m2 { of hdd-7200 }\nmedia m3 { of $0 }";
    expect(offers(native, "hvvm")).toEqual(["m2"]);
    const json =
      '{ "media": { "m1": { "of": "hdd-7200", "disks": 2 }, "m2": { "of": "hdd-7200" }, "m3": { "of": "$0" } } }';
    expect(offers(json, "json").map((label) => label.replaceAll('"', ""))).toEqual(["m2"]);
  });

  test("media of the file come before the built-in ones", () =>
    expect(completionLabels('media pool { of optane }\nhost h { volume "D:" $0 }').slice(0, 2)).toEqual([
      "pool",
      "hdd-5400",
    ]));
});

describe("slots", () => {
  const taken = 'vm a {\n  ide 0:0 disk "x"\n  ide 1:0 dvd empty\n';

  test("of IDE are the free ones of its four", () => {
    checkCompletion("vm a {\n  ide $0\n}", "0:0", "0:1", "1:0", "1:1");
    checkCompletion(`${taken}  ide $0\n}`, "0:1", "1:1", "0:0 (taken)", "1:0 (taken)");
  });

  test("that are taken come last, struck through, with the device in them", () => {
    const items = offered(`${taken}  ide $0\n}`, "hvvm", { hasDeprecatedTag: true });
    expect(items.map(({ label, detail, tags }) => [label, detail, tags])).toEqual([
      ["0:1", "free", undefined],
      ["1:1", "free", undefined],
      ["0:0 (taken)", 'holds "x"', [CompletionItemTag.Deprecated]],
      ["1:0 (taken)", "holds an empty DVD drive", [CompletionItemTag.Deprecated]],
    ]);
    const details = offered(`${taken}  ide $0\n}`, "hvvm", { hasLabelDetails: true }).map((item) => item.labelDetails);
    expect(details.slice(1, 3)).toEqual([undefined, { description: 'holds "x"' }]);
  });

  test("include all controllers that the platform supports", () => {
    const lines = Array.from({ length: 64 }, (_, location) => `scsi 0:${location} dvd empty`).join("\n");
    const free = (platform: string) => completionLabels(`platform ${platform}\nvm a {\n${lines}\nscsi $0\n}`)[0];
    expect(free("windows-server-2008")).toBe("1:0");
    expect(free("windows-server-2008-beta")).toBe("0:64");
  });

  test("directly after the used ones come first", () =>
    expect(completionLabels('vm a {\n  scsi 0:0 disk "x"\n  scsi $0\n}')[0]).toBe("0:1"));

  test("of a SCSI controller above a gap are not offered", () =>
    expect(completionLabels("vm a {\n  scsi $0\n}").some((label) => label.startsWith("1:"))).toBe(false));

  test("count the one at the cursor as free", () => {
    checkCompletion('vm a {\n  ide 0:0$0 disk "x"\n}', "0:0", "0:1", "1:0", "1:1");
  });

  test("of a line that cannot be read are not offered, except at the cursor's own line", () => {
    checkCompletion(`${taken}  ide 0:1 disk "y" fixd\n  ide $0\n}`, "1:1", "0:0 (taken)", "1:0 (taken)");
    checkCompletion(`${taken}  ide 0:1$0 disk "y" fixd\n}`, "0:1", "1:1", "0:0 (taken)", "1:0 (taken)");
  });

  test("of another VM do not count", () =>
    checkCompletion(`${taken}}\nvm b {\n  ide $0\n}`, "0:0", "0:1", "1:0", "1:1"));

  test("are free after a broken line", () =>
    checkCompletion(`${taken}  ied 3\n  ide $0\n}`, "0:1", "1:1", "0:0 (taken)", "1:0 (taken)"));
});

describe("values", () => {
  test.each([
    ["what a slot holds", "vm a { ide 0:0 $0 }", ["disk", "dvd"]],
    ["what a DVD drive holds", "vm a { ide 0:0 dvd $0 }", ["physical", "empty"]],
    ["a generation", "vm a { generation $0 }", ["1", "2"]],
    ["a switch", "vm a { integration-services $0 }", ["on", "off"]],
    ["a sector size", 'vm a { scsi 0:0 disk "x" { sector-size $0 } }', ["512", "4096"]],
    ["options of a disk", 'vm a { scsi 0:0 disk "x" $0 }', ["fixed", "dynamic", "differencing", "boot", "shared"]],
    ["options of a disk on IDE, which no VMs share", 'vm a { ide 0:0 disk "x" fixed $0 }', ["boot"]],
    ["options of a pass-through disk, which has no file", "vm a { scsi 0:0 disk physical 3 $0 }", ["boot"]],
    ["options that are left", 'vm a { scsi 0:0 disk "x" fixed boot $0 }', ["shared"]],
    ["a start-up class", "vm a { startup $0 }", ["cd", "ide", "legacy-network", "floppy"]],
    ["an adapter's kind", "vm a { network $0 }", ["legacy"]],
    ["a path", 'vm a { scsi 0:0 disk "x" { parent $0 } }', []],
    ["a number", "vm a { processors $0 }", []],
    ["a new name", "vm $0", []],
    ["nothing more", "vm a { generation 1 $0 }", []],
    ["an unknown statement", "vm a { speed $0 }", []],
  ])("of %s", (_what, source, labels) => checkCompletion(source, ...labels));

  test("are hosts of the file, wherever they are defined", () =>
    checkCompletion('host h1 { }\nvm a { on $0 }\nhost "h 2" { }', "h1", "h 2"));

  test("are loads of the file and the built-in ones", () =>
    checkCompletion('load mine { }\nvm a { scsi 0:0 disk "x" { load $0 } }', "mine", ...Object.keys(builtInLoads)));

  test("of releases and systems are listed from the newest on, with the pre-release last", () => {
    const releases = completionLabels("platform $0");
    expect(releases.slice(0, 2)).toEqual(["windows-server-2025", "windows-server-2022"]);
    expect(releases.at(-1)).toBe("windows-server-2008-beta");
    const systems = completionLabels("vm a { guest $0 }");
    expect(systems.slice(0, 2)).toEqual(["windows-server-2025", "windows-server-2022"]);
    expect(systems.indexOf("windows-11")).toBeLessThan(systems.indexOf("windows-xp"));
    expect(completionLabels('{ "platform": $0 }', "json")[0]).toBe("windows-server-2025");
  });

  test("that are not possible in the VM come last, with the reason", () => {
    const refused = (source: string) =>
      offered(source).flatMap(({ label, detail, sortText }) =>
        sortText!.startsWith("9") ? [`${label}: ${detail}`] : [],
      );
    expect(refused("vm a { generation 2; guest $0 }")).toContain("windows-server-2008: cannot start in generation 2");
    expect(refused("vm a { generation 2; guest $0 }")).not.toContainEqual(expect.stringContaining("2012"));
    expect(refused("vm a { guest $0 }")).toEqual([]);
    expect(refused("platform windows-server-2012\nvm a { generation $0 }")).toEqual(["2: not on windows-server-2012"]);
    expect(refused("platform windows-server-2012-r2\nvm a { generation $0 }")).toEqual([]);
    expect(refused("vm a { generation $0 }")).toEqual([]);
  });

  test("are written in quotes where they need them", () => {
    expect(completed('host "h 2" { }\nvm a { on $0 }', "h 2")).toBe('host "h 2" { }\nvm a { on "h 2" }');
  });

  test("say what a load or a host is", () => {
    const details = (source: string) => new Map(offered(source).map(({ label, detail }) => [label, detail]));
    const loads = details('load mine { rate 500; read 12.5% }\nvm a { scsi 0:0 disk "x" { load $0 } }');
    expect(loads.get("mine")).toBe("8KB, 12.5% reads, 100% random, 500 requests a second");
    expect(loads.get("idle")).toBe("no requests");
    const hosts = details('host h { platform windows-server-2022; volume "C:" optane }\nvm a { on $0 }');
    expect(hosts.get("h")).toBe("windows-server-2022, C:");
  });

  test("of a load in the file hide the built-in load with that name", () =>
    expect(
      completionLabels('load OLTP { }\nvm a { scsi 0:0 disk "x" { load $0 } }').filter((label) =>
        /^oltp$/i.test(label),
      ),
    ).toEqual(["OLTP"]));

  test("are the physical disks of the VM's host, and the switches of other adapters", () => {
    const hosts = "host h1 { physical 3 optane }\nhost h2 { physical 4 ssd-sata }\n";
    checkCompletion(`${hosts}vm a { on h2; scsi 0:0 disk physical $0 }`, "4");
    checkCompletion(`${hosts}vm a { scsi 0:0 disk physical $0 }`, "3", "4");
    checkCompletion('vm a { network "External" }\nvm b { network legacy $0 }', "External");
    checkCompletion('vm a { network "External" }\nvm b { network "Ex$0" legacy }', "External");
  });

  test("leave the range to replace to a client that lets the user choose it", () => {
    const [item] = offered('vm a { scsi 0:0 disk "x" fi$0sh boot }', "hvvm", { hasInsertReplace: true });
    expect(item?.textEdit).toEqual({ insert: lineRange(25, 27), replace: lineRange(25, 29), newText: "fixed" });
  });

  test("replace the word at the cursor", () =>
    expect(completed('vm a { scsi 0:0 disk "x" fi$0 boot }', "fixed")).toBe('vm a { scsi 0:0 disk "x" fixed boot }'));
});

test.each([
  ["a comment", "# vm $0"],
  ["a comment behind a statement", "vm a { generation 1 # $0\n}"],
  ["a text", 'vm a { scsi 0:0 disk "C:\\$0" }'],
  ["a text without end", 'vm a {\n  scsi 0:0 disk "C:\\$0\n}'],
])("nothing is offered inside %s", (_where, source) => checkCompletion(source));

test.each([
  ["a block that is never closed", "vm a {\n  $0", inVm],
  ["a brace too many", "}\nvm a {\n  $0\n}", inVm],
  ["a text without end above", 'vm a {\n  ide 0:0 disk "x\n  $0\n}', inVm],
  ["an unclosed VM above", "vm a {\n  generation 1\nvm b {\n  $0\n}", inVm],
  ["a statement without argument above", "vm a {\n  on\n  $0\n}", without("on")],
])("after %s the block's statements are offered", (_what, source, labels) => checkCompletion(source, ...labels));

function lineRange(from: number, to: number) {
  return { start: { line: 0, character: from }, end: { line: 0, character: to } };
}
