/** Writing the hosts' state into the text: the state of the hosts is given as a layout. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument, type Notation } from "../../server/src/core/document.ts";
import { compareEstate } from "../../server/src/core/exchange/drift/compare-estate.ts";
import type { Estate } from "../../server/src/core/exchange/inventory/estate.ts";
import { readInventories } from "../../server/src/core/exchange/inventory/read-inventories.ts";
import { hostText } from "../../server/src/core/features/adopt-host-state.ts";
import { toJson } from "../../server/src/core/model/to-json.ts";
import { layoutOf, syntaxProblems } from "../exchange/essence.ts";
import { estateText } from "../exchange/estate-text.ts";
import { collectorInventories } from "../exchange/inventory-writer.ts";
import { nativeStatements } from "../support/notations.ts";

function estateOf(host: string): Estate {
  const estate = readInventories(
    collectorInventories(layoutOf(host)).map((each) => ({ name: "a", text: JSON.stringify(each) })),
  );
  if ("refusal" in estate) throw new Error(estate.refusal);
  return estate;
}

function adopted(layout: string, estate: Estate, notation: Notation = "hvvm"): string {
  return hostText(HvvmDocument.read(layout, notation), estate);
}

/** The layout becomes what is expected, in its canonical form. */
function checkAdopted(layout: string, host: string, expected: string): void {
  expect(adopted(layout, estateOf(host))).toBe(expected);
}

const vm = (...lines: readonly string[]) => `vm web {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const a = 'disk "D:\\a.vhdx" fixed 1GB';
const b = 'disk "D:\\b.vhdx" fixed 2GB';

describe("what a host cannot have is preserved", () => {
  test("a load, an expectation, the boot device and comments", () => {
    checkAdopted(
      vm(
        "generation 2",
        "# The system",
        `scsi 0:0 ${a} boot { load oltp; expect iops 500; maximum-iops 100 } # as ever`,
      ),
      vm("generation 2", 'scsi 0:0 disk "D:\\a.vhdx" dynamic 9GB { maximum-iops 200 }'),
      vm(
        "generation 2",
        "# The system",
        'scsi 0:0 disk "D:\\a.vhdx" dynamic 9GB boot { load oltp; expect iops 500; maximum-iops 200 } # as ever',
      ),
    );
  });

  test("new statements of a VM are added where layouts have them", () => {
    const head = ["on HV", "generation 2", "# Until 2027.", "guest windows-11 # sic"];
    const host = (...lines: readonly string[]) => vm("on HV", "generation 2", ...lines, `scsi 0:0 ${a}`, "network");
    const adds = ["processors 2"];
    checkAdopted(
      vm(...head, `scsi 0:0 ${a}`, "network"),
      host(...adds),
      vm(...head, ...adds, `scsi 0:0 ${a}`, "network"),
    );
    checkAdopted("vm web { }\n", vm("generation 1", "processors 2"), "vm web { processors 2 }\n");
    const json = `{ "vms": { "web": { "generation": 2, "scsi": { "0:0": { "disk": "D:\\\\a.vhdx" } } } } }`;
    const inJson = adopted(json, estateOf(vm("generation 2", "processors 2", 'scsi 0:0 disk "D:\\a.vhdx"')), "json");
    expect(inJson).toContain('"generation": 2, "processors": 2, "scsi"');
  });

  test("the rest of a disk that differs in one property, with its comments", () => {
    const disk = (size: string, word: string, sector: number, limits: string) =>
      vm(
        "generation 2",
        `scsi 0:0 disk "C:\\ClusterStorage\\V\\a.vhdx" fixed ${size} ${word}{`,
        `  # The default, as the vendor asks.`,
        `  sector-size ${sector} # until 2027`,
        ...limits.split("; ").map((limit) => `  ${limit}`),
        `  partition-style gpt # as built`,
        "}",
      );
    const sample = disk("1GB", "", 512, "minimum-iops 3 # low; maximum-iops 9 # high");
    checkAdopted(sample, sample.replace("1GB", "2GB"), sample.replace("1GB", "2GB"));
    checkAdopted(sample, sample.replace("1GB", "1GB shared"), sample.replace("1GB", "1GB shared"));
    checkAdopted(sample.replace("1GB", "1GB shared"), sample, sample);
    checkAdopted(sample, sample.replace("-size 512", "-size 4096"), sample.replace("-size 512", "-size 4096"));
    const limits = "minimum-iops 4 # low";
    checkAdopted(sample, disk("1GB", "", 512, limits), disk("1GB", "", 512, limits));
    const json =
      '{ "vms": { "web": { "generation": 2, "scsi": { "0:0": { "disk": "D:\\\\a.vhdx", /* so */ "load": "oltp" } } } } }';
    const limited = estateOf(vm("generation 2", 'scsi 0:0 disk "D:\\a.vhdx" { maximum-iops 5 }'));
    expect(adopted(json, limited, "json")).toContain(
      '"disk": "D:\\\\a.vhdx", "maximumIops": 5, /* so */ "load": "oltp" }',
    );
  });

  test("what is written about a disk of another type, with another parent, or in place of another", () => {
    const disk = (file: string, words: string, ...settings: readonly string[]) =>
      vm(
        "generation 2",
        `scsi 0:0 disk "D:\\${file}.vhdx" ${words} boot {`,
        ...settings.map((setting) => `  ${setting}`),
        "  # Measured in May.",
        "  load oltp # until 2027",
        "",
        "  expect p99 5ms",
        "}",
      );
    const dynamic = disk("a", "dynamic 1GB", "block-size 1MB # for ext4");
    const fixed = disk("a", "fixed 1GB");
    checkAdopted(dynamic, fixed, fixed);
    checkAdopted(fixed, dynamic, disk("a", "dynamic 1GB", "block-size 1MB"));
    const child = (words: string, parent: string) => disk("a", words, `parent "D:\\${parent}.vhdx" # golden`);
    checkAdopted(child("differencing", "p"), child("differencing", "q"), child("differencing", "q"));
    checkAdopted(child("differencing", "p"), fixed, fixed);
    const sized = child("differencing 1GB", "p");
    checkAdopted(fixed, sized, sized.replace(" # golden", ""));
    checkAdopted(dynamic, disk("b", "dynamic 1GB", "block-size 1MB"), dynamic.replace("a.vhdx", "b.vhdx"));
    checkAdopted(dynamic, disk("b", "fixed 2GB shared"), disk("b", "fixed 2GB").replace("boot", "boot shared"));
    const physical = fixed.replace('"D:\\a.vhdx" fixed 1GB', "physical 3");
    checkAdopted(dynamic, vm("generation 2", "scsi 0:0 disk physical 3"), physical);
    checkAdopted(physical, dynamic, dynamic.replace(" # for ext4", ""));
  });

  test("comments in JSON, whatever differs about the disk", () => {
    const disk = (members: string) => `{
  "vms": {
    "web": {
      "generation": 2,
      "scsi": {
        // The system
        "0:0": {
          ${members}
          "boot": true,
          // Measured in May.
          "load": "oltp" // until 2027
        }
      },
      "networks": [
        { "switch": "LAN" }, // the office
        // Nightly.
        { "switch": "Backup" } /* 10 GbE */
      ]
    }
  }
}
`;
    const lines = (...members: readonly string[]) => disk(members.map((each) => `${each},`).join("\n          "));
    const check = (host: string, ...expected: readonly string[]) =>
      expect(
        adopted(
          lines('"disk": "D:\\\\a.vhdx" /* a */', '"type": "dynamic"', '"size": "1GB"', '"blockSize": "1MB"'),
          estateOf(vm("generation 2", host, 'network "LAN"', 'network "Backup"')),
          "json",
        ),
      ).toBe(lines(...expected));
    check('scsi 0:0 disk "D:\\a.vhdx" fixed 1GB', '"disk": "D:\\\\a.vhdx" /* a */', '"type": "fixed"', '"size": "1GB"');
    check('scsi 0:0 disk "D:\\b.vhdx" fixed 2GB', '"disk": "D:\\\\b.vhdx" /* a */', '"type": "fixed"', '"size": "2GB"');
    check("scsi 0:0 disk physical 3", '"physicalDisk": 3 /* a */');
    const gone = estateOf(vm("generation 2", 'scsi 0:0 disk "D:\\a.vhdx"', 'network "LAN"'));
    expect(adopted(lines('"disk": "D:\\\\a.vhdx"'), gone, "json")).toContain(
      '{ "switch": "LAN" } // the office\n        // Nightly.\n /* 10 GbE */',
    );
    const before = estateOf(
      vm("generation 2", "scsi 0:0 dvd empty", 'scsi 0:1 disk "D:\\a.vhdx"', "scsi 1:0 dvd empty"),
    );
    const slots =
      '{ "vms": { "web": { "generation": 2, "scsi": { "0:0": { "dvd": null }, "1:0": { "dvd": null } } } } }';
    expect(adopted(slots, before, "json")).toContain('"0:0": { "dvd": null }, "0:1": { "disk": "D:\\\\a.vhdx"');
  });

  test("adapters that the host has, too, with their comments", () => {
    const net = (...networks: readonly string[]) => vm("generation 2", `scsi 0:0 ${a}`, ...networks);
    checkAdopted(
      net('network "LAN" # office', 'network "Old" # goes', 'network "Backup" # nightly'),
      net('network "backup"', 'network "LAN"'),
      net('network "LAN" # office', 'network "Backup" # nightly'),
    );
    checkAdopted(net('network   "LAN"\t# office'), net('network "DMZ"'), net('network   "DMZ"\t# office'));
    checkAdopted(
      net('network "LAN" # office', "network # later"),
      net('network "LAN"', 'network "DMZ"', 'network "New"'),
      net('network "LAN" # office', 'network "DMZ" # later', 'network "New"'),
    );
  });

  test("the size of a differencing disk, in both notations", () => {
    const disk = (size: string, limit: string) =>
      `disk "D:\\a.vhdx" differencing${size} { parent "D:\\p.vhdx"${limit} }`;
    const host = vm("generation 2", `scsi 0:0 ${disk(" 9GB", "; maximum-iops 5")}`);
    for (const size of [" 8GB", " 9GB"]) checkAdopted(vm("generation 2", `scsi 0:0 ${disk(size, "")}`), host, host);
    const json = toJson(nativeStatements(vm("generation 2", `scsi 0:0 ${disk(" 8GB", "")}`)));
    expect(adopted(json, estateOf(host), "json")).toContain('"type": "differencing", "size": "9GB"');
    // Without one it is that of the parent.
    const sized = (limit: string) => vm("generation 2", `scsi 0:0 ${disk("", limit)}`);
    checkAdopted(sized(""), host, sized("; maximum-iops 5"));
  });

  test("the way in which a path is written", () => {
    checkAdopted(
      vm("generation 2", 'scsi 0:0 disk "d:/A.vhdx" fixed 1GB'),
      vm("generation 2", 'scsi 0:0 disk "D:\\a.vhdx" fixed 2GB'),
      vm("generation 2", 'scsi 0:0 disk "d:/A.vhdx" fixed 2GB'),
    );
  });

  test("what the inventory does not know about a disk", () => {
    const [drive] = [
      {
        VMName: "web",
        ControllerType: 1,
        ControllerNumber: 0,
        ControllerLocation: 0,
        Path: "D:\\a.vhdx",
        DiskNumber: null,
        MaximumIOPS: 7,
      },
    ];
    const estate = readInventories([{ name: "a", text: JSON.stringify(drive) }]) as Estate;
    expect(adopted(vm("generation 2", `scsi 0:0 ${a}`), estate)).toBe(
      vm("generation 2", `scsi 0:0 ${a} { maximum-iops 7 }`),
    );
  });
});

test("disks that have swapped places swap them in the text, with their loads", () => {
  checkAdopted(
    vm("generation 2", `scsi 0:0 ${a} { load oltp }`, `scsi 0:1 ${b}`),
    vm("generation 2", `scsi 0:0 ${b}`, `scsi 0:1 ${a}`),
    vm("generation 2", `scsi 0:1 ${a} { load oltp }`, `scsi 0:0 ${b}`),
  );
});

test("DVD drives that have swapped places do so in the text, including a drive of the host", () => {
  checkAdopted(
    vm("generation 1", "ide 1:0 dvd empty", 'ide 1:1 dvd physical "E:"'),
    vm("generation 1", 'ide 1:0 dvd physical "E:"', "ide 1:1 dvd empty"),
    vm("generation 1", "ide 1:1 dvd empty", 'ide 1:0 dvd physical "E:"'),
  );
});

test("devices and VMs are added and removed", () => {
  checkAdopted(
    `${vm("generation 2", `scsi 0:0 ${a}`, "scsi 0:2 dvd empty")}\nvm gone { }\n`,
    `${vm("generation 2", `scsi 0:0 ${a}`, `scsi 0:1 ${b}`)}vm new { generation 2 }\n`,
    `${vm("generation 2", `scsi 0:0 ${a}`, `scsi 0:1 ${b}`)}\n\n# Not part of a layout: 512 MB of memory, secure boot.\nvm new {\n  on HV\n  generation 2\n  processors 1\n}\n`,
  );
});

test("the entries of an order change in their places, with what is between them", () => {
  const layout = (order: string) =>
    `{ "vms": { "web": { "generation": 2, "bootOrder": ${order}, "scsi": { "0:0": { "dvd": null }, "0:1": { "dvd": null } } } } }`;
  const host = (order: string) =>
    estateOf(vm("generation 2", `boot-order ${order}`, "scsi 0:0 dvd empty", "scsi 0:1 dvd empty"));
  const text = layout('[ "0:0", // at most once\n  "0:1" ]');
  expect(adopted(text, host("0:1 0:0"), "json")).toBe(layout('[ "0:1", // at most once\n  "0:0" ]'));
  expect(adopted(text, host("0:1 0:0 file"), "json")).toBe(layout('[ "0:1", // at most once\n  "0:0", "file" ]'));
  expect(adopted(text, host("0:1"), "json")).toBe(layout('[ "0:1" ]'));
});

test("what JSON states as off or empty is stated once", () => {
  const layout = (members: string, networks: string) =>
    `{ "vms": { "web": { "generation": 2, "networks": ${networks}, "scsi": { "0:0": { "disk": "D:\\\\a.vhdx", ${members} } } } } }`;
  const host = estateOf(
    vm("generation 2", 'scsi 0:0 disk "D:\\a.vhdx" dynamic 1GB shared', 'network "A"', 'network "B"'),
  );
  expect(adopted(layout('"shared": false, "boot": true', "[ /* none */ ]"), host, "json")).toBe(
    layout('"shared": true, "boot": true', '[ {"switch":"A"}, {"switch":"B"} /* none */ ]'),
  );
});

test("a setting is indented below its disk", () => {
  const disk = (...lines: readonly string[]) =>
    vm("generation 2", 'scsi 0:0   disk "D:\\a.vhdx" {', ...lines.map((line) => `  ${line}`), "}");
  checkAdopted(disk("# no limit"), disk("maximum-iops 5"), disk("maximum-iops 5", "# no limit"));
});

test("one of thousands of parents changes in its place", () => {
  const layout = (first: string) => {
    const files = [first, ...Array.from({ length: 5000 }, (_, index) => `p${index}`)];
    const parents = files.map((file) => `parent "D:\\${file}.vhdx"`);
    return vm(
      "generation 2",
      `scsi 0:0 disk "D:\\a.vhdx"   differencing { ${parents.join(" { ")}${" }".repeat(files.length)}`,
    );
  };
  checkAdopted(layout("old"), layout("new"), layout("new"));
});

test("an added VM has the line breaks of the layout", () => {
  const text = adopted("vm a { on HV }\r\n", estateOf("vm a { on HV }\nvm b { on HV }\n"));
  expect(text).toContain("\r\nvm b {\r\n");
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
});

test.each(["\n", "\r\n"])("in JSON comments of the remaining VMs are preserved, with %j", (lineBreak) => {
  const text = `{
  "vms": {
    // Of the old host.
    "gone": { "generation": 2 }, // Its last word.
    // The one that matters.
    "kept": { "on": "HV", "generation": 2, "processors": 1 } // Until 2027.
  }
}
`;
  const host = estateOf("host HV { }\nvm kept { on HV; generation 2 }\nvm new { on HV; generation 2 }");
  expect(adopted(text.replaceAll("\n", lineBreak), host, "json").replaceAll(lineBreak, "\n")).toBe(`{
  "vms": {
    // The one that matters.
    "kept": { "on": "HV", "generation": 2, "processors": 1 }, // Until 2027.
    "new": {
      "on": "HV",
      "generation": 2,
      "processors": 1
    }
  }
}
`);
});

/** VMs with the same names on both sides, so that most of them are compared. */
const sameNames = (text: string) => {
  let index = 0;
  return text.replace(/^vm .*\{$/gm, () => `vm "vm ${index++}" {`).replaceAll('on "HV ’02"', "on hv01");
};

test.each(["hvvm", "json"] as const)("a layout that has adopted everything has no differences, as %s", (notation) => {
  fc.assert(
    fc.property(estateText.map(sameNames), estateText.map(sameNames), (layout, host) => {
      const estate = estateOf(host);
      const text = notation === "hvvm" ? layout : toJson(nativeStatements(layout));
      const after = adopted(text, estate, notation);
      expect(syntaxProblems(after, notation)).toEqual([]);
      const rest = compareEstate(HvvmDocument.read(after, notation), estate).differences;
      expect(rest.map(({ message }) => message)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
