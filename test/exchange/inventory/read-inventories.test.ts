import { describe, expect, test } from "vitest";
import { estateLayout } from "../../../server/src/core/exchange/inventory/estate-layout.ts";
import { readInventories } from "../../../server/src/core/exchange/inventory/read-inventories.ts";
import { toJson } from "../../../server/src/core/model/to-json.ts";
import { findingsOf } from "../../support/check.ts";
import { nativeStatements } from "../../support/notations.ts";

/** The imported layout without its first two lines, which name the files and what they lack. */
function imported(...texts: readonly (string | object)[]): string {
  return layoutFrom(texts).split("\n").slice(3).join("\n");
}

function layoutFrom(texts: readonly (string | object)[]): string {
  const files = texts.map((text, index) => ({
    name: `${index}.json`,
    text: typeof text === "string" ? text : JSON.stringify(text),
  }));
  const estate = readInventories(files);
  if ("refusal" in estate) throw new Error(estate.refusal);
  return estateLayout(estate, ["0.json"], "hvvm");
}

function refusal(text: string | object, name = "a.json"): string {
  const read = readInventories([{ name, text: typeof text === "string" ? text : JSON.stringify(text) }]);
  return "refusal" in read ? read.refusal : "none";
}

const drive = {
  ControllerType: 1,
  ControllerNumber: 0,
  ControllerLocation: 0,
  Path: "D:\\VMs\\a\\data.vhdx",
  DiskNumber: null,
  PoolName: "Primordial",
  MaximumIOPS: 0,
  MinimumIOPS: 0,
  SupportPersistentReservations: false,
  WriteHardeningMethod: 0,
  Name: "Lecteur de disque dur on SCSI controller number 0 at location 0",
  VMName: "a",
  ComputerName: "HOST1",
};

describe("cmdlets", () => {
  test("a single object of Get-VMHardDiskDrive becomes the drive of the VM that it names", () => {
    expect(imported(drive)).toBe(`host HOST1 { }

# Its generation is not listed; a layout without one means generation 1.
# Type and size of SCSI 0:0 are not known; the collector and Get-VHD read them.
vm a {
  on HOST1
  scsi 0:0 disk "D:\\VMs\\a\\data.vhdx"
}
`);
  });

  test("a physical disk with a description but no number is left out", () => {
    const text = imported({ ...drive, Path: "Datentr\u00e4ger 3 465,76 GB Bus 0 LUN 0 Ziel 0" });
    expect(text).toContain("# SCSI 0:0 holds a disk of the host whose number is not listed; it is left out.\n");
    expect(text).not.toContain("scsi 0:0 disk");
    expect(imported({ ...drive, Path: "Disk 3 465.76 GB", DiskNumber: 3 })).toContain("scsi 0:0 disk physical 3");
    expect(imported({ ...drive, Path: "data.vhdx" })).toContain('scsi 0:0 disk "data.vhdx"');
  });

  test("a drive with only a slot and a file is listed, too", () => {
    const { VMName, Path, ControllerType, ControllerNumber, ControllerLocation } = drive;
    expect(imported({ VMName, Path, ControllerType, ControllerNumber, ControllerLocation })).not.toContain(
      "not listed.",
    );
  });

  test("a file of a checkpoint becomes the file below it: by its parent path, else by its name", () => {
    const file = "D:\\a\\os_0F0F0F0F-1111-2222-3333-444444444444.avhdx";
    expect(imported({ ...drive, Path: file })).toContain('scsi 0:0 disk "D:\\a\\os.vhdx"');
    expect(imported({ ...drive, Path: file })).toContain("as its own name says");
    const chain = [
      { Path: file, VhdType: 4, Size: 1024, ParentPath: "D:\\a\\os_AAAAAAAA-1111-2222-3333-444444444444.avhdx" },
      {
        Path: "D:\\a\\os_AAAAAAAA-1111-2222-3333-444444444444.avhdx",
        VhdType: 4,
        Size: 1024,
        ParentPath: "E:\\base.vhdx",
      },
      { Path: "E:\\base.vhdx", VhdType: 2, Size: 2 ** 30, ParentPath: "" },
    ];
    const text = imported({ ...drive, Path: file }, chain);
    expect(text).toContain('scsi 0:0 disk "E:\\base.vhdx" fixed 1GB');
    expect(text).toContain("as its parent path says");
    expect(imported({ ...drive, Path: "D:\\a\\odd.avhdx" })).toContain("the file below it is not known");
  });

  test("a parent that belongs to a checkpoint loses its GUID, and a circle of parents ends", () => {
    const parent = "D:\\base_0F0F0F0F-1111-2222-3333-444444444444.avhdx";
    const vhds = [{ Path: drive.Path, VhdType: "Differencing", Size: 1024, ParentPath: parent }];
    expect(imported(drive, vhds)).toContain('differencing { parent "D:\\base.vhdx" }');
    const circle = [{ Path: drive.Path, VhdType: 4, Size: 1024, ParentPath: drive.Path }];
    expect(imported(drive, circle)).toContain('data.vhdx" differencing\n');
  });

  test("a differencing disk has a size only where it differs from its parent's", () => {
    const parent = { Path: "D:\\p.vhdx", VhdType: 2, Size: 2 ** 30, ParentPath: "" };
    const child = (Size: number) => ({ Path: drive.Path, VhdType: 4, Size, ParentPath: parent.Path });
    expect(imported(drive, [child(2 ** 31), parent])).toContain('differencing 2GB { parent "D:\\p.vhdx" }');
    expect(imported(drive, [child(2 ** 30), parent])).toContain('differencing { parent "D:\\p.vhdx" }');
    expect(imported(drive, child(2 ** 31))).toContain('differencing { parent "D:\\p.vhdx" }');
  });

  test("names of properties are read in any case", () => {
    const lower = Object.fromEntries(Object.entries(drive).map(([name, value]) => [name.toUpperCase(), value]));
    expect(imported(lower)).toBe(imported(drive));
  });

  test("a physical disk is imported by its number; a drive with neither number nor file is left out, with a comment", () => {
    expect(imported({ ...drive, Path: "Disk 3", DiskNumber: 3 })).toContain("scsi 0:0 disk physical 3\n");
    const empty = imported({ ...drive, Path: null });
    expect(empty).toContain("# SCSI 0:0 holds a hard disk drive without a file; it is left out.");
    expect(empty).not.toContain("scsi");
  });

  test("Fibre Channel adapters of a VM are listed, because a layout cannot have them", () => {
    const vm = { Name: "a", Generation: 2, State: 3, HardDrives: [], FibreChannelHostBusAdapters: [{}, {}] };
    expect(imported(vm)).toContain("# Not part of a layout: 2 virtual Fibre Channel adapters.");
    expect(imported({ ...vm, FibreChannelHostBusAdapters: [] })).not.toContain("Fibre");
  });

  test("objects of an unknown kind are counted", () => {
    const remarks = (...objects: readonly object[]) => {
      const estate = readInventories([{ name: "a", text: JSON.stringify([drive, ...objects]) }]);
      return "refusal" in estate ? estate.refusal : estate.remarks;
    };
    expect(remarks({ Name: "x" })).toEqual(["1 object of an unknown kind is left out."]);
    expect(remarks({}, {})).toEqual(["2 objects of an unknown kind are left out."]);
  });

  test("a drive of an unknown kind is recognized by its file, or left out", () => {
    const { DiskNumber, MaximumIOPS, MinimumIOPS, SupportPersistentReservations, ...bare } = drive;
    expect(imported({ ...bare, Path: "D:\\a.iso" })).toContain('scsi 0:0 dvd "D:\\a.iso"');
    expect(imported({ ...bare, Path: "D:\\a.img" })).toContain("holds a drive of an unknown kind; it is left out.");
  });

  test("controllers below the highest used one are written, listed ones are kept, IDE ones are ignored", () => {
    const text = imported({ ...drive, ControllerNumber: 2 });
    expect(text).toContain("controllers are numbered without gaps, so it exists.\n  scsi 0\n");
    expect(text).toContain("  scsi 1\n");
    const controllers = [0, 1].map((ControllerNumber) => ({
      ControllerNumber,
      Drives: [],
      VMName: "a",
      ComputerName: "HOST1",
    }));
    expect(imported(drive, controllers)).toContain("}\n".replace("}", "  scsi 1"));
    expect(imported(drive, { ControllerNumber: 1, Name: "IDE Controller 1", Drives: [], VMName: "a" })).not.toContain(
      "scsi 1",
    );
  });

  test("the drives of a controller belong to its VM, on IDE as on SCSI", () => {
    const disc = { ...drive, ControllerType: 0, ControllerNumber: 1, Path: "D:\\a.iso", DvdMediaType: 1 };
    const text = imported([
      { ControllerNumber: 0, Drives: [drive], VMName: "a", Name: "SCSI Controller" },
      { ControllerNumber: 1, Drives: disc, VMName: "a", Name: "IDE Controller 1" },
    ]);
    expect(text).toContain('  ide  1:0 dvd  "D:\\a.iso"\n  scsi 0:0 disk "D:\\VMs\\a\\data.vhdx"\n');
    expect(text).toContain("# Other hard disks are not listed.");
  });

  test("a list that is null is unknown, and an empty one has no entries", () => {
    const vm = { Name: "a", Generation: 2, ProcessorCount: 1, HardDrives: [] };
    expect(imported(vm)).not.toContain("are not listed");
    expect(imported({ ...vm, HardDrives: null })).toContain("# Its hard disks are not listed.");
  });

  test("the answer of a service (OData) is its list", () => {
    expect(imported({ "@odata.context": "x", "@odata.count": 1, value: [drive] })).toBe(imported(drive));
    expect(refusal({ other: 1, value: [drive] })).toContain("is JSON without a Hyper-V inventory");
  });

  test("nested lists become one list, with or without their lengths", () => {
    const two = [[drive], [{ ...drive, VMName: "b" }]];
    const text = imported(two);
    expect(text.match(/^vm \w/gm)).toEqual(["vm a", "vm b"]);
    expect(imported(two.map((value) => ({ value, Count: 1 })))).toBe(text);
    expect(imported({ value: two.map((value) => ({ value, Count: 1 })), Count: 2 })).toBe(text);
  });

  test("checkpoints and their drives do not belong to the VM", () => {
    const vm = { Name: "a", Id: "1", Generation: 2, State: 3, HardDrives: [drive] };
    const earlier = { ...drive, VMId: "1", ControllerLocation: 5, Path: "D:\\earlier.vhdx" };
    const checkpoint = { ...vm, Id: "2", VMId: "1", Name: "before", SnapshotType: 0, HardDrives: [earlier] };
    const comment = "# Checkpoints and their drives are left out: a layout describes VMs as they are now.\n";
    expect(imported([vm, checkpoint])).toBe(`\n${imported(vm)}`);
    expect(layoutFrom([[vm, checkpoint]])).toContain(comment);
    expect(imported([vm, { ...earlier, VMSnapshotName: "before" }])).toBe(imported([vm, checkpoint]));
    expect(imported([vm, { ...earlier, VMSnapshotName: "" }])).toContain("earlier.vhdx");
    expect(refusal(checkpoint)).toContain("lists no virtual machine");
  });

  test("a drive of the host without its letter is left out, and does not count as empty", () => {
    const disc = { ...drive, ControllerType: 0, ControllerNumber: 1, DvdMediaType: 2, Path: null };
    const text = imported(disc);
    expect(text).toContain("# IDE 1:0 holds a drive of the host whose letter is not listed; it is left out.");
    expect(text).not.toContain("ide");
  });

  test("the start-up order determines the generation, unless the VM states it", () => {
    const order = { VMName: "a", BootOrder: [{ BootType: 3, Device: null }] };
    expect(imported(order)).toContain("  generation 2\n  boot-order file\n");
    expect(imported({ VMName: "a", StartupOrder: [2, 1, 3, 0] })).toContain("  generation 1\n  startup ide cd ");
    expect(imported({ Name: "a", Generation: 1, ProcessorCount: 1, HardDrives: [] }, order)).toContain(
      "generation 1\n",
    );
  });

  test("hosts without a VM are an inventory together with others, but not on their own", () => {
    for (const none of ["[]", "null", "null\r\n"]) {
      expect(imported(drive, none)).toBe(imported(drive));
      expect(refusal(none)).toContain("lists no virtual machine; run Get-VM");
    }
  });

  test("a controller that a layout does not have is named as the reason why a drive is left out", () => {
    expect(imported({ ...drive, ControllerType: "PMEM" })).toContain("no slot on IDE or SCSI is listed for it.");
  });

  test("one ID is one VM, however many hosts list it; two IDs with one name are two VMs", () => {
    const vm = { Id: "1", Name: "a", Generation: 2, ProcessorCount: 2, HardDrives: [drive] };
    const moved = imported({ ...vm, ComputerName: "HV1" }, { ...vm, ComputerName: "HV2" });
    expect(moved.match(/^vm /gm)).toHaveLength(1);
    expect(moved).toContain('# It is listed on "HV2" as well.');
    const two = imported([vm, { ...vm, Id: "2" }]);
    expect(two.match(/^vm a /gm)).toHaveLength(2);
    expect(two).toContain("# Several VMs of the estate have this name; this one's id is 2.");
    expect(
      imported([
        { ...vm, Id: undefined },
        { ...vm, Id: undefined },
      ]).match(/^vm a /gm),
    ).toHaveLength(2);
  });

  test("drives with a name that several VMs share belong to none of them, or to the one with their ID", () => {
    const vms = ["1", "2"].map((Id) => ({ Id, Name: "a", Generation: 2, ProcessorCount: 1, ComputerName: "HOST1" }));
    expect(imported(vms, drive)).not.toContain("data.vhdx");
    const files = [vms, drive].map((each, index) => ({ name: String(index), text: JSON.stringify(each) }));
    const estate = readInventories(files);
    expect("remarks" in estate && estate.remarks).toEqual([
      'Drives or adapters of "a" are left out, because several VMs have that name.',
    ]);
    expect(imported(vms, { ...drive, VMId: "2" })).toContain("data.vhdx");
  });

  test("a host is the same with and without its domain", () => {
    const vm = {
      Id: "1",
      Name: "a",
      Generation: 2,
      ProcessorCount: 2,
      HardDrives: [drive],
      ComputerName: "HOST1.site.test",
    };
    const facts = { Path: drive.Path, VhdType: 2, Size: 2 ** 30, ComputerName: "host1" };
    const row = {
      VMName: "a",
      VMId: "1",
      DiskPath: drive.Path,
      ControllerType: "SCSI",
      ControllerNumber: 0,
      ControllerLocation: 0,
      CurrentHost: "HOST1",
      ClusterName: "C",
    };
    const text = imported(vm, [row], facts);
    expect(text.match(/^host .*/gm)).toEqual(["host HOST1.site.test {"]);
    expect(text).toContain("fixed 1GB");
    expect(text).not.toContain("as well");
    const other = imported(vm, { ...vm, ComputerName: "HOST1.other.test" });
    expect(other).toContain('# It is listed on "HOST1.other.test" as well.');
  });

  test("a VM that one list gives without its ID is the one of that name", () => {
    const vm = { Name: "a", Generation: 2, ProcessorCount: 1 };
    for (const files of [
      [vm, { ...drive, VMId: "1" }],
      [{ ...drive, VMId: "1" }, vm],
    ])
      expect(imported(...files).match(/^vm /gm)).toHaveLength(1);
    expect(imported(vm, { ...drive, VMId: "1" }, { ...drive, VMId: "2" }).match(/^vm /gm)).toHaveLength(2);
  });

  test("control characters in names become U+FFFD, with a comment, and no text leaves its line", () => {
    const text = imported({ ...drive, VMName: "a\nvm b { }\u0007", Path: "D:\\x\r\n.vhdx", ComputerName: "h\u0000" });
    expect(text).toContain('vm "a\ufffdvm b { }\ufffd" {');
    expect(text).toContain("# Control characters in its names and paths are written as \ufffd here.");
    expect(text).toContain('on "h\ufffd"');
    expect(nativeStatements(text)).toHaveLength(2);
  });

  test("a comment that contains a name suppresses no rule", () => {
    const named = { ...drive, VMName: "hvvm-ignore no-boot-disk", ControllerNumber: 9 };
    const text = imported(named, { ...named, Path: "D:\\hvvm-ignore slot-taken\n# hvvm-ignore no-boot-disk.vhdx" });
    expect(findingsOf(text).map(({ code }) => code)).toContain("no-boot-disk");
    expect(findingsOf(text).map(({ code }) => code)).not.toContain("unused-ignore");
  });

  test("what no layout can have becomes a comment, once per VM", () => {
    const vm = {
      Name: "a",
      Generation: 2,
      ProcessorCount: 4,
      MemoryStartup: 2 ** 32,
      NetworkAdapters: [{ SwitchName: "LAN", VlanSetting: { AccessVlanId: 7 } }],
    };
    expect(imported(vm)).toContain("# Not part of a layout: 4096 MB of memory, VLAN 7.\n");
  });

  test("a start-up order is written only where it is not the default", () => {
    const vm = { Name: "a", Generation: 1, ProcessorCount: 1 };
    expect(imported(vm, { VMName: "a", StartupOrder: [1, 2, 3, 0] })).not.toContain("startup");
    expect(imported(vm, { VMName: "a", StartupOrder: [2, 1, 3, 0] })).toContain("startup ide cd legacy-network floppy");
    expect(imported(vm, { VMName: "a", StartupOrder: ["IDE", "CD", "LegacyNetworkAdapter", "Floppy"] })).toContain(
      "startup ide cd",
    );
  });
});

describe("the collector", () => {
  const host = {
    HvvmInventory: 1,
    Name: "HV01",
    OperatingSystem: "Microsoft Windows Server 2022 Datacenter",
    BuildNumber: 20348,
    ProductType: 3,
    LogicalProcessorCount: 32,
    ClusterName: null,
    Volumes: [
      { Path: "C:", Size: 500 * 2 ** 30, DiskNumber: 0 },
      { Path: "D:", Size: 2 ** 40, DiskNumber: 1 },
    ],
    Disks: [
      { Number: 0, Size: 2 ** 40, BusType: "NVMe", MediaType: "SSD", SpindleSpeed: 0 },
      { Number: 1, Size: 2 ** 40, BusType: "RAID", MediaType: "Unspecified", SpindleSpeed: 4294967295 },
      { Number: 4, Size: 2 ** 41, BusType: "SAS", MediaType: "HDD", SpindleSpeed: 7200 },
    ],
    VMs: [{ VMId: "1", Name: "a", Generation: 2, HardDrives: [{ ...drive, DiskNumber: 4, Path: "Disk 4" }] }],
    VHDs: [],
  };

  test("writes release, volumes and physical disks of VMs, where their media are known", () => {
    expect(imported(host)).toContain(`# The medium of the volume "D:" is not known: volume "D:" MEDIA 1TB
host HV01 {
  platform windows-server-2022
  processors 32
  volume "C:" ssd-nvme 500GB
  physical 4 hdd-7200 2TB
}
`);
  });

  test("hosts of a cluster share its volumes", () => {
    const csv = { Path: "C:\\ClusterStorage\\Volume1", Size: 2 ** 40, DiskNumber: null };
    const node = { ...host, ClusterName: "HVC", Volumes: [csv] };
    expect(
      imported(node, { ...node, Name: "HV02", VMs: [] }),
    ).toContain(`# The medium of the volume "C:\\ClusterStorage\\Volume1" is not known: volume "C:\\ClusterStorage\\Volume1" MEDIA 1TB
cluster HVC { }

host HV01 {
  platform windows-server-2022
  cluster HVC
  processors 32
`);
  });

  test("a volume of a cluster has the medium that any of its hosts reports", () => {
    const volume = { Path: "C:\\ClusterStorage\\Volume1", Size: 2 ** 40, DiskNumber: 0 };
    const other = { ...volume, DiskNumber: null };
    const node = { ...host, ClusterName: "HVC", VMs: [] };
    for (const Volumes of [
      [volume, other],
      [other, volume],
    ])
      expect(imported({ ...node, Volumes })).toContain('volume "C:\\ClusterStorage\\Volume1" ssd-nvme 1TB');
  });

  test("control characters in the names of clusters and volumes become U+FFFD, with a comment", () => {
    const Volumes = [{ Path: "C:\\a\nb", Size: 2 ** 40, DiskNumber: 0 }];
    const text = imported({ ...host, ClusterName: "c\td", Volumes });
    expect(text).toContain("# Control characters in its names and paths are written as \ufffd here.");
    expect(text).toContain('  cluster "c\ufffdd"\n');
    expect(text).toContain('volume "C:\\a\ufffdb" ssd-nvme 1TB');
  });

  test.each([
    [9200, 3, "windows-server-2012"],
    [9600, 3, "windows-server-2012-r2"],
    [14393, 3, "windows-server-2016"],
    [17763, 3, "windows-server-2019"],
    [20348, 3, "windows-server-2022"],
    [26100, 2, "windows-server-2025"],
    [9200, 1, "windows-8"],
    [9600, 1, "windows-8.1"],
    [10240, 1, "windows-10"],
    [14393, 1, "windows-10"],
    [19045, 1, "windows-10"],
    [22000, 1, "windows-11"],
    [26100, 1, "windows-11"],
  ])("build %i of kind %i is %s", (BuildNumber, ProductType, release) => {
    expect(imported({ ...host, BuildNumber, ProductType })).toContain(`platform ${release}\n`);
  });

  test.each([
    ["of a server that came once a half-year", 17134, 3],
    ["of the annual channel", 25398, 3],
    ["between the last of Windows 10 and the first of Windows 11", 20348, 1],
    ["of a preview", 27842, 1],
  ])("a build %s is not a known release, and a comment says so", (_which, BuildNumber, ProductType) => {
    const text = imported({ ...host, BuildNumber, ProductType });
    expect(text).toContain(`build ${BuildNumber}, which is not a release that hvvm knows.`);
    expect(text).not.toContain("platform windows");
  });

  test("the file of a newer collector is refused", () => {
    expect(refusal({ ...host, HvvmInventory: 2 })).toContain("hvvm import --collector");
  });
});

describe("boot order", () => {
  const vm = { Name: "a", Generation: 2, ProcessorCount: 1, HardDrives: [drive] };

  test("of Get-VMFirmware is written with slots, network and the guest's own entry", () => {
    const BootOrder = [
      { BootType: 3, Device: null },
      { BootType: 1, Device: { ControllerNumber: 0, ControllerLocation: 0, ControllerType: 1 } },
      { BootType: "Network", Device: { SwitchName: "LAN" } },
    ];
    expect(imported(vm, { VMName: "a", BootOrder })).toContain("boot-order file 0:0 network\n");
    const twice = [...BootOrder, BootOrder[2]];
    expect(imported(vm, { VMName: "a", BootOrder: twice })).toContain("boot-order file 0:0 network\n");
  });

  test("is written without the drives that are left out, with a comment", () => {
    const at = (ControllerLocation: number, ControllerType?: number | string) => ({
      BootType: 1,
      Device: { ControllerNumber: 0, ControllerLocation, ControllerType },
    });
    const pmem = { ...drive, ControllerType: 2, Path: "D:\\p.vhdpmem" };
    const HardDrives = [drive, pmem, { ...drive, ControllerType: undefined, ControllerLocation: 5 }];
    const written = (...BootOrder: readonly object[]) => imported({ ...vm, HardDrives, BootOrder });
    const text = written(at(0, 2), at(0, 1), at(5));
    expect(text).toContain("# Its boot order is written without PMEM 0:0, 0:5, because no drive is written there.\n");
    expect(text).toContain("  boot-order 0:0\n");
    expect(written(at(0, "PMEM"), at(5))).not.toContain("  boot-order");
    expect(imported({ VMName: "a", BootOrder: [at(5), at(0, "PMEM")] })).toContain("  boot-order 0:5\n");
  });
});

describe("network adapters", () => {
  const vm = { Name: "a", Id: "1", Generation: 2, ProcessorCount: 1, HardDrives: [drive] };
  const lan = { SwitchName: "LAN", IsLegacy: false };
  const backup = { SwitchName: "Backup", IsLegacy: false };

  test("of a VM that two hosts list are written once", () => {
    const listed = { ...vm, NetworkAdapters: [lan, backup] };
    const again = { ...vm, NetworkAdapters: [backup, lan] };
    const text = imported({ ...listed, ComputerName: "HOST1" }, { ...again, ComputerName: "HOST2" });
    expect(text.match(/network "\w+"/g)).toEqual(['network "LAN"', 'network "Backup"']);
    expect(text).not.toContain("listed twice");
  });

  test("listed both alone and with their VM are the same adapters", () => {
    const own = [lan, backup].map((adapter) => ({ ...adapter, VMName: "a", MacAddress: "00155D000000" }));
    const text = imported({ ...vm, NetworkAdapters: [lan, backup] }, own);
    expect(text.match(/network "\w+"/g)).toEqual(['network "LAN"', 'network "Backup"']);
  });

  test("that two lists describe differently have a comment", () => {
    const text = imported({ ...vm, NetworkAdapters: [lan] }, { ...vm, NetworkAdapters: [backup] });
    expect(text).toContain("# Its network adapters are listed twice, and differ; the first list is written.\n");
    expect(text.match(/network "\w+"/g)).toEqual(['network "LAN"']);
  });
});

describe("terraform show", () => {
  test("an order that names each adapter is written with one entry for all", () => {
    const show = (type: string, values: object) =>
      imported({ format_version: "1.0", values: { root_module: { resources: [{ type, mode: "managed", values }] } } });
    const slot = { controller_number: 0, controller_location: 0 };
    const adapters = ["A", "B"].map((name) => ({ type: "network_adapter", name }));
    const disk = { ...slot, path: "D:/a.vhdx" };
    const boot = { type: "hard_disk_drive", ...slot };
    const windsorcli = { name: "a", generation: 2, hard_disk_drive: [disk], boot_order: [...adapters, boot] };
    expect(show("hyperv_vm", windsorcli)).toContain("boot-order network 0:0\n");
    const boot_order = [
      ...adapters.map(() => ({ boot_type: "NetworkAdapter" })),
      { boot_type: "HardDiskDrive", ...slot },
    ];
    const taliesins = { name: "a", generation: 2, hard_disk_drives: [disk], vm_firmware: [{ boot_order }] };
    expect(show("hyperv_machine_instance", taliesins)).toContain("boot-order network 0:0\n");
  });
});

describe("HVTools", () => {
  const row = {
    VMName: "a",
    VMId: "1",
    VMGeneration: "2",
    DiskPath: "D:\\a.vhdx",
    DiskType: "Dynamic",
    MaxSizeGB: 127.5,
    ControllerType: "SCSI",
    ControllerNumber: 0,
    ControllerLocation: 0,
    AttachmentType: "VHD",
    SupportPersistentReservations: "No",
    QoSMaximumIOPS: "500",
    ParentPath: "",
    CurrentHost: "HV1",
  };

  test("a size is written with the comment that it is rounded; a size of 0 is not written", () => {
    const text = imported([row]);
    expect(text).toContain('scsi 0:0 disk "D:\\a.vhdx" dynamic 130560MB { maximum-iops 500 }');
    expect(text).toContain("# Sizes are rounded to 0.01 GB, as HVTools gives them.");
    const unknown = imported([{ ...row, MaxSizeGB: 0, DiskType: "" }]);
    expect(unknown).toContain('scsi 0:0 disk "D:\\a.vhdx" { maximum-iops 500 }');
    expect(unknown).not.toContain("rounded");
  });

  test("a physical disk has the number that another list gives", () => {
    const whole = { ...row, DiskPath: "Disk 3 20 GB", DiskType: "PassThrough" };
    const text = imported([whole], { ...drive, VMId: "1", Path: "Disk 3 20 GB", DiskNumber: 3 });
    expect(text).toContain("scsi 0:0 disk physical 3\n");
    expect(text).not.toContain("left out");
  });

  test("a physical disk, for which HVTools has no number, is reported once as left out", () => {
    const whole = { ...row, DiskPath: "Disk 3 20 GB", DiskType: "", MaxSizeGB: 0 };
    const text = imported([whole, { ...whole, DiskType: "PassThrough", AttachmentType: "Physical" }]);
    expect(text.match(/holds a disk of the host whose number is not listed; it is left out/g)).toHaveLength(1);
  });

  test("a cluster is that of the host on which the VM runs, and N/A means none", () => {
    const text = imported([
      { ...row, ClusterName: "CL1" },
      { ...row, VMName: "b", VMId: "2", CurrentHost: "HV2", HostCluster: "cl1" },
      { ...row, VMName: "c", VMId: "3", CurrentHost: "HV3", ClusterName: "N/A" },
      { ...row, VMName: "d", VMId: "4", CurrentHost: "HV4", ClusterName: "" },
    ]);
    expect(text).toContain("cluster CL1 { }\n");
    expect(text.match(/^host [^}]*\}/gm)).toEqual([
      "host HV1 {\n  cluster CL1\n}",
      "host HV2 {\n  cluster cl1\n}",
      "host HV3 { }",
      "host HV4 { }",
    ]);
  });

  test("the line that Excel or Export-Csv writes above the column names is skipped", () => {
    const table = "VMName;DiskPath;ControllerType;ControllerNumber;ControllerLocation\na;D:\\a.vhdx;SCSI;0;0\n";
    for (const line of ["sep=;", "#TYPE System.Management.Automation.PSCustomObject"])
      for (const end of ["\n", "\r\n"])
        expect(imported(`${line}${end}${table}`)).toContain('scsi 0:0 disk "D:\\a.vhdx"');
  });

  test("a physical disk is recognized by its type, too", () => {
    for (const kind of [{ AttachmentType: "PassThrough" }, { DiskType: "PassThrough" }])
      expect(imported([{ ...row, DiskPath: "", ...kind }])).toContain(
        "# SCSI 0:0 holds a disk of the host whose number is not listed; it is left out.",
      );
  });

  test("separators at the end of the last line are fields without a value", () => {
    const names = ["VMName", "DiskPath", "ControllerType", "ControllerNumber", "ControllerLocation", "ClusterName"];
    for (const separator of ["\t", ";", ","]) {
      const rows = [names, ["a", "D:\\a.vhdx", "SCSI", "0", "0", ""]].map((fields) => fields.join(separator));
      expect(imported(`${rows.join("\n")}\n \n`), separator).toContain('scsi 0:0 disk "D:\\a.vhdx"');
    }
  });

  test("a size with a decimal comma is read, one with a thousands separator is not, and a comment says so", () => {
    expect(imported([{ ...row, MaxSizeGB: "127,5" }])).toContain("dynamic 130560MB");
    expect(imported([{ ...row, MaxSizeGB: "1,024" }])).toContain("# The size of SCSI 0:0 is not known.");
  });

  test("CSV that ends inside a quoted cell is refused with its row", () => {
    expect(refusal('VMName,DiskPath,ControllerLocation\na,"D:\\a.vhdx,0\n', "a.csv")).toMatch(
      /^is damaged CSV \(row \d+: /,
    );
  });
});

describe("a file that is recognized and cannot be used is refused with the command that provides what is needed", () => {
  const getVm = "Get-VM | ConvertTo-Json -Depth 4";
  const text = "HardDiskDrive (Name = 'Hard Drive on SCSI controller number 0 at location 0', VMName = 'a')";
  test.each([
    ["drives cut off to text", { Name: "a", Generation: 2, ProcessorCount: 1, HardDrives: [text] }, getVm],
    ["a list of drives cut off to text", { Name: "a", Generation: 2, ProcessorCount: 1, HardDrives: text }, getVm],
    ["VMs cut off to text", ["VirtualMachine (Name = 'a') [Id = '1']"], getVm],
    [
      "drives of a controller cut off",
      { ControllerNumber: 0, VMName: "a", Drives: [text] },
      "Get-VM | Get-VMScsiController",
    ],
    ["devices of a boot order cut off", { VMName: "a", BootOrder: [{ BootType: 0, Device: text }] }, "Get-VMFirmware"],
    ["a table", "Name State\n---- -----\na    Off\n", getVm],
    [
      "a table of drives",
      "VMName ControllerType ControllerNumber ControllerLocation DiskNumber Path\n------ -------------- ---------------- ------------------ ---------- ----\na      SCSI           0                0                             D:\\a.vhdx\n",
      "Get-VM | Get-VMHardDiskDrive",
    ],
    ["a list", "Name  : a\nState : Off\n", getVm],
    ["a build script", "New-VM -Name a -NoVHD\nAdd-VMHardDiskDrive -VMName a -Path D:\\a.vhdx\n", getVm],
    [
      "a raw state",
      { version: 4, terraform_version: "1.9.0", serial: 3, lineage: "x", outputs: {}, resources: [] },
      "terraform show -json",
    ],
    ["a layout", "# Mine\n\nplatform windows-server-2022\nvm a { generation 2 }\n", getVm],
    ["a raw state without its number", { version: 4, terraform_version: "1.9.0", resources: [] }, "show -json"],
    ["a plan", { format_version: "1.2", planned_values: {} }, "terraform show -json"],
    ["an empty state", { format_version: "1.0" }, "terraform show -json"],
    [
      "a state of other things",
      { format_version: "1.0", values: { root_module: { resources: [{ type: "null_resource", values: {} }] } } },
      "terraform show -json",
    ],
    ["Terraform configuration", 'resource "hyperv_vm" "a" {\n  name = "a"\n}\n', "terraform show -json"],
    ["CLIXML", '<Objs Version="1.1.0.1">', "Import-Clixml"],
    ["CLIXML of powershell -OutputFormat XML", '#< CLIXML\r\n<Objs Version="1.1.0.1"></Objs>', "Import-Clixml"],
    ["CLIXML with its declaration", '<?xml version="1.0"?>\n<Objs Version="1.1.0.1"></Objs>', "Import-Clixml"],
    ["a build script below its help", "<#\n.SYNOPSIS\nBuilds a VM.\n#>\nNew-VM -Name a -NoVHD\n", getVm],
    ["nothing", "  \n", getVm],
    ["prose", "hello", getVm],
    ["an empty list", "[]", getVm],
    ["JSON of something else", { a: 1 }, getVm],
    ["a layout", JSON.parse(toJson(nativeStatements("vm a { scsi 0:0 dvd empty }"))), getVm],
  ])("%s", (_name, inventory, command) => {
    const said = refusal(inventory);
    expect(said).toContain(command);
    expect(said).not.toContain("\n");
  });

  test("a text that is not an inventory is recognized in linear time", () => {
    for (const part of ["\n", " ", "-", "- ", "a ", "resource {", "x,"]) {
      expect(refusal(`${part.repeat(100_000)}x`)).toMatch(/; run /);
    }
  });

  test("errors in truncated or invalid JSON give their position", () => {
    const whole = JSON.stringify([drive, drive], undefined, 2);
    for (const share of [0.2, 0.5, 0.9]) {
      expect(refusal(whole.slice(0, whole.length * share))).toMatch(
        /^ends in the middle of its JSON|^is not valid JSON \(line/,
      );
    }
    expect(refusal('[\n  {"a": 1,}\n]')).toBe(
      "is not valid JSON (line 2, column 11); export all of it again, on its own",
    );
  });

  test("if one of several files cannot be used, all are refused, with its name", () => {
    const read = readInventories([
      { name: "good.json", text: JSON.stringify(drive) },
      { name: "bad.txt", text: "Name State\n---- -----\n" },
    ]);
    expect(read).toMatchObject({ name: "bad.txt", refusal: expect.stringContaining("formatted table") });
  });
});
