/** The state of the hosts is given as a layout: its inventory is compared. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HvvmDocument } from "../../../server/src/core/document.ts";
import { compareEstate } from "../../../server/src/core/exchange/drift/compare-estate.ts";
import type { Drift } from "../../../server/src/core/exchange/drift/difference.ts";
import { estateLayout } from "../../../server/src/core/exchange/inventory/estate-layout.ts";
import { readInventories } from "../../../server/src/core/exchange/inventory/read-inventories.ts";
import { readMarks } from "../../support/check.ts";
import { validLayouts } from "../../support/layouts.ts";
import { layoutOf } from "../essence.ts";
import { estateText } from "../estate-text.ts";
import { collectedFiles, collectorInventories, type InventoryFile } from "../inventory-writer.ts";
import { csv, getVm, hvToolsRows, terraformShow } from "../source-writers.ts";

function driftFrom(layout: string, files: readonly InventoryFile[]): Drift {
  const estate = readInventories(files);
  if ("refusal" in estate) throw new Error(estate.refusal);
  return compareEstate(HvvmDocument.read(layout, "hvvm"), estate);
}

function collected(host: string): readonly InventoryFile[] {
  return collectedFiles(layoutOf(host));
}

/** The hosts differ from the marked layout in exactly these ways: `kind text that is marked`. */
function checkDrift(marked: string, host: string, ...expected: readonly string[]): void {
  const { text } = readMarks(marked);
  const found = driftFrom(text, collected(host)).differences.map(({ kind, place }) =>
    place ? `${kind} ${text.slice(place.start + place.at.start, place.start + place.at.end)}` : kind,
  );
  expect(found).toEqual(expected);
}

const a = 'disk "D:\\a.vhdx" fixed 1GB';
const b = 'disk "D:\\b.vhdx" fixed 2GB';
const vm = (...lines: readonly string[]) =>
  `vm web {\n  generation 2\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe("a device", () => {
  test("that is where the layout has it does not differ, however its path is written", () => {
    checkDrift(vm(`scsi 0:0 ${a}`), vm('scsi 0:0 disk "d:/x/../A.VHDX" fixed 1GB'));
  });

  test("in another slot is reported as moved, and as neither missing nor extra", () => {
    checkDrift(vm(`scsi 0:0 ${a}`, `scsi 0:1 ${b}`), vm(`scsi 0:0 ${a}`, `scsi 0:5 ${b}`), "device-moved 0:1");
  });

  test("that has swapped places with another is reported as moved, like the other", () => {
    checkDrift(
      vm(`scsi 0:0 ${a}`, `scsi 0:1 ${b}`),
      vm(`scsi 0:0 ${b}`, `scsi 0:1 ${a}`),
      "device-moved 0:0",
      "device-moved 0:1",
    );
  });

  test("that is missing while another has moved to its slot is not reported to leave an empty slot", () => {
    const { differences } = driftFrom(vm(`scsi 0:0 ${a}`, `scsi 0:1 ${b}`), collected(vm(`scsi 0:0 ${b}`)));
    expect(differences.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'device-missing: "D:\\a.vhdx" is missing on the host; SCSI 0:0 holds "D:\\b.vhdx" there.',
      'device-moved: "D:\\b.vhdx" is at SCSI 0:0 on the host, not at SCSI 0:1.',
    ]);
  });

  test("that has the slot of another, which has moved, is extra in a slot that is not empty", () => {
    const { differences } = driftFrom(vm(`scsi 0:0 ${a}`), collected(vm(`scsi 0:0 ${b}`, `scsi 0:1 ${a}`)));
    expect(differences.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'device-extra: SCSI 0:0 holds "D:\\b.vhdx" on the host, which the layout does not have.',
      'device-moved: "D:\\a.vhdx" is at SCSI 0:1 on the host, not at SCSI 0:0.',
    ]);
  });

  test("that has come from another VM has moved, and is not extra", () => {
    const other = (...lines: string[]) => vm(...lines).replace("web", "other");
    const { differences } = driftFrom(
      vm(`scsi 0:0 ${a}`) + other(`scsi 0:0 ${b}`),
      collected(vm() + other(`scsi 0:0 ${b}`, `scsi 0:1 ${a}`)),
    );
    expect(differences.map(({ kind, vm, message }) => `${kind} ${vm}: ${message}`)).toEqual([
      'device-moved web: "D:\\a.vhdx" is at SCSI 0:1 of "other" on the host, not at SCSI 0:0 of this VM.',
      'device-moved other: "D:\\a.vhdx" is at SCSI 0:1 on the host, not at SCSI 0:0 of "web".',
    ]);
  });

  test("that another VM has as the layout says is missing, and has not moved", () => {
    const shared = 'disk "C:\\ClusterStorage\\V\\q.vhdx" shared';
    const both = (first: string) => `vm a { generation 2${first} }\nvm b { generation 2; scsi 0:0 ${shared} }\n`;
    checkDrift(both(`; scsi 0:1 ${shared}`), both(""), "device-missing 0:1");
  });

  test("of the host whose number is not listed may be any physical disk, and is not a file", () => {
    const whole = (location: number) => ({
      ...{ VMName: "web", ControllerType: 1, ControllerNumber: 0, ControllerLocation: location },
      ...{ Path: `Disk ${location} 20.00 GB Bus 0 Lun 0 Target 0`, DiskNumber: null, MaximumIOPS: 0 },
    });
    const text = JSON.stringify([whole(0), whole(1), whole(2)]);
    const { differences } = driftFrom(vm("scsi 0:0 disk physical 7", `scsi 0:1 ${b}`), [{ name: "drives", text }]);
    expect(differences.map(({ message }) => message)).toEqual(['SCSI 0:1 holds a disk of the host, not "D:\\b.vhdx".']);
    // Nor does it say at what place of the boot order such a disk is.
    const BootOrder = [0, 3].map((ControllerLocation) => ({ Device: { ControllerNumber: 0, ControllerLocation } }));
    const listed = { Name: "web", Generation: 2, State: 3, HardDrives: [whole(0)], BootOrder };
    const drive = { ...whole(3), Path: "D:\\a.vhdx" };
    const host = JSON.stringify({ ...listed, HardDrives: [whole(0), drive] });
    const layout = vm("boot-order 0:0 0:3", "scsi 0:0 disk physical 7", `scsi 0:3 ${a}`);
    expect(driftFrom(layout, [{ name: "host", text: host }]).differences).toEqual([]);
  });

  test("is missing, extra, or another one", () => {
    checkDrift(vm(`scsi 0:0 ${a}`, `scsi 0:1 ${b}`), vm(`scsi 0:0 ${a}`), "device-missing 0:1");
    checkDrift(vm(`scsi 0:0 ${a}`), vm(`scsi 0:0 ${a}`, `scsi 0:1 ${b}`), "device-extra web");
    checkDrift(vm(`scsi 0:0 ${a}`), vm(`scsi 0:0 ${b}`), 'device-differs "D:\\a.vhdx"');
    checkDrift(vm(`scsi 0:0 ${a}`), vm("scsi 0:0 dvd empty"), 'device-differs "D:\\a.vhdx"');
    checkDrift(vm("scsi 0:0 disk physical 3"), vm("scsi 0:0 disk physical 4"), "device-differs 3");
  });

  test("is described with a capital letter where it has no name", () => {
    const messages = (own: string, hosts: string) =>
      driftFrom(vm(own), collected(vm(hosts))).differences.map(({ message }) => message);
    expect(messages("scsi 0:0 disk physical 3", "scsi 0:1 disk physical 3")).toEqual([
      "Physical disk 3 is at SCSI 0:1 on the host, not at SCSI 0:0.",
    ]);
    expect(messages("scsi 0:0 dvd empty", "scsi 0:1 dvd empty")).toEqual([
      "An empty DVD drive is at SCSI 0:1 on the host, not at SCSI 0:0.",
    ]);
  });

  test("a DVD drive is the same whatever disc is in it", () => {
    checkDrift(vm('scsi 0:0 dvd "D:\\a.iso"'), vm("scsi 0:0 dvd empty"));
    checkDrift(vm("scsi 0:0 dvd empty"), vm("scsi 0:1 dvd empty"), "device-moved 0:0");
  });
});

describe("a virtual disk", () => {
  test.each([
    ["type", a, 'disk "D:\\a.vhdx" dynamic 1GB', "type-differs fixed"],
    ["type that is not written", 'disk "D:\\a.vhdx" 1GB', a, 'type-differs "D:\\a.vhdx"'],
    [
      "size of its own",
      'disk "D:\\a.vhdx" differencing 2GB { parent "D:\\p.vhdx" }',
      'disk "D:\\a.vhdx" differencing 3GB { parent "D:\\p.vhdx" }',
      "size-differs 2GB",
    ],
    ["size", a, 'disk "D:\\a.vhdx" fixed 2GB', "size-differs 1GB"],
    [
      "parent",
      'disk "D:\\a.vhdx" { parent "D:\\p.vhdx" }',
      'disk "D:\\a.vhdx" { parent "D:\\q.vhdx" }',
      'parent-differs "D:\\p.vhdx"',
    ],
    [
      "block size",
      'disk "D:\\a.vhdx" 1GB { block-size 1MB }',
      'disk "D:\\a.vhdx" 1GB { block-size 2MB }',
      "block-size-differs 1MB",
    ],
    ["sectors", 'disk "D:\\a.vhdx" 1GB { sector-size 4096 }', 'disk "D:\\a.vhdx" 1GB', "sector-size-differs 4096"],
    ["sharing", `${a} shared`, a, "sharing-differs shared"],
    ["limit", `${a} { maximum-iops 500 }`, a, "iops-differ 500"],
    ["limit that the layout has not", a, `${a} { minimum-iops 50 }`, 'iops-differ "D:\\a.vhdx"'],
  ])("has another %s", (_what, layout, host, difference) => {
    checkDrift(vm(`scsi 0:0 ${layout}`), vm(`scsi 0:0 ${host}`), difference);
  });

  test("does not differ in size, block size or its parent's parent if the layout does not state it", () => {
    checkDrift(vm('scsi 0:0 disk "D:\\a.vhdx"'), vm('scsi 0:0 disk "D:\\a.vhdx" 7GB { block-size 1MB }'));
    const parents = 'disk "D:\\a.vhdx" { parent "D:\\p.vhdx" { parent "D:\\q.vhdx" } }';
    checkDrift(vm('scsi 0:0 disk "D:\\a.vhdx" { parent "D:\\p.vhdx" }'), vm(`scsi 0:0 ${parents}`));
  });
});

describe("a parent", () => {
  const chain = (...names: string[]) =>
    names.reduceRight((inner, name) => ` { parent "D:\\${name}.vhdx"${inner} }`, "");
  const disk = (...parents: string[]) => vm(`scsi 0:0 disk "D:\\a.vhdx" differencing${chain(...parents)}`);
  const messages = (layout: string, host: readonly InventoryFile[]) =>
    driftFrom(layout, host).differences.map(({ kind, message }) => `${kind}: ${message}`);

  test("is reported with its child, however far it is from the disk", () => {
    expect(messages(disk("p", "q"), collected(disk("p", "x")))).toEqual([
      'parent-differs: The parent of "D:\\p.vhdx" is "D:\\x.vhdx" on the host, not "D:\\q.vhdx".',
    ]);
  });

  test("is missing only where the host is known not to have it", () => {
    const host = collected(disk("p"));
    expect(messages(disk("p", "q"), host)).toEqual([
      'parent-differs: The host has no parent of "D:\\p.vhdx"; the layout has "D:\\q.vhdx".',
    ]);
    const withoutParent = host.map(({ name, text }) => ({ name, text: text.replaceAll(',"ParentPath":null', "") }));
    expect(messages(disk("p", "q"), withoutParent)).toEqual([]);
  });
});

describe("a VM", () => {
  test("is missing, or extra", () => {
    checkDrift(`${vm()}vm other { }\n`, vm(), "vm-missing other");
    checkDrift(vm(), `${vm()}vm other { }\n`, "vm-extra");
  });

  test("on a host without an inventory is not compared, and is listed", () => {
    const layout = `host a { }\nhost b { }\n${vm("on a")}vm other { on b }\n`;
    const { differences, comparedCount, skipped } = driftFrom(layout, collected(`host a { }\n${vm("on a")}`));
    expect({ differences, comparedCount, skipped }).toEqual({ differences: [], comparedCount: 1, skipped: ["other"] });
  });

  test("is on another host", () => {
    checkDrift(`host a { }\nhost b { }\n${vm("on a")}`, `host b { }\n${vm("on b")}`, "host-differs a");
  });

  test("is on the same host, whether its domain is written or not", () => {
    checkDrift(`host a { }\n${vm("on a")}`, `host a.example.org { }\n${vm("on a.example.org")}`);
    checkDrift(`host a.example.org { }\n${vm("on a.example.org")}`, `host A { }\n${vm("on A")}`);
    checkDrift(`host ab { }\n${vm("on ab")}`, `host a { }\n${vm("on a")}`, "host-differs ab");
  });

  test("that moved within its cluster does not differ", () => {
    const hosts = "cluster c { }\nhost a { cluster c }\nhost b { cluster C }\n";
    checkDrift(`${hosts}${vm("on a")}`, `host b { }\n${vm("on b")}`);
  });

  test("that tries its devices in another order is reported", () => {
    checkDrift(
      vm("boot-order network 0:0", `scsi 0:0 ${a}`),
      vm("boot-order 0:0 network", `scsi 0:0 ${a}`),
      "boot-order-differs network 0:0",
    );
    checkDrift(vm(`scsi 0:0 ${a}`), vm("boot-order 0:0 network", `scsi 0:0 ${a}`));
    checkDrift(vm("boot-order 0:0", `scsi 0:0 ${a}`), vm("boot-order file 0:0", `scsi 0:0 ${a}`));
    checkDrift(
      vm("boot-order 0:0 file", `scsi 0:0 ${a}`),
      vm("boot-order file 0:0", `scsi 0:0 ${a}`),
      "boot-order-differs 0:0 file",
    );
  });

  test("without a boot order is expected to start from its boot device, wherever that is", () => {
    const network = 'network "A"';
    checkDrift(
      vm(`scsi 0:0 ${a}`, `scsi 0:1 ${b} boot`),
      vm("boot-order 0:0 0:1", `scsi 0:0 ${a}`, `scsi 0:1 ${b}`),
      "boot-order-differs boot",
    );
    checkDrift(
      vm(`scsi 0:0 ${a}`, network),
      vm("boot-order network 0:0", `scsi 0:0 ${a}`, network),
      "boot-order-differs 0:0",
    );
    checkDrift(vm(`scsi 0:0 ${a}`, network), vm("boot-order file 0:0 network", `scsi 0:0 ${a}`, network));
    checkDrift(vm(`scsi 0:0 ${a}`), vm("boot-order 0:4", `scsi 0:4 ${a}`), "device-moved 0:0");
  });

  test("has other limits", () => {
    const disk = (block: string) => vm(`scsi 0:0 ${a}${block}`);
    const messages = (own: string, hosts: string) =>
      driftFrom(disk(own), collected(disk(hosts))).differences.map(({ message }) => message);
    expect(messages(" { minimum-iops 5 }", " { maximum-iops 10 }")).toEqual([
      "The disk at SCSI 0:0 has a maximum of 10 IOPS on the host; the layout has none.",
      "The disk at SCSI 0:0 has no minimum IOPS on the host; the layout has 5.",
    ]);
  });

  test("has another generation, number of processors, controllers, adapters, start-up order", () => {
    checkDrift(vm(`scsi 0:0 ${a}`), `vm web {\n  generation 1\n  ide 0:0 ${a}\n}\n`, "generation-differs 2");
    checkDrift(vm("processors 4"), vm(), "processors-differ 4");
    checkDrift(vm("scsi 0", "scsi 1"), vm("scsi 0"), "controllers-differ 1");
    checkDrift(vm("scsi 0"), vm("scsi 0", "scsi 1"), "controllers-differ web");
    checkDrift(vm(), vm("scsi 0"));
    checkDrift(vm('network "A"', 'network "B"'), vm('network "b"', 'network "A"'));
    checkDrift(vm('network "A"', 'network "b"'), vm('network "B"', 'network "a"'));
    checkDrift(vm('network "A"'), vm("network"), "adapters-differ network");
    checkDrift(
      "vm web { startup ide cd legacy-network floppy }\n",
      "vm web { }\n",
      "startup-differs ide cd legacy-network floppy",
    );
    checkDrift("vm web { startup cd ide legacy-network floppy }\n", "vm web { }\n");
  });

  test("whose name several VMs on the hosts share is not compared", () => {
    const vms = ["1", "2"].map((Id) => ({ Id, Name: "web", Generation: 2, ProcessorCount: 1 }));
    const { differences } = driftFrom(vm(), [{ name: "vms", text: JSON.stringify(vms) }]);
    expect(differences.map(({ kind }) => kind)).toEqual(["vm-ambiguous"]);
  });
});

describe("what the inventory does not list is not compared", () => {
  const layout = `vm web {
  generation 2
  processors 8
  scsi 0:0 ${a}
  scsi 0:1 dvd empty
  scsi 3
  network "A"
}
vm "no disks" { generation 2; scsi 0:0 dvd empty }
`;
  const host = collectorInventories(layoutOf(layout));

  test.each([
    ["HVTools", csv(hvToolsRows(host), ";")],
    [
      "drives alone",
      JSON.stringify([
        {
          VMName: "web",
          ControllerType: 1,
          ControllerNumber: 0,
          ControllerLocation: 0,
          Path: "D:\\a.vhdx",
          DiskNumber: null,
        },
      ]),
    ],
    ["terraform show of windsorcli", terraformShow(host, "windsorcli")],
    ["terraform show of taliesins", terraformShow(host, "taliesins")],
  ])("%s", (_name, text) => {
    expect(driftFrom(layout, [{ name: "a", text }]).differences).toEqual([]);
  });
});

test("random layouts do not differ from hosts in the state that they describe", () => {
  fc.assert(
    fc.property(estateText, (text) => {
      const inventories = collectorInventories(layoutOf(text));
      expect(driftFrom(text, collected(text)).differences).toEqual([]);
      expect(driftFrom(text, getVm(inventories, "number")).differences).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("a layout that is imported from hosts does not differ from them", () => {
  fc.assert(
    fc.property(estateText, (text) => {
      const estate = readInventories(collected(text));
      if ("refusal" in estate) throw new Error(estate.refusal);
      const imported = estateLayout(estate, ["a"], "json");
      expect(compareEstate(HvvmDocument.read(imported, "json"), estate).differences).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("samples and examples do not differ from hosts in the state that they describe", () => {
  const layouts = validLayouts.filter(
    ({ notation, text }) => notation === "hvvm" && layoutOf(text).some(({ kind }) => kind === "vm"),
  );
  expect(layouts.length).toBeGreaterThan(30);
  for (const { name, text } of layouts) {
    const { differences, comparedCount } = driftFrom(text, collected(text));
    expect(
      differences.map(({ message }) => message),
      name,
    ).toEqual([]);
    expect(comparedCount, name).toBeGreaterThan(0);
  }
});
