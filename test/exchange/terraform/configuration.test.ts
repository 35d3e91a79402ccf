import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allReleases } from "../../../server/src/core/schema/releases.ts";
import { exported } from "../exports.ts";
import { quoted, validLayout } from "../random-layouts.ts";

// biome-ignore lint/suspicious/noExplicitAny: what the parser gives has no type.
type Json = any;
const read = async (layout: string, provider: "windsorcli" | "taliesins"): Promise<Json> =>
  parse("main.tf", exported(layout, provider).text ?? "");

/** How Terraform's JSON writes a reference. */
const reference = (to: string) => `\${${to}}`;

const layout = `platform windows-server-2019
vm web01 {
  processors 2
  ide 0:0 disk "C:\\VMs\\os.vhdx" fixed 40GB boot
  ide 1:0 dvd empty
  scsi 0:3 disk "C:\\VMs\\data.vhdx" { parent "C:\\VMs\\golden.vhdx" }
  network "Office"
}`;

describe("windsorcli", () => {
  test("has files and VM, with lists as attributes", async () => {
    const { resource, terraform } = await read(layout, "windsorcli");
    expect(terraform[0].required_providers[0].hyperv).toEqual({ source: "windsorcli/hyperv", version: "~> 0.4" });
    expect(resource.hyperv_vhd.web01_os).toEqual([
      { path: "C:/VMs/os.vhdx", vhd_type: "fixed", size_bytes: 42949672960, lifecycle: [{ prevent_destroy: true }] },
    ]);
    expect(resource.hyperv_vhd.web01_data[0]).toMatchObject({
      vhd_type: "differencing",
      parent_path: "C:/VMs/golden.vhdx",
    });
    expect(resource.hyperv_vm.web01).toEqual([
      {
        name: "web01",
        generation: 1,
        cpu: { count: 2 },
        memory: { startup_bytes: 536870912 },
        hard_disk_drive: [
          {
            path: reference("hyperv_vhd.web01_os.path"),
            controller_type: "IDE",
            controller_number: 0,
            controller_location: 0,
          },
          {
            path: reference("hyperv_vhd.web01_data.path"),
            controller_type: "SCSI",
            controller_number: 0,
            controller_location: 3,
          },
        ],
        dvd_drive: [{ controller_type: "IDE", controller_number: 1, controller_location: 0 }],
        network_adapter: [{ name: "Network Adapter", switch_name: "Office" }],
        lifecycle: [{ prevent_destroy: true }],
      },
    ]);
  });

  test("generation 2 has a boot order", async () => {
    const { resource } = await read('vm a {\n generation 2\n scsi 0:1 disk "C:\\V\\a.vhdx" boot\n}', "windsorcli");
    expect(resource.hyperv_vm.a[0].boot_order).toEqual([
      { type: "hard_disk_drive", controller_type: "SCSI", controller_number: 0, controller_location: 1 },
    ]);
  });

  test("what it does not support is reported, and left out", async () => {
    const text =
      'platform windows-server-2019\nvm a {\n ide 0:0 disk "C:\\V\\a.vhdx"\n scsi 0\n scsi 1:0 disk physical 2\n floppy "C:\\F\\a.vfd"\n network\n}';
    expect(exported(text, "windsorcli").notes).toEqual([
      'VM "a": Terraform windsorcli/hyperv does not support SCSI controllers 1 to 3, and empty ones (SCSI 1:0): no field for SCSI controllers; only controller 0 is certain to exist.',
      'VM "a": Terraform windsorcli/hyperv does not support a network adapter without switch (Network Adapter): switch_name is required.',
      'VM "a": Terraform windsorcli/hyperv does not support a floppy image: no field.',
    ]);
    const { resource } = await read(text, "windsorcli");
    expect(resource.hyperv_vm.a[0].hard_disk_drive).toHaveLength(1);
    expect(resource.hyperv_vhd).toBeUndefined();
  });
});

test("a boot order is written in full, except entries of the guest's boot loader", async () => {
  const text = (order: string) =>
    `platform windows-server-2019\nvm a {\n generation 2\n boot-order ${order}\n scsi 0:0 disk "C:\\V\\a.vhdx" boot\n scsi 0:1 dvd empty\n network "Office"\n}`;
  const { resource } = await read(text("0:1 network 0:0"), "windsorcli");
  expect(resource.hyperv_vm.a[0].boot_order).toEqual([
    { type: "dvd_drive", controller_type: "SCSI", controller_number: 0, controller_location: 1 },
    { type: "network_adapter", name: "Network Adapter" },
    { type: "hard_disk_drive", controller_type: "SCSI", controller_number: 0, controller_location: 0 },
  ]);
  expect(exported(text("0:1 network 0:0"), "windsorcli").notes).toEqual([]);
  expect(exported(text("file 0:0"), "windsorcli").notes).toHaveLength(1);
  expect(exported(text("0:0"), "taliesins").notes).toHaveLength(1);
});

describe("taliesins", () => {
  test("has files and VM, with lists as blocks, and nothing that starts or stops the VM", async () => {
    const { resource } = await read(`${layout.slice(0, -1)}  scsi 0:4 disk physical 5\n}`, "taliesins");
    expect(resource.hyperv_vhd.web01_os[0]).toMatchObject({
      path: "C:\\VMs\\os.vhdx",
      vhd_type: "Fixed",
      size: 42949672960,
    });
    expect(resource.hyperv_machine_instance.web01[0]).toMatchObject({
      name: "web01",
      generation: 1,
      // A new VM is not started, and one that was started since is not stopped.
      state: "Off",
      lifecycle: [{ prevent_destroy: true, ignore_changes: [expect.stringContaining("state")] }],
      processor_count: 2,
      hard_disk_drives: [
        { controller_type: "Ide", controller_number: 0, controller_location: 0 },
        { controller_type: "Scsi", controller_number: 0, controller_location: 3 },
        { controller_type: "Scsi", controller_number: 0, controller_location: 4, disk_number: 5 },
      ],
      dvd_drives: [{ controller_number: 1, controller_location: 0 }],
      network_adaptors: [{ name: "Network Adapter", switch_name: "Office" }],
    });
  });

  test("a name with a quote is refused: the provider passes it on to PowerShell", () => {
    for (const name of ["it's", "a\u2019b"]) expect(exported(`vm "${name}" {}`, "taliesins").text).toBeUndefined();
    expect(exported(`vm "it's" {}`, "windsorcli").text).toBeDefined();
  });

  test("a name that the providers read as a pattern is refused, and a path that they test as one", () => {
    for (const target of ["windsorcli", "taliesins"] as const)
      expect(exported('vm "web[1]" {}', target).notes.join()).toMatch(
        /its name has one of .*, which the provider reads as a pattern\.$/,
      );
    const disk = 'vm a { generation 2; scsi 0:0 disk "D:\\V\\a[1].vhdx" 1GB }';
    expect(exported(disk, "taliesins").text).toBeUndefined();
    expect(exported(disk, "windsorcli").text).toBeDefined();
    expect(exported(disk.replace("vm a", 'vm "*"'), "powershell").text).toBeDefined();
  });

  test("a name that Terraform would change is refused: it composes letters and accents", async () => {
    const name = "Cafe\u0301";
    expect(exported(`vm "${name}" {}`, "taliesins").text).toBeUndefined();
    expect(exported(`vm "${name}" {}`, "windsorcli").notes.join()).toContain("has accents as characters of their own");
    const { resource } = await read(`vm "${name.normalize("NFC")}" {}`, "windsorcli");
    expect(Object.values<Json>(resource.hyperv_vm).flat()[0].name).toBe(name.normalize("NFC"));
  });

  test("a file whose size is not a multiple of 4096 has to exist already", () => {
    const { text, notes } = exported(
      'platform windows-server-2019\nvm a { ide 0:0 disk "C:\\V\\a.vhd" fixed 5000704B }',
      "taliesins",
    );
    expect(notes.join()).toContain("not a multiple of 4096");
    expect(text).not.toContain("hyperv_vhd");
  });
});

test("a controller above 0 is reported even if it is empty", () => {
  const text = "vm a { generation 2; scsi 0:0 dvd empty; scsi 1; scsi 2:0 dvd empty; scsi 3 }";
  for (const target of ["windsorcli", "taliesins"] as const)
    expect(exported(text, target).notes.join()).toMatch(
      /SCSI controllers 1 to 3, and empty ones \(SCSI 2:0, SCSI 1, SCSI 3\)/,
    );
  for (const target of ["powershell", "ansible"] as const) expect(exported(text, target).notes).toEqual([]);
});

test("each of several hosts has its own provider configuration", async () => {
  const { resource } = await read("host a {}\nhost b {}\nvm x { on a }\nvm y { on b }", "windsorcli");
  expect(exported("host a {}\nhost b {}\nvm x { on a }\nvm y { on b }", "windsorcli").text).toContain(
    "# Each host needs",
  );
  expect(resource.hyperv_vm.x[0].provider).toBe(reference("hyperv.a"));
});

test("a file on a share is created once, whichever hosts use it; one on a drive once for each host", async () => {
  const vm = (name: string, host: string, file: string) =>
    `vm ${name} { on ${host}; ide 0:0 disk "${file}" fixed 1GB }`;
  const of = (file: string) =>
    `platform windows-server-2019\nhost a {}\nhost b {}\n${vm("x", "a", file)}\n${vm("y", "b", file)}`;
  expect(Object.keys((await read(of("\\\\nas\\vms\\a.vhdx"), "windsorcli")).resource.hyperv_vhd)).toEqual(["x_a"]);
  const local = await read(of("C:\\V\\a.vhdx"), "windsorcli");
  expect(Object.keys(local.resource.hyperv_vhd).sort()).toEqual(["x_a", "y_a"]);
});

test("a file of unknown size is reported as one that has to exist already", () => {
  const { text } = exported('vm a { ide 0:0 disk "C:\\V\\a.vhdx" }', "windsorcli");
  expect(text).toContain("# Must exist: C:\\V\\a.vhdx.");
});

test("labels are ASCII and differ by more than their case", async () => {
  const { resource } = await read('vm "web 1" {}\nvm "Web_1" {}\nvm "1" {}\nvm "日本" {}\nvm "é" {}', "windsorcli");
  expect(Object.keys(resource.hyperv_vm).sort()).toEqual(["Web_1_2", "vm", "vm_1", "vm_2", "web_1"].sort());
});

test.each(["windsorcli", "taliesins"] as const)(
  "hostile names read back unchanged: %s",
  async (provider) => {
    await fc.assert(
      fc.asyncProperty(validLayout, async (text) => {
        const result = exported(text, provider);
        fc.pre(result.text !== undefined);
        const { resource }: Json = await parse("main.tf", result.text!);
        const vms: Json[] = Object.values(resource.hyperv_vm ?? resource.hyperv_machine_instance).flat();
        // The parser writes a literal "${" as "$${", as in Terraform's JSON.
        for (const { name } of vms)
          expect(text).toContain(`vm ${quoted(name.replaceAll("$${", "${").replaceAll("%%{", "%{"))} {`);
        expect(vms.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  },
  120_000,
);

const since = (...releases: readonly string[]) => releases.map((release) => `windows-${release}`);
const newest = ["server-2019", "server-2022", "server-2025", "10", "11"];

test.each([
  ["powershell", since("server-2012-r2", "server-2016", "8.1", ...newest)],
  ["ansible", since("server-2016", ...newest)],
  ["windsorcli", since(...newest)],
  ["taliesins", since("server-2016", ...newest)],
] as const)("%s names the releases that it is not for", (target, supported) => {
  const isSupported = (release: string) => {
    const { text, notes } = exported(`platform ${release}\nvm a { ide 0:0 disk "C:\\V\\a.vhd" 1GB boot }`, target);
    expect(text?.includes("Not for the release that the layout states")).toBe(notes.length > 0);
    return notes.length === 0;
  };
  expect(allReleases.filter(isSupported).sort()).toEqual([...supported].sort());
});
