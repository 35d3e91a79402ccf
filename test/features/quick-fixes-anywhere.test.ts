/** Fixes that change more than the place of the finding: brackets, definitions, volumes, full paths, the generation. */
import { describe, expect, test } from "vitest";
import { actionsAt, atCursor, fixedBy, titlesAt } from "../support/cursor.ts";

describe("a missing bracket", () => {
  const brace = 'Add the missing "}"';

  test.each([
    ["at the end of the file", "vm a $0{\n  generation 1", "vm a {\n  generation 1\n}"],
    ["behind the last comment", "vm a $0{\n  generation 1 # first\n", "vm a {\n  generation 1 # first\n}\n"],
    ["before the next VM", "vm a $0{\n  generation 1\nvm b { }", "vm a {\n  generation 1\n}\nvm b { }"],
    [
      "of an inner block, indented as its statement",
      'vm a {\n  ide 0:0 disk "C:\\V\\a.vhdx" $0{\n    load oltp\n  ide 1:0 dvd empty\n}',
      'vm a {\n  ide 0:0 disk "C:\\V\\a.vhdx" {\n    load oltp\n  }\n  ide 1:0 dvd empty\n}',
    ],
    ["on the one line of the block", "load l $0{ read 50% # half", "load l { read 50% } # half"],
    ["before what follows on the line", "vm a $0{\n  generation 1; vm b { }", "vm a {\n  generation 1 }; vm b { }"],
    ["with the line's own ending", "vm a $0{\r\n  generation 1", "vm a {\r\n  generation 1\r\n}"],
  ])("is added %s", (_where, source, after) => expect(fixedBy(brace, source)).toBe(after));

  test.each([
    [
      "all that are open at the end",
      '{\n  "vms": {\n    "a": $0{\n      "generation": 1\n',
      '{\n  "vms": {\n    "a": {\n      "generation": 1\n    }\n  }\n}\n',
      brace,
    ],
    ["one in the middle", '{ "loads": { "l": $0{ "startup": [1 } }', undefined, brace],
    [
      "a list's own",
      '{ "vms": { "a": { "startup": $0[ "cd", "ide" } } }',
      '{ "vms": { "a": { "startup": [ "cd", "ide" ] } } }',
      'Add the missing "]"',
    ],
  ])("in JSON: %s", (_what, source, after, title) => {
    if (after === undefined) expect(titlesAt(source, "json")).not.toContain(title);
    else expect(fixedBy(title, source, "json")).toBe(after);
  });
});

describe("a host or cluster without a definition", () => {
  test.each([
    ["behind the last host", "host h { } # old\nvm a { on $0n1 }", "host h { } # old\nhost n1 { }\nvm a { on n1 }"],
    [
      "behind the platform",
      "platform windows-10\nvm a { on $0n1 }",
      "platform windows-10\nhost n1 { }\nvm a { on n1 }",
    ],
    ["first", 'vm a { on $0"n 1" }', 'host "n 1" { }\n\nvm a { on "n 1" }'],
  ])("is added %s", (_where, source, after) => {
    const name = /on \$?0?"?([^" }]+(?: 1)?)/.exec(source)![1]!;
    expect(fixedBy(`Add host "${name}"`, source)).toBe(after);
  });

  test("a cluster comes before the hosts", () =>
    expect(fixedBy('Add cluster "c"', "host h { cluster $0c }")).toBe("cluster c { }\n\nhost h { cluster c }"));

  test.each([
    [
      "beside another host",
      '{ "hosts": { "h": { } }, "vms": { "a": { "on": $0"n" } } }',
      '{ "hosts": { "h": { }, "n": { } }, "vms": { "a": { "on": "n" } } }',
    ],
    [
      "with its section",
      '{ "platform": "windows-10", "vms": { "a": { "on": $0"n" } } }',
      '{ "platform": "windows-10", "hosts": { "n": { } }, "vms": { "a": { "on": "n" } } }',
    ],
  ])("in JSON %s", (_where, source, after) => expect(fixedBy('Add host "n"', source, "json")).toBe(after));

  test("a misspelt name is more likely: that fix is preferred", () => {
    const actions = actionsAt("host hv01 { }\nvm a { on $0hv02 }").filter(({ title }) => !title.startsWith("Ignore"));
    expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Change to "hv01"', true],
      ['Add host "hv02"', false],
    ]);
  });
});

describe("a volume that the host does not list", () => {
  const disk = (file: string) => `vm a { on n1; ide 0:0 disk $0"${file}" }`;

  test("is added after the others, with their medium", () => {
    const host = (...lines: readonly string[]) => `host n1 {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
    expect(
      fixedBy('Add volume "E:" (optane) to host "n1"', host('volume "C:" optane 1TB') + disk("e:\\V\\a.vhdx")),
    ).toBe(host('volume "C:" optane 1TB', 'volume "E:" optane') + disk("e:\\V\\a.vhdx").replace("$0", ""));
    expect(titlesAt(host('volume "C:" optane', 'volume "D:" hdd-7200') + disk("E:\\V\\a.vhdx"))).toContain(
      'Add volume "E:" (ssd-sata) to host "n1"',
    );
  });

  test("in JSON", () => {
    const file = (volumes: string, cursor = "") =>
      `{ "hosts": { "n1": { "volumes": { ${volumes} } } }, "vms": { "a": { "on": "n1", "ide": { "0:0": { "disk": ${cursor}"E:\\\\V\\\\a.vhdx" } } } } }`;
    expect(fixedBy('Add volume "E:" (optane) to host "n1"', file('"C:": { "media": "optane" }', "$0"), "json")).toBe(
      file('"C:": { "media": "optane" }, "E:": { "media": "optane" }'),
    );
  });

  test("that the nodes share is added to the cluster", () => {
    const source = `cluster c { }\nhost n1 { cluster c; volume "C:" optane }\n${disk("C:\\ClusterStorage\\V2\\VMs\\a.vhdx")}`;
    expect(fixedBy('Add volume "C:\\ClusterStorage\\V2" (optane) to cluster "c"', source)).toContain(
      'cluster c { volume "C:\\ClusterStorage\\V2" optane }',
    );
  });

  test("a share has the medium that another host states", () =>
    expect(
      titlesAt(
        `host n2 { volume "\\\\nas\\vm" hdd-7200 }\nhost n1 { volume "C:" optane }\n${disk("\\\\nas\\vm\\x\\a.vhdx")}`,
      ),
    ).toContain('Add volume "\\\\nas\\vm" (hdd-7200) to host "n1"'));
});

describe("a relative path", () => {
  const vm = (file: string, hosts = "", on = "") =>
    `${hosts}vm a {\n  ${on}ide 0:0 disk "C:\\VMs\\a\\os.vhdx" boot\n  scsi 0:0 disk $0"${file}"\n}`;
  const written = (source: string) => titlesAt(source).filter((title) => title.startsWith("Write"));
  const oneVolume = 'host h { volume "D:\\" optane }\n';

  test.each([
    ["a bare name lies where the other disks lie", vm("data.vhdx"), "Write C:\\VMs\\a\\data.vhdx"],
    ["a folder goes on where it stands", vm("vms\\b\\data.vhdx"), "Write C:\\vms\\b\\data.vhdx"],
    ["another folder lies on the only volume", vm("Data\\d.vhdx", oneVolume, "on h; "), "Write D:\\Data\\d.vhdx"],
  ])("%s", (_what, source, title) => expect(written(source)).toEqual([title]));

  test("is written in both notations", () => {
    expect(fixedBy("Write C:\\VMs\\a\\data.vhdx", vm("data.vhdx"))).toBe(vm("C:\\VMs\\a\\data.vhdx").replace("$0", ""));
    const json = (file: string) =>
      `{ "vms": { "a": { "ide": { "0:0": { "disk": "C:\\\\V\\\\os.vhdx" }, "0:1": { "disk": ${file} } } } } }`;
    expect(fixedBy("Write C:\\V\\d.vhdx", json('$0"d.vhdx"'), "json")).toBe(json('"C:\\\\V\\\\d.vhdx"'));
  });

  test.each([
    ["the folder above", vm("..\\data.vhdx")],
    ["a drive without its backslash", vm("C:data.vhdx")],
    ["the root of an unknown drive", vm("\\VMs\\data.vhdx")],
    ["a folder that stands nowhere", vm("Data\\d.vhdx")],
    ["a file that is attached already", vm("os.vhdx")],
    ["a bare name in the root of the only volume", `${oneVolume}vm a { on h; ide 0:0 disk $0"os.vhdx" }`],
    ["disks in two folders", vm("data.vhdx").replace("}", '  scsi 0:1 disk "E:\\x\\y.vhdx"\n}')],
  ])("is not changed: %s", (_what, source) => expect(written(source)).toEqual([]));
});

describe("a boot disk on SCSI", () => {
  const title = "Convert to generation 2";
  const vm = (...lines: readonly string[]) => `platform windows-server-2019\nvm a {\n${lines.join("\n")}\n}`;
  const boot = 'scsi 0:0 disk "C:\\V\\a.vhdx" $0boot';

  test("starts in generation 2, and moving it stays the preferred fix", () => {
    expect(fixedBy(title, vm("  ide 1:0 dvd empty", `  ${boot}`))).toBe(
      vm("  generation 2", "  scsi 0:1 dvd empty", '  scsi 0:0 disk "C:\\V\\a.vhdx" boot'),
    );
    const preferred = actionsAt(vm(`  ${boot}`)).filter(({ isPreferred }) => isPreferred);
    expect(preferred.map((action) => action.title)).toEqual(["Move the boot disk to IDE 0:0"]);
  });

  test("in JSON", () => {
    const json = (before: string, cursor: string) =>
      `{ "vms": { "a": { ${before}"scsi": { "0:0": { "disk": "C:\\\\V\\\\a.vhdx", ${cursor}"boot": true } } } } }`;
    expect(fixedBy(title, json("", "$0"), "json")).toBe(json('"generation": 2, ', ""));
  });

  test.each([
    ["an old platform", vm(boot).replace("2019", "2012")],
    ["an old guest", vm("guest windows-7", boot)],
    ["a VHD", vm(boot, 'scsi 0:1 disk "C:\\V\\b.vhd"')],
    ["a floppy drive", vm("floppy empty", boot)],
    ["an image with a master boot record", vm(`${boot} { partition-style mbr }`)],
    ["a drive of the host", vm('ide 1:0 dvd physical "D:"', boot)],
  ])("is not converted with %s", (_what, source) => expect(titlesAt(source)).not.toContain(title));
});

test("fixes that the user has to choose leave the remaining text unchanged", () => {
  const source = "# kept\nvm a { on $0n1 } # kept, too\n";
  const after = fixedBy('Add host "n1"', source);
  expect(after.endsWith(atCursor(source).text.slice("# kept\n".length))).toBe(true);
});
