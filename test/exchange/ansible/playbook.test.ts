import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseDocument, type Scalar, visit } from "yaml";
import { exported } from "../exports.ts";
import { quoted, validLayout } from "../random-layouts.ts";

interface Play {
  readonly hosts: string;
  readonly tasks: readonly Readonly<Record<string, unknown>>[];
}

/** Ansible's YAML: `!unsafe` marks a string that is not a template. */
const unsafe = { tag: "!unsafe", resolve: (text: string) => text };
const playsOf = (text: string): readonly Play[] => parse(text, { customTags: [unsafe] });
const modulesOf = (layout: string) =>
  playsOf(exported(layout, "ansible").text ?? "").flatMap(({ tasks }) =>
    tasks.map(({ name: _, ...task }) => {
      const [module = ""] = Object.keys(task);
      return [module.replace("microsoft.hyperv.", ""), task[module]];
    }),
  );

test("a VM becomes files, VM, controllers, drives, adapters and start-up order, in the order of the modules", () => {
  expect(
    modulesOf(`platform windows-server-2019
vm web01 {
  on hv01
  processors 2
  startup ide cd legacy-network floppy
  ide 0:0 disk "C:/VMs/os.vhdx" fixed 40GB boot
  scsi 0:3 disk "C:\\VMs\\data.vhdx" { parent "C:\\VMs\\golden.vhdx" }
  network "Office"
}
host hv01 {}`),
  ).toEqual([
    ["hv_vhd", { path: "C:\\VMs\\os.vhdx", vhd_type: "Fixed", size_bytes: 42949672960 }],
    ["hv_vhd", { path: "C:\\VMs\\data.vhdx", vhd_type: "Differencing", parent_path: "C:\\VMs\\golden.vhdx" }],
    ["hv_vm", { name: "web01", generation: 1, state: "present" }],
    ["hv_processor", { vm_name: "web01", count: 2 }],
    ["hv_scsi_controller", { vm_name: "web01", count: 1 }],
    ["hv_dvd_drive", { vm_name: "web01", controller_number: 1, controller_location: 0, state: "absent" }],
    [
      "hv_hard_disk",
      {
        vm_name: "web01",
        path: "C:\\VMs\\os.vhdx",
        controller_type: "IDE",
        controller_number: 0,
        controller_location: 0,
      },
    ],
    [
      "hv_hard_disk",
      {
        vm_name: "web01",
        path: "C:\\VMs\\data.vhdx",
        controller_type: "SCSI",
        controller_number: 0,
        controller_location: 3,
      },
    ],
    ["hv_network_adapter", { vm_name: "web01", name: "Network Adapter", switch_name: "Office" }],
    ["hv_vm_boot", { name: "web01", startup_order: ["IDE", "CD", "LegacyNetworkAdapter", "Floppy"] }],
  ]);
});

test("generation 2 starts from its boot disk; without an adapter, the one of a new VM is removed", () => {
  const modules = modulesOf('vm web01 {\n generation 2\n scsi 1:2 disk "C:\\V\\a.vhdx" boot\n scsi 0\n}');
  expect(modules).toContainEqual(["hv_vm_boot", { name: "web01", boot_order: ["SCSI:1:2"] }]);
  expect(modules).toContainEqual([
    "hv_network_adapter",
    { vm_name: "web01", name: "Network Adapter", state: "absent" },
  ]);
  expect(modules.map(([module]) => module)).not.toContain("hv_vhd");
});

test("a list that replaces the host's boot order says so, where the layout only says what comes first", () => {
  const layout = (order: string) =>
    `vm a {\n generation 2\n ${order}\n scsi 0:0 disk "D:\\V\\a.vhdx" 1GB boot\n network "Office"\n}`;
  const note = "# The boot order has SCSI 0:0 only; no other device and no network is tried.";
  for (const target of ["ansible", "windsorcli"] as const) {
    expect(exported(layout(""), target).text, target).toContain(note);
    expect(exported(layout("boot-order 0:0"), target).text, target).not.toContain(note);
  }
  expect(exported(layout(""), "powershell").text).not.toContain(note);
});

test("for a host in a cluster, the role that no target creates is reported", () => {
  const layout = `cluster c { }\nhost h { cluster c }\nvm a { on h\n scsi 0 }`;
  for (const target of ["powershell", "ansible", "windsorcli", "taliesins"] as const) {
    expect(exported(layout, target).notes.join(), target).toContain("the role in its failover cluster");
    expect(exported(layout.replace("cluster c }", "}"), target).notes.join(), target).not.toContain("cluster");
  }
});

test("controllers are counted where more are needed than a new VM has, and never where fewer are needed", () => {
  const counts = (vm: string) => modulesOf(vm).filter(([module]) => module === "hv_scsi_controller");
  expect(counts("vm a { ide 0:0 dvd empty }")).toEqual([]);
  expect(counts("vm a { generation 2; scsi 0:0 dvd empty }")).toEqual([]);
  expect(counts("vm a { generation 2; scsi 0; scsi 1 }")).toEqual([["hv_scsi_controller", { vm_name: "a", count: 2 }]]);
});

test("a boot order lists its disks, and a comment says that it does not list the rest", () => {
  const layout =
    'vm web01 {\n generation 2\n boot-order 0:1 0:0 network\n scsi 0:0 disk "C:\\V\\a.vhdx" boot\n scsi 0:1 dvd empty\n network\n}';
  expect(modulesOf(layout)).toContainEqual(["hv_vm_boot", { name: "web01", boot_order: ["SCSI:0:0"] }]);
  expect(exported(layout, "ansible").notes.join()).toContain("does not support boot order of generation 2");
});

test("a boot device that the target cannot name is reported, and no order is claimed", () => {
  const layout = (slot: string, device: string) =>
    `platform windows-server-2022\nvm a {\n generation 2\n scsi 0:0 dvd empty\n scsi ${slot} ${device}\n}`;
  const disc = exported(layout("0:1", 'dvd "D:\\I\\a.iso" boot'), "ansible");
  expect(disc.notes.join()).toContain("does not support boot order of generation 2");
  expect(disc.text).not.toContain("The boot order has");
  expect(disc.text).not.toContain("hv_vm_boot");
  const disk = layout("0:1", 'disk "D:\\V\\a.vhdx" 1GB boot');
  expect(exported(disk, "ansible").notes.join()).not.toContain("boot order");
  expect(exported(disk, "taliesins").notes.join()).toContain("does not support boot order of generation 2");
  expect(exported(disk.replace(" scsi 0:0 dvd empty\n", ""), "taliesins").notes.join()).not.toContain("boot order");
});

test("a boot order that tries the network is reported if no adapter is left to try", () => {
  const layout = (adapter: string) =>
    `vm a {\n generation 2\n boot-order network 0:0\n scsi 0:0 disk "D:\\V\\a.vhdx" 1GB\n ${adapter}\n}`;
  const notes = (adapter: string) => exported(layout(adapter), "windsorcli").notes.join();
  expect(notes("network")).toContain("does not support boot order of generation 2");
  expect(notes('network "A"')).not.toContain("boot order");
});

test("there is a play for each host, and one for the group of VMs without host", () => {
  const { text = "" } = exported("host a {}\nhost b {}\nvm x { on a }\nvm y { on b }\nvm z {}", "ansible");
  expect(playsOf(text).map(({ hosts }) => hosts)).toEqual(["a", "b", "hyperv"]);
  const other = exported("host HV {}\nvm x { on hv }\nvm y { on HV }", "ansible").text ?? "";
  expect(playsOf(other).map(({ hosts }) => hosts)).toEqual(["HV"]);
});

describe("what it does not support", () => {
  const layout = `platform windows-server-2019
vm web01 {
  ide 0:0 disk "C:\\V\\a.vhdx" fixed 1GB boot { block-size 1MB }
  scsi 0:1 disk physical 3
  scsi 0:2 disk physical 4
  network legacy "Office"
}`;
  const { text = "", notes } = exported(layout, "ansible");

  test("is reported once for each kind", () => {
    expect(notes).toEqual([
      'VM "web01": Ansible microsoft.hyperv does not support a pass-through disk (SCSI 0:1, SCSI 0:2): a disk needs the path of a file.',
      'VM "web01": Ansible microsoft.hyperv does not support block size (C:\\V\\a.vhdx): no option.',
      'VM "web01": Ansible microsoft.hyperv does not support a legacy network adapter (Network Adapter): no option.',
    ]);
  });

  test("is a comment where the VM is created", () => {
    expect(text).toMatch(
      /# Not in this file: a pass-through disk \(SCSI 0:1\): .*\n {4}(?:#.*\n {4})*- name: 'web01: create the VM'/,
    );
  });
});

describe("names that Ansible would misread", () => {
  test.each(["a*", "a?b", "x[1]", "]", "a`b"])("as a pattern: VM %s", (name) => {
    const { text, notes } = exported(`vm ${quoted(name)} {}`, "ansible");
    expect(text).toBeUndefined();
    expect(notes).toEqual([
      `VM "${name}" is not exported to Ansible microsoft.hyperv: its name has one of * ? [ ] \`, which the modules of Ansible read as a pattern.`,
    ]);
  });

  test.each(["localhost", "LocalHost", "127.0.0.1", "::1"])("as the computer that it runs on: host %s", (host) => {
    const { text, notes } = exported(`host ${quoted(host)} {}\nvm a { on ${quoted(host)} }`, "ansible");
    expect(text).toBeUndefined();
    expect(notes).toEqual([
      `VM "a" is not exported to Ansible microsoft.hyperv: Ansible takes the host "${host}" for the computer that it runs on itself.`,
    ]);
    expect(exported(`host ${quoted(host)} {}\nvm a { on ${quoted(host)} }`, "powershell").text).toBeDefined();
  });

  test.each(["all", "a:b", "!a", "a,b", "~a", "&a"])("as a pattern: host %s", (host) => {
    expect(exported(`host ${quoted(host)} {}\nvm a { on ${quoted(host)} }`, "ansible").text).toBeUndefined();
  });

  test.each(["\u2028", "\u2029", "\ufffe", "\uffff"])("as a line break, or not at all: %j", (character) => {
    const disk = `disk "D:\\V\\a ${character} b.vhdx"`;
    expect(exported(`vm a { generation 2; scsi 0:0 ${disk} }`, "ansible").text).toBeUndefined();
    expect(exported(`vm a { generation 2; scsi 0:0 ${disk} }`, "windsorcli").text).toBeDefined();
  });

  test("do not prevent the other VMs from being created", () => {
    expect(exported('vm "a*" {}\nvm b {}', "ansible").text).toContain("'b'");
  });
});

test("hostile names are single-quoted scalars, templates are marked, and everything reads back unchanged", () => {
  fc.assert(
    fc.property(validLayout, (layout) => {
      const { text } = exported(layout, "ansible");
      fc.pre(text !== undefined);
      const document = parseDocument(text!, { customTags: [unsafe] });
      expect(document.errors).toEqual([]);
      visit(document, {
        Scalar(key, node: Scalar) {
          if (key === "key" || typeof node.value !== "string") return;
          expect(["QUOTE_SINGLE", "QUOTE_DOUBLE"]).toContain(node.type);
          if (/\{[{%#]/.test(node.value)) expect(node.tag).toBe("!unsafe");
        },
      });
      const names = playsOf(text!).flatMap(({ tasks }) =>
        tasks.flatMap((task) => (task["microsoft.hyperv.hv_vm"] as { name: string } | undefined)?.name ?? []),
      );
      for (const name of names) expect(layout).toContain(`vm ${quoted(name)} {`);
      expect(names.length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

test("braces are not expanded", () => {
  const { text } = exported("vm \"{{ lookup('pipe', 'id') }}\" {}", "ansible");
  expect(text).toContain("name: !unsafe '{{ lookup(''pipe'', ''id'') }}'");
});
