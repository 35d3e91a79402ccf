import { describe, expect, test } from "vitest";
import { forecast } from "../../server/src/core/forecast/forecast.ts";
import type { Phase } from "../../server/src/core/simulation/report.ts";
import { checkSpec } from "../../server/src/core/simulation/system-spec.ts";
import { costs, disksOf, forecastOf, layoutOf } from "./forecasts.ts";

const load = "{ load oltp }";

describe("the I/O path", () => {
  const both = (platform: string, inVm = "") => `
platform ${platform}
vm web {
  ${inVm}
  ide 0:0 disk "C:\\VMs\\os.vhd" boot
  scsi 0:0 disk "C:\\VMs\\data.vhd" ${load}
}`;
  const ways = (text: string, phase?: Phase) => disksOf(text, ({ transport }) => transport, phase ? { phase } : {});

  test.each([
    ["windows-server-2008-beta", "ide-emulated"],
    ["windows-server-2008", "ide-enlightened"],
    ["windows-server-2025", "ide-enlightened"],
  ])("on %s an IDE disk has the path %s", (platform, ide) => {
    expect(ways(both(platform))).toEqual([`ide 0:0: ${ide}`, "scsi 0:0: scsi-synthetic"]);
  });

  test.each(["guest windows-nt-4", "guest linux-without-drivers", "integration-services off"])(
    "with %s IDE is emulated, and SCSI is left out with a note",
    (inVm) => {
      const text = both("windows-server-2022", inVm);
      expect(ways(text)).toEqual(["ide 0:0: ide-emulated"]);
      expect(forecastOf(text).notes.join()).toContain('scsi 0:0 of "web" is left out');
    },
  );

  test.each(["firmware", "without-drivers"] as const)("in the phase %s nothing sees SCSI in generation 1", (phase) => {
    const text = both("windows-server-2022");
    expect(ways(text, phase)).toEqual(["ide 0:0: ide-emulated"]);
    expect(forecastOf(text, { phase }).notes.join()).toContain("nothing sees SCSI in this phase");
  });

  test("the firmware of generation 2 reads from SCSI", () => {
    const text = `platform windows-server-2022\nvm web { generation 2; scsi 0:0 disk "C:\\VMs\\os.vhdx" }`;
    expect(ways(text, "firmware")).toEqual(["scsi 0:0: scsi-synthetic"]);
    expect(ways(text, "without-drivers")).toEqual([]);
  });

  test("DVD drives are not simulated", () => {
    expect(ways('vm web { ide 0:0 disk "C:\\VMs\\os.vhd"; ide 1:0 dvd "C:\\iso\\a.iso" }')).toHaveLength(1);
  });

  test("without a platform the newest server release is assumed, and a note says so", () => {
    const { notes } = forecastOf('vm web { ide 0:0 disk "C:\\VMs\\os.vhdx" }');
    expect(notes).toContain('No platform is known for "web"; it is simulated as on windows-server-2025.');
  });

  test.each([
    ["windows-server-2008-r2", "before-2012"],
    ["windows-server-2012", "since-2012"],
    ["windows-8", "since-2012"],
  ])("on %s channels follow the rules %s", (platform, rules) => {
    const { spec } = forecastOf(`platform ${platform}\nvm web { ide 0:0 disk "C:\\VMs\\os.vhd" }`);
    expect(spec.vms[0]!.channelRules).toBe(rules);
  });
});

describe("what a disk carries", () => {
  const loads = (text: string) =>
    disksOf(text, ({ load: { sizes, queueDepth, rate } }) =>
      [sizes.map(({ bytes }) => bytes).join("+"), queueDepth && `depth ${queueDepth}`, rate && `rate ${rate}`]
        .filter(Boolean)
        .join(" "),
    );

  test("the boot disk carries system, another disk without a load is left out", () => {
    expect(loads('vm web { ide 0:0 disk "C:\\VMs\\os.vhd"; ide 0:1 disk "C:\\VMs\\data.vhd" }')).toEqual([
      "ide 0:0: 16384 rate 15",
    ]);
  });

  test.each(["firmware", "without-drivers"] as const)("in the phase %s the boot disk carries boot", (phase) => {
    expect(
      forecastOf('vm web { ide 0:0 disk "C:\\VMs\\os.vhd" }', { phase }).spec.vms[0]!.disks[0]!.load,
    ).toMatchObject({
      queueDepth: 4,
    });
  });

  test("a load of the file overrides the built-in one with its name", () => {
    const text =
      'load oltp { request-size 64KB; queue-depth 2 }\nvm web { ide 0:0 disk "C:\\VMs\\os.vhd" { load OLTP } }';
    expect(loads(text)).toEqual(["ide 0:0: 65536 depth 2"]);
  });

  test("an open load has a rate and no queue depth", () => {
    expect(loads('vm web { ide 0:0 disk "C:\\VMs\\os.vhd" { load { rate 300 } } }')).toEqual([
      "ide 0:0: 8192 rate 300",
    ]);
  });

  test("a mix keeps its sizes", () => {
    expect(loads('vm web { ide 0:0 disk "C:\\VMs\\os.vhd" { load web } }')).toEqual([
      "ide 0:0: 512+1024+2048+4096+8192+16384+32768+65536 depth 8",
    ]);
  });

  test("a load that nothing defines is left out", () => {
    expect(loads('vm web { ide 0:0 disk "C:\\VMs\\os.vhd" { load nothing } }')).toEqual([]);
  });
});

describe("what a disk is", () => {
  const types = (inVm: string) =>
    disksOf(`vm web { ${inVm} }`, ({ type, format, parentVolumes }) => `${type} ${format} ${1 + parentVolumes.length}`);

  test.each([
    ['"C:\\VMs\\a.vhd" fixed', "fixed vhd 1"],
    ['"C:\\VMs\\a.vhdx"', "dynamic vhdx 1"],
    ["physical 1", "physical vhdx 1"],
  ])("%s", (disk, expected) => {
    expect(types(`ide 0:0 disk ${disk} ${load}`)).toEqual([`ide 0:0: ${expected}`]);
  });

  test("a chain counts the disk and its parents", () => {
    const chain = (parents: string) => types(`ide 0:0 disk "C:\\VMs\\a.vhdx" { load oltp; ${parents} }`);
    expect(chain('parent "C:\\VMs\\b.vhdx"')).toEqual(["ide 0:0: differencing vhdx 2"]);
    expect(chain('parent "C:\\VMs\\b.vhdx" { parent "C:\\VMs\\c.vhdx" }')).toEqual(["ide 0:0: differencing vhdx 3"]);
  });

  test("a differencing disk without a stated parent is still computed with one", () => {
    expect(types(`ide 0:0 disk "C:\\VMs\\a.vhdx" differencing ${load}`)).toEqual(["ide 0:0: differencing vhdx 2"]);
  });
});

describe("what a disk is stored on", () => {
  const on = (host: string, vms: string) => {
    const { spec, notes } = forecastOf(`platform windows-server-2022\n${host}\n${vms}`);
    const medium = new Map(spec.volumes.map(({ key, medium: of }) => [key, of]));
    const disks = spec.vms.flatMap((vm) =>
      vm.disks.map((disk) => `${vm.name} ${disk.volume}: ${medium.get(disk.volume)}`),
    );
    const ofDisks = spec.vms.flatMap((vm) => vm.disks.flatMap((disk) => disk.notes ?? []));
    return {
      disks,
      notes: [...notes, ...ofDisks],
      labels: spec.vms.flatMap((vm) => vm.disks.map(({ volumeLabel }) => volumeLabel)),
    };
  };
  const host = 'host hv01 { volume "C:" hdd-7200; volume "C:\\Fast" optane; physical 1 ssd-nvme }';

  test("VMs of one host share its volumes, and a path belongs to the longest prefix", () => {
    const { disks } = on(
      host,
      `vm a { on HV01; ide 0:0 disk "c:\\VMs\\a.vhdx" }
vm b { on hv01; ide 0:0 disk "C:\\VMs\\b.vhdx"; scsi 0:0 disk "C:\\fast\\b.vhdx" ${load}; scsi 0:1 disk physical 1 ${load} }`,
    );
    expect(disks).toEqual([
      'a "C:" on hv01: hdd-7200',
      'b "C:" on hv01: hdd-7200',
      'b "C:\\Fast" on hv01: optane',
      "b physical disk 1 on hv01: ssd-nvme",
    ]);
  });

  test("volumes of two hosts are separate, whatever their names are", () => {
    const two = 'host one { volume "C:" hdd-7200 }\nhost two { volume "C:" optane }';
    const vms = 'vm a { on one; ide 0:0 disk "C:\\VMs\\a.vhdx" }\nvm b { on two; ide 0:0 disk "C:\\VMs\\b.vhdx" }';
    expect(on(two, vms).disks).toEqual(['a "C:" on one: hdd-7200', 'b "C:" on two: optane']);
  });

  test.each([
    ["without a host", 'vm a { ide 0:0 disk "C:\\VMs\\a.vhdx" }'],
    ["on no volume of its host", 'vm a { on hv01; ide 0:0 disk "E:\\VMs\\a.vhdx" }'],
    ["of a host that is not there", 'vm a { on hv99; ide 0:0 disk "C:\\VMs\\a.vhdx" }'],
  ])("a disk %s is placed on a medium of its own, with a note", (_, vm) => {
    const { disks, labels, notes } = on(host, vm);
    expect(disks).toEqual(["a IDE 0:0 of a: ssd-sata"]);
    expect(labels).toEqual([undefined]);
    expect(notes).toContain("No host says which medium it is on; an ssd-sata of its own is assumed.");
  });
});

test("a single VM can be requested", () => {
  const text = 'vm a { ide 0:0 disk "C:\\VMs\\a.vhd" }\nvm b { ide 0:1 disk "C:\\VMs\\b.vhd" }';
  const { layout, definitions } = layoutOf(text);
  const vm = layout.find((item) => item.kind === "vm" && item.name?.value === "b");
  if (vm?.kind !== "vm") throw new Error("There is no VM b.");
  expect(forecast(layout, definitions, { costs, vm }).spec.vms.map(({ name }) => name)).toEqual(["b"]);
});

describe("a layout with errors gives a system that can be simulated, or none", () => {
  test.each([
    'vm { ide 0:0 disk "C:\\VMs\\a.vhd" }',
    'vm "" { ide 0:0 disk "" }',
    'vm a { ide 0:0 disk "C:\\VMs\\a.vhd" 0GB { block-size 0KB; load { rate 10000000; request-size 0B } } }',
    'vm a { ide 0:0 disk "C:\\VMs\\a.vhd" 99999999999TB { load { queue-depth 4096; read 0%; random 0% } } }',
    'vm a { ide 0:0 disk "C:\\VMs\\a.vhd"; ide 0:0 disk "C:\\VMs\\b.vhd" { load oltp }; ide 9:9 disk "x" { load oltp } }',
    'vm a { processors 0; ide 0:0 disk "C:\\VMs\\a.vhd"',
    'vm a { scsi 0:0 disk "C:\\VMs\\a.vhdx" { parent "C:\\VMs\\a.vhdx" { parent "C:\\VMs\\a.vhdx" } load web } }',
  ])("%s", (text) => {
    const { spec } = forecastOf(text);
    expect([undefined, "There is no disk to simulate."]).toContain(checkSpec(spec));
  });
});
